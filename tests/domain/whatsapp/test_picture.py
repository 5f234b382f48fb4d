from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.whatsapp.picture import Picture, fitted

sides = st.integers(1, 40)


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    width, height = draw(sides), draw(sides)
    return Picture(width, height, draw(st.binary(min_size=3 * width * height, max_size=3 * width * height)))


@given(pictures(), sides, sides)
def test_scaled_has_as_many_dots_as_asked_for_and_none_outside_of_what_was_there(
    picture: Picture, width: int, height: int
) -> None:
    rows = list(picture.scaled(width, height))
    assert [len(row) for row in rows] == [width] * height
    for channel in range(3):
        had = picture.dots[channel::3]
        assert all(min(had) <= dot[channel] <= max(had) for row in rows for dot in row)


@given(pictures())
def test_scaled_to_its_own_size_is_itself(picture: Picture) -> None:
    assert bytes(value for row in picture.scaled(picture.width, picture.height) for dot in row for value in dot) == (
        picture.dots
    )


def test_a_dot_is_the_mean_of_what_it_covers() -> None:
    picture = Picture(2, 2, bytes([0, 10, 20, 100, 10, 20, 0, 30, 20, 100, 30, 20]))
    assert list(picture.scaled(1, 1)) == [[(50, 20, 20)]]


@given(st.integers(1, 100_000), st.integers(1, 100_000), st.integers(1, 60), st.integers(1, 30))
def test_fitted_stays_inside_and_enlarges_nothing(width: int, height: int, room: int, most: int) -> None:
    columns, rows = fitted(width, height, room, most)
    assert 1 <= columns <= min(room, width)
    assert 1 <= rows <= most
    assert 2 * rows <= height + 2


@pytest.mark.parametrize(
    ("size", "cells"),
    [((640, 480), (32, 12)), ((480, 640), (18, 12)), ((16, 16), (16, 8)), ((400, 40), (40, 2)), ((1, 1), (1, 1))],
)
def test_fitted_keeps_the_proportions(size: tuple[int, int], cells: tuple[int, int]) -> None:
    assert fitted(*size, 40, 12) == cells
