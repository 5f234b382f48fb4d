"""The hosts callbacks come from, as a table and as a firewall takes them, and compared with the list one has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static, TextArea
from textual_fspicker import FileSave

from console.domain.gates.firewall import FORMATS, Comparison, Host, HostState, compare
from console.domain.plain_text import plain
from console.errors import InvalidInput
from console.services.desks import Desks
from console.ui.actions import bindings
from console.ui.screens.area import AreaScreen
from console.ui.widgets.facts import lines
from console.ui.widgets.reading_pane import ReadingPane
from console.ui.widgets.row_view import Piece, RowHeading, RowView, fit

_NAME, _ADDRESS, _REGION = 24, 15, 6
_NAMES = tuple(FORMATS)


class HostList(RowView):
    def __init__(self, hosts: Sequence[Host]) -> None:
        super().__init__(id="host-list")
        self._hosts = list(hosts)

    @property
    def row_count(self) -> int:
        return len(self._hosts)

    def heading(self, width: int) -> str:
        return fit(f"  {fit('host', _NAME)} {fit('address', _ADDRESS)} {fit('region', _REGION)} state", width)

    def row(self, index: int) -> Host:
        return self._hosts[index]

    def pieces(self, row: Host, width: int) -> Sequence[Piece]:
        gone = row.state is HostState.DECOMMISSIONED
        sign, role = ("✕", "failed") if gone else ("●", "delivered")
        state = f"out of use since {row.since}" if gone and row.since else row.state.value
        return [
            (f"{sign} ", role),
            (fit(plain(row.name, 80), _NAME) + " ", "quiet" if gone else "strong"),
            (fit(plain(row.address, 40), _ADDRESS) + " ", "quiet" if gone else "text"),
            (fit(plain(row.region, 40), _REGION) + " ", "quiet"),
            (fit(plain(state, 60), max(0, width - _NAME - _ADDRESS - _REGION - 5)), role if gone else "quiet"),
        ]


class HostsScreen(AreaScreen):
    AREA = "gates"
    HELP_FILE = "help.md"
    CSS_PATH = "gates.tcss"
    BINDINGS = bindings("gate-hosts")
    AUTO_FOCUS = "HostList"

    def __init__(self, desks: Desks) -> None:
        super().__init__(desks)
        self._hosts = list(desks.gates.hosts())
        self._format = 0

    def compose_area(self) -> ComposeResult:
        current = sum(host.state is HostState.CURRENT for host in self._hosts)
        title = Content.assemble(
            ("Hosts callbacks come from", "bold"),
            (f"   {current} in use, {len(self._hosts) - current} not any more   Gate API 2.3, appendix 1", "$quiet"),
        )
        yield Static(title, id="hosts-title", markup=False)
        with Container(id="hosts-panes"):
            with Vertical(id="hosts-side"):
                listed = HostList(self._hosts)
                yield RowHeading(listed.heading)
                yield listed
            with Vertical(id="hosts-right"):
                yield ReadingPane(id="hosts-text")
                yield Static(markup=False, id="hosts-verdict-title")
                pasted = TextArea(id="hosts-pasted", compact=True, soft_wrap=True, show_line_numbers=False)
                pasted.placeholder = "paste your rules or list here: it is held against the document's"
                yield pasted
                yield ReadingPane(id="hosts-verdict")

    def area_mounted(self) -> None:
        self.query_one(HostList).move_to(0)
        self._show_format()
        self._compare()

    @property
    def _form(self) -> str:
        return _NAMES[self._format]

    @property
    def _text(self) -> str:
        return FORMATS[self._form](self._hosts)

    def _show_format(self) -> None:
        text, name = self._text, self._form
        others = ", ".join(one for one in _NAMES if one != name)
        title = Content.assemble((name, "bold $primary"), (f"   c: {others}", "$quiet"))
        self.query_one("#hosts-text", ReadingPane).show(
            name, lambda width: lines([title, *(part for line in text.splitlines() for part in _wrapped(line, width))])
        )

    def action_format(self) -> None:
        self._format = (self._format + 1) % len(_NAMES)
        self._show_format()

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._text)
        self.notify(f"The hosts are on the clipboard as {self._form}.", markup=False)

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def action_write(self) -> None:
        path = await self.app.push_screen_wait(FileSave(Path.cwd(), "Write the hosts to a file", save_button="Write"))
        if path is not None:
            self._write(path, self._text)

    @work(exclusive=True, group="gates.file", exit_on_error=False, thread=True)
    def _write(self, path: Path, text: str) -> None:
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise InvalidInput(
                f"{path.name} cannot be written: {error.strerror or type(error).__name__}.",
                hint="Choose another place.",
            ) from error
        self.app.call_from_thread(self.notify, f"{plain(path.name)} is written.", markup=False)

    def action_compare(self) -> None:
        self.add_class("-comparing")
        self.call_after_refresh(self.query_one("#hosts-pasted").focus)

    @on(TextArea.Changed, "#hosts-pasted")
    def _compare(self) -> None:
        pasted = self.query_one("#hosts-pasted", TextArea).text
        found = compare(pasted, self._hosts) if pasted.strip() else None
        title = Content.styled("Your list", "bold $primary")
        self.query_one("#hosts-verdict-title", Static).update(title)
        self.query_one("#hosts-verdict", ReadingPane).show("verdict", lambda width: lines(verdict_lines(found, width)))

    def action_leave(self) -> None:
        listed = self.query_one(HostList)
        if not listed.has_focus or self.has_class("-comparing"):
            self.remove_class("-comparing")
            listed.focus()
        else:
            self.dismiss()


def verdict_lines(found: Comparison | None, width: int) -> list[Content]:
    """What to do about a list."""
    if found is None:
        return [Content.styled("p pastes it; rules of any firewall will do.", "$quiet")]
    told = (
        ("✕", "$text-error", "missing: their callbacks do not get through", [_host(one) for one in found.missing]),
        ("⚠", "$text-warning", "out of use, and still let in", [_host(one) for one in found.decommissioned]),
        ("⚠", "$text-warning", "not the platform's", [plain(one, 60) for one in found.extra]),
        ("⚠", "$text-warning", "no address", [plain(one, 60) for one in found.unreadable]),
        ("·", "$quiet", "let in by a wider net", [f"{_host(one.host)}  by {one.net}" for one in found.covered]),
    )
    shown: list[Content] = []
    if found.agrees:
        shown.append(Content.styled("✓ It lets in every host in use, and nobody else.", "$text-success"))
    # All counts first: a long list of one kind must not hide the others.
    for sign, style, said, entries in told:
        if entries:
            shown += Content.styled(f"{sign} {len(entries)} {said}", style).wrap(width)
    for sign, style, said, entries in told:
        if entries:
            shown += [Content(""), *Content.styled(f"{sign} {said}", style).wrap(width)]
            shown += [Content(f"    {entry}") for entry in entries]
    return shown


def _host(host: Host) -> str:
    return f"{plain(host.address, 40)}  {plain(host.name, 60)}"


def _wrapped(line: str, width: int) -> list[Content]:
    return list(Content(plain(line, 400)).wrap(max(16, width))) or [Content("")]
