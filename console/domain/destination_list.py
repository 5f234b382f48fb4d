"""Finding the destinations in a pasted list or a file of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FIELD_END = re.compile(r"[,;\t]")
_LINE_END = re.compile(r"[\r\n]+")
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_BLANK_BEFORE_PLUS = re.compile(r"\s+(?=\+)")

_SHORTEST_WHOLE_NUMBER = 9
"""Digits with a country code: groups within one number are shorter."""


def pieces(text: str) -> Iterator[str]:
    """What may be a destination, in order.

    One a line or between commas, semicolons or tabs; blanks inside a number do not matter. In a line with words beside
    the number (CSV) the first column counts, and a first line without a digit is its heading.
    """
    rows = [
        [field.strip().strip("\"'").strip() for field in _FIELD_END.split(line)]
        for line in _LINE_END.split(text)
        if line.strip(" ,;\t\"'")
    ]
    if len(rows) > 1 and not any(any(map(str.isdigit, field)) for field in rows[0]):
        del rows[0]
    for row in rows:
        for field in row[:1] if _has_columns(row) else row:
            yield from _spaced(field)


def _has_columns(row: list[str]) -> bool:
    """A number with words beside it, and no second number that somebody may have meant."""
    first, *others = row
    return (
        _begins_like_number(first)
        and any(field and not _begins_like_number(field) for field in others)
        and not any(field.startswith(("+", "00")) for field in others)
    )


def _begins_like_number(field: str) -> bool:
    """`070 12x` is a number with a mistake in it, not a name."""
    return (field[:1] in set("+(=") or field[:1].isdigit()) and _TWO_LETTERS.search(field) is None


def _spaced(field: str) -> Iterator[str]:
    """A plus after a blank begins a number; so does each of several groups that are long enough to be one."""
    for piece in _BLANK_BEFORE_PLUS.split(field):
        groups = piece.split()
        if len(groups) > 1 and all(len(group) >= _SHORTEST_WHOLE_NUMBER and group.isdigit() for group in groups):
            yield from groups
        elif groups:
            yield piece.strip()
