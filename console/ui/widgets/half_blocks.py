"""A picture in half blocks: each cell is an upper and a lower dot, so any terminal with colours shows it."""

from __future__ import annotations

from itertools import pairwise
from weakref import WeakKeyDictionary

from textual.color import Color
from textual.content import Content, Span
from textual.style import Style

from console.domain.whatsapp.picture import Dot, Picture

_DRAWN: WeakKeyDictionary[Picture, dict[tuple[int, int], tuple[Content, ...]]] = WeakKeyDictionary()
"""A text is painted anew whenever something in it changes; its picture seldom does."""


def half_blocks(picture: Picture, columns: int, rows: int) -> tuple[Content, ...]:
    """`rows` lines of `columns` cells."""
    sizes = _DRAWN.setdefault(picture, {})
    if (columns, rows) not in sizes:
        dots = list(picture.scaled(columns, 2 * rows))
        sizes[columns, rows] = tuple(map(_line, dots[::2], dots[1::2]))
    return sizes[columns, rows]


def _line(upper: list[Dot], lower: list[Dot]) -> Content:
    cells = list(zip(upper, lower, strict=True))
    changes = [0, *(at for at in range(1, len(cells)) if cells[at] != cells[at - 1]), len(cells)]
    return Content("▀" * len(cells), [Span(begin, end, _style(*cells[begin])) for begin, end in pairwise(changes)])


def _style(upper: Dot, lower: Dot) -> Style:
    return Style(foreground=Color(*upper), background=Color(*lower))
