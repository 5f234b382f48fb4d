from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.ui.widgets.day_bars import day_bars


def test_the_highest_day_is_full_and_an_empty_one_is_a_dot() -> None:
    assert day_bars([0, 1, 8]) == "·▁█"


def test_a_week_of_nothing_is_dots() -> None:
    assert day_bars([0] * 7) == "·······"


@given(st.lists(st.integers(0, 10**9), max_size=30))
def test_one_cell_a_day_and_more_is_never_lower(counts: list[int]) -> None:
    bars = day_bars(counts)
    assert len(bars) == len(counts)
    by_count = sorted(zip(counts, bars, strict=True))
    heights = ["·▁▂▃▄▅▆▇█".index(bar) for _, bar in by_count]
    assert heights == sorted(heights)
