"""One line that says where we are and what goes on: environment, account, listener, unmatched, background work."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from console.domain.account import Account, Environment
from console.domain.plain_text import plain
from console.services.listener_desk import ListenerMood, ListenerState
from console.ui.situation import Situation, Work, environment_of

_BANDS = {
    Environment.PRODUCTION: "bold $production-text on $production",
    Environment.TEST: "$environment-test-text on $environment-test",
    Environment.SANDBOX: "$environment-sandbox-text on $environment-sandbox",
}
_BAR = 12


class StatusLine(Widget):
    """Shows as much of the situation as the width holds; what matters most comes first."""

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
        width = self.size.width
        left = self._band()
        for piece in (*_listener(self.situation.listener), *_trouble(self.situation)):
            if left.cell_length + piece.cell_length + 2 <= width:
                left = left.append("  ").append(piece)
        right = _works(self.situation.works)
        gap = width - left.cell_length - right.cell_length - 1
        if gap >= 1:
            return Content.assemble(left, " " * gap, right)
        return left

    def _band(self) -> Content:
        accounts = (self.account,) if self.account else self.situation.accounts
        environment = environment_of(accounts)
        if environment is None:
            return Content.styled(" no account ", "$quiet")
        band = Content.styled(f" {environment.value.upper()} ", _BANDS[environment])
        if len(accounts) == 1:
            name = plain(accounts[0].name) + (" read-only" if accounts[0].read_only else "")
        else:
            name = f"{len(accounts)} accounts"
        return Content.assemble(band, " ", (name, "bold"))


def _listener(state: ListenerState) -> list[Content]:
    if state.problem:
        return [Content.assemble(("✕ ", "$state-failed"), (plain(state.problem), "$state-failed"))]
    sign, style, words = _MOODS[state.mood]
    address = plain(state.url).removeprefix("http://") if state.url else ""
    pieces = [Content.assemble((f"{sign} ", style), words, f" {address}" if address else "")]
    if state.mood in (ListenerMood.ACCEPTING, ListenerMood.REFUSING, ListenerMood.DRAINING):
        pieces.append(Content(f"{state.rate:,.0f}/s"))
        if state.unmatched:
            pieces.append(Content.styled(f"{state.unmatched:,} unmatched", "$state-look"))
        pieces.append(Content.styled(f"queue {state.queue:,}", "$state-look" if state.queue > 1000 else "$quiet"))
        if state.refused:
            pieces.append(Content.styled(f"{state.refused:,} refused", "$state-failed"))
    return pieces


_MOODS = {
    ListenerMood.STOPPED: ("○", "$quiet", "listener stopped"),
    ListenerMood.STARTING: ("◌", "$state-temporary", "listener starting"),
    ListenerMood.ACCEPTING: ("●", "$state-delivered", "listening"),
    ListenerMood.REFUSING: ("✕", "$state-failed", "listener refuses"),
    ListenerMood.DRAINING: ("◌", "$state-temporary", "listener stopping"),
    ListenerMood.SILENT: ("⚠", "$state-look", "listener does not answer"),
}


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
