"""One line that says where we are and what goes on: environment, account, listener, unmatched, background work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from console.domain.plain_text import plain
from console.ui.situation import Situation, Work, environment_of

if TYPE_CHECKING:
    from console.domain.account import Account
    from console.services.listener_desk import ListenerState

# By value, so that the first frame need not wait for the modules these belong to.
_BANDS = {
    "production": "bold $production-text on $production",
    "test": "$environment-test-text on $environment-test",
    "sandbox": "$environment-sandbox-text on $environment-sandbox",
}
_MOODS = {
    "stopped": ("○", "$quiet", "listener stopped"),
    "starting": ("◌", "$state-temporary", "listener starting"),
    "accepting": ("●", "$state-delivered", "listening"),
    "refusing": ("✕", "$state-failed", "listener refuses"),
    "draining": ("◌", "$state-temporary", "listener stopping"),
    "silent": ("⚠", "$state-look", "listener does not answer"),
}
_BAR = 12


_MOST_LINES = 4


class StatusLine(Widget):
    """Shows as much of the situation as the width holds; what matters most comes first.

    What went wrong is always shown: where it does not fit beside the rest, on lines of its own.
    """

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    StatusLine {
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    situation: reactive[Situation] = reactive(Situation())
    account: reactive[Account | None] = reactive(None)
    """The account this screen is about, where it is about one."""

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.size.width))

    def watch_situation(self) -> None:
        self._grow()

    def on_resize(self) -> None:
        self._grow()

    def _grow(self) -> None:
        """As many lines as it takes; hardly ever more than one."""
        self.styles.height = len(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        troubles = [*_problem(self.situation.listener), *_trouble(self.situation)]
        left = self._band()
        for trouble in tuple(troubles):
            if left.cell_length + trouble.cell_length + 2 <= width:
                left = left.append("  ").append(trouble)
                troubles.remove(trouble)
        for choice in _listener(self.situation.listener):
            piece = next((one for one in choice if left.cell_length + one.cell_length + 2 <= width), None)
            if piece is None:
                break  # what comes after it means nothing without it
            left = left.append("  ").append(piece)
        right = _works(self.situation.works)
        gap = width - left.cell_length - right.cell_length - 1
        if gap >= 1:
            left = Content.assemble(left, " " * gap, right)
        told = [line for trouble in troubles for line in trouble.wrap(max(16, width - 2))]
        return [left, *(Content.assemble(" ", line) for line in told[: _MOST_LINES - 1])]

    def _band(self) -> Content:
        accounts = (self.account,) if self.account else self.situation.accounts
        environment = environment_of(accounts)
        if environment is None:
            return Content.styled(" no account ", "$quiet")
        band = Content.styled(f" {environment.value.upper()} ", _BANDS[environment.value])
        if len(accounts) == 1:
            name = plain(accounts[0].name) + (" read-only" if accounts[0].read_only else "")
        else:
            name = f"{len(accounts)} accounts"
        return Content.assemble(band, " ", (name, "bold"))


def _problem(state: ListenerState | None) -> list[Content]:
    if state is None or not state.problem:
        return []
    return [Content.assemble(("✕ ", "$state-failed"), (plain(state.problem), "$state-failed"))]


def _listener(state: ListenerState | None) -> list[tuple[Content, ...]]:
    """What is told of it, in the order of weight; each in its versions, the longest first."""
    if state is None:
        return []
    sign, style, words = _MOODS[state.mood.value]
    address = plain(state.url).removeprefix("http://") if state.url else ""
    mood = Content.assemble((f"{sign} ", style), words)
    versions = [(mood.append(f" {address}"), mood)] if address else [(mood,)]
    pieces: list[Content] = []
    if state.mood.value in ("accepting", "refusing", "draining"):
        pieces.append(Content(f"{state.rate:,.0f}/s"))
        if state.unmatched:
            pieces.append(Content.styled(f"{state.unmatched:,} unmatched", "$state-look"))
        pieces.append(Content.styled(f"queue {state.queue:,}", "$state-look" if state.queue > 1000 else "$quiet"))
        if state.refused:
            pieces.append(Content.styled(f"{state.refused:,} refused", "$state-failed"))
    return [*versions, *((piece,) for piece in pieces)]


def _trouble(situation: Situation) -> list[Content]:
    if situation.trouble is None:
        return []
    return [Content.assemble(("✕ ", "$state-failed"), (plain(situation.trouble), "$state-failed"))]


def _works(works: tuple[Work, ...]) -> Content:
    if not works:
        return Content("")
    work = works[-1]
    more = f" (+{len(works) - 1})" if len(works) > 1 else ""
    text = plain(work.text) + more
    if not work.total:
        return Content.assemble(("◌ ", "$state-temporary"), text)
    full = min(_BAR, _BAR * work.done // work.total)
    return Content.assemble(
        f"{text} ",
        ("━" * full, "$primary"),
        ("━" * (_BAR - full), "$rule"),
        (f" {work.done:,} of {work.total:,}", "$quiet"),
    )
