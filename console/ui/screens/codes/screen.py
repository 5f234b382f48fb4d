"""Codes: search every provider's result codes and read what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from console.domain.codes.result_code import ResultCode
from console.domain.plain_text import plain
from console.services.code_book import Sighting
from console.services.desks import Desks
from console.ui.actions import bindings
from console.ui.messages import OpenCode, ShowEvents
from console.ui.screens.area import AreaScreen
from console.ui.screens.codes.code_detail import CodeDetail
from console.ui.screens.codes.code_rows import code_row, explanation, header_row
from console.ui.widgets.line_input import LineInput
from console.ui.widgets.line_list import LineList

_STYLES = Path(__file__).with_name("codes.tcss")
_ALONE = frozenset({"codes.events", "codes.copy", "codes.leave"})


def events_filter(code: ResultCode) -> str:
    """The filter that shows the callbacks with this code."""
    return f"code:{code.code} provider:{code.catalogue}"


class CodeList(LineList):
    @dataclass
    class Resized(Message):
        """The rows have another width to fill."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())


class CodesScreen(AreaScreen):
    AREA = "codes"
    HELP_FILE = "help.md"
    CSS_PATH = _STYLES
    BINDINGS = bindings("codes")
    AUTO_FOCUS = "#code-search"

    def __init__(self, desks: Desks) -> None:
        super().__init__(desks)
        self._catalogue: str | None = None
        self._found: list[ResultCode] = []
        self._seen: dict[tuple[str, int], Sighting] = {}
        self._painted_width = 0

    def compose_area(self) -> ComposeResult:
        with Horizontal(id="code-bar"):
            yield Static(Content.styled("/", "$quiet"), id="code-slash", markup=False)
            yield LineInput(
                placeholder="a code, words, or a state: 2106, barred, temporary billed", id="code-search", compact=True
            )
            yield Static(markup=False, id="code-count")
        with Horizontal(id="code-panes"):
            with Vertical(id="code-left"):
                yield Static(markup=False, id="code-header")
                yield CodeList(id="code-list")
                yield Static(markup=False, id="code-empty")
            yield CodeDetail(id="code-detail")

    def area_mounted(self) -> None:
        self._search()
        self._load_sightings()

    def on_news(self) -> None:
        self._load_sightings()

    def area_shown(self) -> None:
        self._load_sightings()

    def take(self, message: Message) -> None:
        if isinstance(message, OpenCode):
            self._catalogue = message.catalogue if message.catalogue in self.desks.codes.catalogues() else None
            search = self.query_one("#code-search", Input)
            with self.prevent(Input.Changed):
                search.value = str(message.code)
            self._search()
            self.query_one(CodeList).focus()

    @property
    def current(self) -> ResultCode | None:
        index = self.query_one(CodeList).highlighted
        return self._found[index] if index is not None and index < len(self._found) else None

    # what is shown

    @on(Input.Changed, "#code-search")
    def _search(self) -> None:
        query = self.query_one("#code-search", Input).value
        before = self.current
        self._found = self.desks.codes.search(query, catalogue=self._catalogue)
        keep = before if before in self._found and not query else None
        self._show_rows(keep)
        self._show_count()

    def _show_rows(self, keep: ResultCode | None) -> None:
        listed = self.query_one(CodeList)
        width = (listed.content_size.width or self.size.width - 1) - 1  # the scrollbar's
        self._painted_width = listed.content_size.width
        several = self._catalogue is None and len(self.desks.codes.catalogues()) > 1
        self.query_one("#code-header", Static).update(header_row(width, catalogue=several))
        listed.set_options(
            Option(code_row(code, self._seen.get((code.catalogue, code.code)), width, catalogue=several))
            for code in self._found
        )
        listed.display = bool(self._found)
        if self._found:
            listed.highlighted = self._found.index(keep) if keep in self._found and keep is not None else 0
        else:
            self._show_detail(None)
        empty = self.query_one("#code-empty", Static)
        empty.display = not self._found
        if not self._found:
            empty.update(self._nothing_found())

    def _nothing_found(self) -> Content:
        query = self.query_one("#code-search", Input).value
        where = f" in {self._catalogue}" if self._catalogue else ""
        return Content.assemble(
            (f"No code matches “{plain(query)}”{where}.\n", "bold"),
            ("Try fewer letters, the beginning of a number, or a state such as temporary or billed.\n", "$quiet"),
            ("Esc drops the search" + (", c shows the other catalogues." if where else "."), "$quiet"),
        )

    def _show_count(self) -> None:
        names = self.desks.codes.catalogues()
        where = self._catalogue or (names[0] if len(names) == 1 else f"{len(names)} catalogues")
        noun = "code" if len(self._found) == 1 else "codes"
        self.query_one("#code-count", Static).update(
            Content.assemble((f"{len(self._found)}", "bold"), (f" {noun}  ·  {plain(where)}", "$quiet"))
        )

    @work(exclusive=True, group="codes.sightings", exit_on_error=False)
    async def _load_sightings(self) -> None:
        seen = await self.desks.codes.sightings()
        if seen != self._seen:
            self._seen = seen
            self._show_rows(self.current)

    def on_code_list_resized(self) -> None:
        if self.query_one(CodeList).content_size.width != self._painted_width:
            self._show_rows(self.current)

    @on(OptionList.OptionHighlighted, "#code-list")
    def _highlighted(self) -> None:
        self._show_detail(self.current)

    def _show_detail(self, code: ResultCode | None) -> None:
        seen = self._seen.get((code.catalogue, code.code)) if code else None
        self.query_one(CodeDetail).show(code, seen, self.desks.clock())

    # what can be done

    @on(Input.Submitted, "#code-search")
    def _to_rows(self) -> None:
        if self._found:
            self.query_one(CodeList).focus()

    def on_key(self, event: events.Key) -> None:
        """Up and down walk the rows while the search keeps the focus."""
        if self.focused is self.query_one("#code-search") and event.key in {"down", "up"} and self._found:
            listed = self.query_one(CodeList)
            listed.action_cursor_down() if event.key == "down" else listed.action_cursor_up()
            event.stop()

    @on(OptionList.OptionSelected, "#code-list")
    def _opened(self) -> None:
        code = self.current
        if code is None:
            return
        if self.has_class("-wide") or self.has_class("-very-wide"):
            self.action_events()
        else:
            self.app.push_screen(CodeScreen(self.desks, code, self._seen.get((code.catalogue, code.code))))

    def action_search(self) -> None:
        self.query_one("#code-search").focus()

    def action_catalogue(self) -> None:
        names: list[str | None] = [None, *self.desks.codes.catalogues()]
        self._catalogue = names[(names.index(self._catalogue) + 1) % len(names)]
        self._search()

    def action_events(self) -> None:
        if self.current is not None:
            self.post_message(ShowEvents(events_filter(self.current)))

    def action_copy(self) -> None:
        if self.current is not None:
            copy_explanation(self, self.current, self._seen.get((self.current.catalogue, self.current.code)))

    def action_leave(self) -> None:
        search = self.query_one("#code-search", Input)
        if self.focused is search and self._found:
            self.query_one(CodeList).focus()
        elif search.value:
            search.value = ""


class CodeScreen(AreaScreen):
    """One code, where the terminal is too narrow for two panes."""

    AREA = "codes"
    HELP_FILE = "help.md"
    CSS_PATH = _STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        *(one for one in bindings("codes") if isinstance(one, Binding) and one.id in _ALONE),
        Binding("enter", "events", show=False),
    ]
    AUTO_FOCUS = "#code-detail"

    def __init__(self, desks: Desks, code: ResultCode, seen: Sighting | None) -> None:
        super().__init__(desks)
        self._code = code
        self._sighting = seen

    def compose_area(self) -> ComposeResult:
        yield CodeDetail(id="code-detail", classes="-alone")

    def area_mounted(self) -> None:
        self.query_one(CodeDetail).show(self._code, self._sighting, self.desks.clock())

    def action_events(self) -> None:
        self.post_message(ShowEvents(events_filter(self._code)))

    def action_copy(self) -> None:
        copy_explanation(self, self._code, self._sighting)

    def action_leave(self) -> None:
        self.dismiss()


def copy_explanation(screen: AreaScreen, code: ResultCode, seen: Sighting | None) -> None:
    screen.app.copy_to_clipboard(explanation(code, seen))
    screen.notify(f"The explanation of {code.code} is on the clipboard.", markup=False)
