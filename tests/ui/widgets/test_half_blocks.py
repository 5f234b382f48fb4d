from __future__ import annotations

import gc
from weakref import ref

from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color
from textual.content import Content
from textual.style import Style

from console.domain.whatsapp.picture import Picture
from console.ui.widgets.half_blocks import half_blocks
from tests.domain.whatsapp.test_picture import pictures


def style_at(line: Content, column: int) -> Style:
    (style,) = [span.style for span in line.spans if span.start <= column < span.end]
    assert isinstance(style, Style)
    return style


@given(pictures(), st.integers(1, 40), st.integers(1, 12))
def test_each_cell_is_its_upper_and_its_lower_dot(picture: Picture, columns: int, rows: int) -> None:
    lines = half_blocks(picture, columns, rows)
    dots = list(picture.scaled(columns, 2 * rows))
    assert [line.plain for line in lines] == ["▀" * columns] * rows
    for row, line in enumerate(lines):
        for column in range(columns):
            style = style_at(line, column)
            assert style.foreground == Color(*dots[2 * row][column])
            assert style.background == Color(*dots[2 * row + 1][column])


def test_one_colour_is_one_piece() -> None:
    assert [len(line.spans) for line in half_blocks(Picture(1, 1, bytes(3)), 40, 12)] == [1] * 12


def test_it_is_drawn_once_for_each_size_and_forgotten_with_its_picture() -> None:
    picture = Picture(1, 1, bytes(3))
    assert half_blocks(picture, 4, 2) is half_blocks(picture, 4, 2)
    assert len(half_blocks(picture, 8, 4)) == 4
    seen = ref(picture)
    del picture
    gc.collect()
    assert seen() is None
