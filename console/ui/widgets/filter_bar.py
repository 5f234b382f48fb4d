"""The filter over a list: what is looked for, what of it could not be read, and how much passes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from console.domain.callbacks.filter import Filter, complete, parse
from console.ui.after_rest import AfterRest
from console.ui.widgets.line_input import LineInput

_PAUSE = 0.25
"""Seconds without a key before a filter that is being typed is tried."""
_RECALLED = 50


class FilterSuggester(Suggester):
    """Continues a field or one of its values; the right arrow takes it."""

    async def get_suggestion(self, value: str) -> str | None:
        for one in complete(value, len(value)):
            return value[: one.span[0]] + one.text
        return None


class FilterInput(LineInput):
    """Up and down recall earlier filters."""

    BINDINGS: ClassVar = [
        Binding("up", "recall(-1)", "Earlier filter", show=False),
        Binding("down", "recall(1)", "Later filter", show=False),
    ]

    def __init__(self, placeholder: str) -> None:
        super().__init__(
            placeholder=placeholder,
            select_on_focus=False,
            suggester=FilterSuggester(use_cache=False, case_sensitive=True),
        )
        self._earlier: list[str] = []
        self._at = 0

    def on_resize(self) -> None:
        """What is said beside it makes it narrower: where one types stays in sight."""
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)

    def remember(self, text: str) -> None:
        if text and (not self._earlier or self._earlier[-1] != text):
            self._earlier = [*self._earlier, text][-_RECALLED:]
        self._at = len(self._earlier)

    def action_recall(self, step: int) -> None:
        if not self._earlier:
            return
        self._at = max(0, min(len(self._earlier), self._at + step))
        self.value = self._earlier[self._at] if self._at < len(self._earlier) else ""
        self.cursor_position = len(self.value)


class FilterBar(Horizontal):
    """One line. `Applied` is posted when a filter is to be used, `Left` when Enter goes back to the list."""

    DEFAULT_CSS = """
    FilterBar {
        height: 1;
        background: $surface;
        & > .filter-sign { width: 3; padding: 0 1; color: $primary; text-style: bold; }
        & > FilterInput { width: 1fr; background: $surface; padding: 0; &:focus { background: $panel; } }
        & > .filter-finding { width: auto; max-width: 50%; padding: 0 1; color: $state-look; text-wrap: nowrap;
            text-overflow: ellipsis; }
        & > .filter-count { width: 3; padding: 0 1; color: $quiet; text-align: right; }
    }
    """

    @dataclass
    class Applied(Message):
        filter: Filter

    @dataclass
    class Left(Message):
        """Enter was pressed: the list wants the focus."""

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self._placeholder = placeholder
        self._applied = Filter()
        self._applying = AfterRest(self, _PAUSE, self._apply)
        self._count_width = 0
        self._finding = ""

    def compose(self) -> ComposeResult:
        yield Static("/", classes="filter-sign")
        yield FilterInput(self._placeholder)
        yield Static(classes="filter-finding", markup=False)
        yield Static(classes="filter-count", markup=False)

    @property
    def filter(self) -> Filter:
        return self._applied

    @property
    def typing(self) -> bool:
        return self.query_one(FilterInput).has_focus

    def start_typing(self) -> None:
        self.query_one(FilterInput).focus()

    def set_text(self, text: str) -> None:
        """Use a filter that was not typed."""
        field = self.query_one(FilterInput)
        with field.prevent(Input.Changed):
            field.value = text
        field.cursor_position = len(text)
        field.remember(text)
        self._apply(text)

    def show_count(self, count: Content) -> None:
        """On the right; room is made for a longer one and kept for a shorter one, so that nothing wobbles."""
        shown = self.query_one(".filter-count", Static)
        if count.cell_length > self._count_width:
            self._count_width = count.cell_length
            shown.styles.width = self._count_width + 2
        shown.update(count, layout=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show_finding(parse(event.value))
        self._applying.soon(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(FilterInput).remember(event.value)
        self._apply(event.value)
        self.post_message(self.Left())

    def _apply(self, text: str) -> None:
        self._applying.drop()
        read = parse(text)
        self._show_finding(read)
        if read != self._applied:
            self._applied = read
            self.post_message(self.Applied(read))

    def _show_finding(self, read: Filter) -> None:
        sentence = ""
        if read.findings:
            finding = read.findings[0]
            sentence = f"⚠ {finding.text}" + (f" {finding.hint}" if finding.hint else "")
        if sentence != self._finding:  # the same again would lay out the screen at every key
            self._finding = sentence
            self.query_one(".filter-finding", Static).update(Content(sentence))
