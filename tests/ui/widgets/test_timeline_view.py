from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.ui.widgets.code_badge import DELIVERED, FAILED, TEMPORARY
from console.ui.widgets.timeline_view import spread, timeline


def test_signs_stand_where_things_happened() -> None:
    points = [(0, TEMPORARY), (5_000, FAILED), (10_000, DELIVERED)]
    assert timeline(points, 13).plain == "─◌────✕────●─"


def test_what_happened_at_once_stands_side_by_side() -> None:
    assert timeline([(0, TEMPORARY), (0, FAILED), (0, DELIVERED)], 9).plain == "─◌✕●─────"
    assert timeline([(7, DELIVERED)], 5).plain == "─●───"


@pytest.mark.parametrize("width", [0, 1, 2, 3])
def test_where_there_is_no_room_there_is_no_line(width: int) -> None:
    assert timeline([(0, TEMPORARY), (1, DELIVERED)], width).plain == ""
    assert timeline([], 40).plain == ""


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=80).map(sorted), st.integers(0, 150))
def test_every_point_has_its_own_column_in_order_within_the_ends(instants: list[int], wider: int) -> None:
    width = len(instants) + 2 + wider
    offsets = [instant - instants[0] for instant in instants]
    places = spread(offsets, max(1, offsets[-1]), width)
    assert all(before < after for before, after in pairwise(places))
    assert places[0] == 1
    assert places[-1] <= width - 2
    assert timeline([(instant, DELIVERED) for instant in instants], width).cell_length == width
    assert timeline([(instant, DELIVERED) for instant in instants], width).plain.count("●") == len(instants)
