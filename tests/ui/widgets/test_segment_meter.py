from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.sms.segments import segment
from console.ui.widgets.segment_meter import meter_line, plural


def test_it_says_encoding_segments_units_what_is_left_and_the_limit() -> None:
    line = meter_line(segment("a" * 161, "link-smsc"), 110).plain
    for said in ("GSM-7", "2 segments", "161 septets", "145 left in this segment", "limit 9 segments"):
        assert said in line


def test_the_bar_is_as_full_as_the_last_segment() -> None:
    line = meter_line(segment("a" * 80, "link-smsc"), 110).plain
    assert abs(line.count("━") - line.count("─")) <= 1


def test_over_the_limit_is_said() -> None:
    assert "✕ over the limit of 9 segments" in meter_line(segment("a" * 1500, "link-smsc"), 80).plain


def test_one_is_singular() -> None:
    assert plural(1, "segment") == "1 segment"
    assert plural(1234, "segment") == "1,234 segments"


@given(st.text(max_size=2000), st.integers(60, 220))
def test_it_never_needs_more_than_its_line(text: str, width: int) -> None:
    assert meter_line(segment(text, "link-smsc"), width).cell_length <= width
