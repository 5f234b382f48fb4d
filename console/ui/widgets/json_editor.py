"""JSON to be edited by hand: what is wrong with it is said with its line and marked where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from rich.style import Style
from rich.text import Text
from textual.binding import Binding
from textual.widgets import TextArea

from console.domain.plain_text import FORBIDDEN

_LONGEST = 200_000
"""Characters that are read: no document of ours is near it, and a hostile one costs a moment."""
_UNSEEN = re.compile(f"[{FORBIDDEN}]")


@dataclass(frozen=True, slots=True)
class JsonMistake:
    """Why a text is no JSON object; `line` and `column` count from 1."""

    text: str
    line: int
    column: int


def write_json(document: Mapping[str, Any]) -> str:
    """The document as indented JSON, in which every character that a person could not see is escaped."""
    written = json.dumps(dict(document), indent=2, ensure_ascii=False)
    return "\n".join(_UNSEEN.sub(_escaped, line) for line in written.split("\n"))


def read_json(text: str) -> dict[str, Any] | JsonMistake:
    """The object in the text, or what is wrong with it. Never raises."""
    if len(text) > _LONGEST:
        return JsonMistake(f"This is longer than {_LONGEST:,} characters.", 1, 1)
    try:
        value = json.loads(text, parse_constant=_refuse, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        return JsonMistake(f"{error.msg}.", error.lineno, error.colno)
    except _NotJson as error:
        return JsonMistake(str(error), *_place(text, error.word))
    except (RecursionError, ValueError):
        return JsonMistake("This is nested too deeply or holds a number too long.", 1, 1)
    if not isinstance(value, dict):
        return JsonMistake("This is no object: it begins with {.", 1, 1)
    return value


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


_KEY = re.compile(r'^\s*("(?:[^"\\]|\\.)*")\s*:')
_BRACKET = re.compile(r"^\s*[{}\[\]]+,?$|[{\[]\]?\}?,?$")


class _NotJson(ValueError):
    """Something Python would take and no other reader of JSON; `word` is what stands in the text."""

    def __init__(self, sentence: str, word: str) -> None:
        super().__init__(sentence)
        self.word = word


def _refuse(word: str) -> NoReturn:
    raise _NotJson(f"{word} is no JSON.", word)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key written twice would silently win over the first."""
    document: dict[str, Any] = {}
    for name, value in pairs:
        if name in document:
            raise _NotJson(f"The key {json.dumps(name)} is written twice.", json.dumps(name))
        document[name] = value
    return document


def _place(text: str, word: str) -> tuple[int, int]:
    """Line and column of the last time a word stands in the text."""
    at = max(0, text.rfind(word))
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
