"""One field of a form that is bound to a place in a JSON document, and the line of the form it stands in."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from console.domain.document import ABSENT, Document
from console.domain.document_path import value_at, with_value_at
from console.ui.screens.whatsapp.body_area import HIDDEN

Change = Callable[[Document], Document]


@dataclass(frozen=True, slots=True)
class Spelling:
    """`read` is from what is typed to the value, `write` the way back: None where only the JSON can say it."""

    read: Callable[[str], Any]
    write: Callable[[Any], str | None]


class Editor(Enum):
    LINE = "line"
    AREA = "area"  # several lines
    CHOICE = "choice"
    TICK = "tick"
    PRESS = "press"  # a button: no value, a change


def _write_text(value: Any) -> str | None:
    if value is ABSENT or value is None:
        return ""
    if isinstance(value, bool):
        return None
    return str(value) if isinstance(value, str | int | float) else None


def _whole(text: str) -> Any:
    text = text.strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 16 else text or ABSENT


def _decimal(text: str) -> Any:
    """The document's examples are numbers; what is none goes into the document as it is, and the rules say so."""
    whole = _whole(text)
    if not isinstance(whole, str):
        return whole
    try:
        number = float(whole)
    except ValueError:
        return whole
    return number if math.isfinite(number) and whole[:1] in "-.0123456789" else whole


def _write_flag(value: Any) -> str | None:
    if value is ABSENT or value is None:
        return ""
    said = str(value).lower() if isinstance(value, bool | str) else ""
    return {"true": "yes", "false": ""}.get(said)


def _read_list(text: str) -> Any:
    return [piece for piece in text.replace(",", " ").replace(";", " ").split() if piece] or ABSENT


def _write_list(value: Any) -> str | None:
    if value is ABSENT or value is None:
        return ""
    if isinstance(value, list | tuple) and all(isinstance(entry, str) for entry in value):
        return ", ".join(value)
    return None


TEXT: Final = Spelling(lambda text: text, _write_text)
"""Stays in the document when it is empty: it has to be there."""
OPTIONAL: Final = Spelling(lambda text: text or ABSENT, _write_text)
WHOLE: Final = Spelling(_whole, _write_text)
DECIMAL: Final = Spelling(_decimal, _write_text)
FLAG: Final = Spelling(bool, _write_flag)
LIST: Final = Spelling(_read_list, _write_list)


@dataclass(frozen=True, slots=True)
class Field:
    """`path` is where the value stands. `choices` are values with their words; of a button the words alone.

    `apply` replaces setting the value, where more has to change with it; `width` is in columns, None takes the rest.
    """

    path: str
    editor: Editor = Editor.LINE
    spelling: Spelling = TEXT
    placeholder: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    width: int | None = None
    apply: Callable[[Document, str], Document] | None = None

    def shown(self, document: Document) -> str | None:
        """What the field says; None where only the JSON can say it. A choice that is no value shows its first words."""
        if not self.path:
            return self.choices[0][0]
        written = self.spelling.write(value_at(document, self.path))
        if written is None or (self.editor is Editor.LINE and not written.isprintable()):
            return None
        return None if self.editor is Editor.AREA and HIDDEN.search(written) else written

    def changed(self, document: Document, typed: str) -> Document:
        if self.apply is not None:
            return self.apply(document, typed)
        return with_value_at(document, self.path, self.spelling.read(typed))


@dataclass(frozen=True, slots=True)
class Line:
    """A label with its fields. A line without fields is a heading. `about` are further places whose findings are shown
    below it, and `remark` is said behind the fields."""

    label: str
    fields: tuple[Field, ...] = ()
    about: tuple[str, ...] = ()
    remark: str = ""

    @property
    def places(self) -> tuple[str, ...]:
        return (*(field.path for field in self.fields if field.path), *self.about)

    @property
    def form(self) -> object:
        """The same for two lines that differ in nothing but the values of their fields."""
        fields = tuple((field.path, field.editor, field.placeholder, field.choices) for field in self.fields)
        return self.label, self.remark, fields


def press(words: str, change: Change) -> Field:
    """A button that changes the document."""
    return Field("", Editor.PRESS, choices=((words, words),), apply=lambda document, _typed: change(document))


def choice(path: str, values: Mapping[str, str], *, width: int | None = None, apply: Any = None) -> Field:
    return Field(path, Editor.CHOICE, choices=tuple(values.items()), width=width, apply=apply)


def line_of(field: str, lines: tuple[Line, ...]) -> int | None:
    """The line a finding belongs to: that with the longest place it is about or inside of; None for none."""
    best: tuple[int, int] | None = None
    for number, line in enumerate(lines):
        for place in line.places:
            if (field == place or field.startswith(f"{place}.")) and (best is None or len(place) > best[0]):
                best = len(place), number
    return best[1] if best is not None else None
