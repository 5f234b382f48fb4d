"""JSON to be edited by hand, the place of a mistake marked where it stands."""

from __future__ import annotations

import re

from rich.style import Style
from rich.text import Text
from textual.binding import Binding
from textual.widgets import TextArea

from console.domain.json_text import JsonMistake

_KEY = re.compile(r'^\s*("(?:[^"\\]|\\.)*")\s*:')
_BRACKET = re.compile(r"^\s*[{}\[\]]+,?$|[{\[]\]?\}?,?$")


class JsonEditor(TextArea, inherit_bindings=False):
    """A text area that marks the place of a mistake. What stands in it is told by its own `Changed`. F6 and F7 are the
    screen's."""

    BINDINGS = [one for one in TextArea.BINDINGS if not isinstance(one, Binding) or one.key not in {"f6", "f7"}]

    COMPONENT_CLASSES = TextArea.COMPONENT_CLASSES | {
        "json-editor--key",
        "json-editor--mistake",
        "json-editor--bracket",
    }
    DEFAULT_CSS = """
    JsonEditor {
        border: none;
        padding: 0 1;
        background: $surface;
        scrollbar-size-vertical: 1;
        & .json-editor--key { color: $text-primary; }
        & .json-editor--bracket { color: $quiet; }
        & .json-editor--mistake { color: $background; background: $error; }
        &:focus { border: none; background: $panel; }
    }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        self._mistake: JsonMistake | None = None
        super().__init__(
            text, id=id, soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False, compact=True
        )
        self.match_cursor_bracket = False

    @property
    def mistake(self) -> JsonMistake | None:
        return self._mistake

    def show(self, text: str) -> None:
        """Another text; nobody is told. What was in sight stays in sight."""
        if text == self.text:
            return
        cursor, top = self.cursor_location, self.scroll_offset.y
        with self.prevent(TextArea.Changed):
            self.load_text(text)
        row = min(cursor[0], self.document.line_count - 1)
        self.move_cursor((row, min(cursor[1], len(self.document.get_line(row)))), record_width=False)
        self.scroll_to(y=top, animate=False, force=True)

    def point_at(self, mistake: JsonMistake | None) -> None:
        """Mark the place of a mistake, or none."""
        if mistake != self._mistake:
            self._mistake = mistake
            self._line_cache.clear()
            self.refresh()

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        for found in _KEY.finditer(line.plain):
            line.stylize(self._part("key"), *found.span(1))
        for found in _BRACKET.finditer(line.plain):
            line.stylize(self._part("bracket"), *found.span())
        if self._mistake is not None and self._mistake.line == line_index + 1:
            at = min(self._mistake.column - 1, max(0, len(line.plain) - 1))
            line.stylize(self._part("mistake"), at, at + 1)
        return line

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"json-editor--{name}", partial=True)
