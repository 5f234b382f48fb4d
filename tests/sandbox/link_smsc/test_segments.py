"""The simulator's own count, held against sizes everybody knows and against the console's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.sms.segments import segment
from console.sandbox.link_smsc.segments import count_parts, fits_beside_header


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("a" * 1377, 9),
        ("a" * 1378, 10),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),  # the pair does not fit at 153 and moves whole
        ("ж" * 70, 1),
        ("ж" * 71, 2),
        ("ж" * 126, 2),
        ("ж" * 127, 3),
        ("ж" * 567, 9),
        ("😀" * 35, 1),
        ("😀" * 36, 2),  # 31 of two units to a part of 63
        ("😀" * 62, 2),
        ("😀" * 63, 3),
    ],
)
def test_sizes_of_the_document(text: str, parts: int) -> None:
    assert count_parts(text) == parts


@given(st.text(st.sampled_from("aÅ€^ç`\n\f\x1bж😀"), min_size=1, max_size=700))
def test_it_agrees_with_the_console_which_counts_another_way(text: str) -> None:
    assert count_parts(text) == segment(text, "link-smsc").segments


@pytest.mark.parametrize(
    ("text", "octets", "fits"),
    [("a" * 153, 6, True), ("a" * 154, 6, False), ("ж" * 67, 6, True), ("ж" * 68, 6, False), ("€" * 77, 6, False)],
)
def test_a_header_takes_room_from_the_text(text: str, octets: int, fits: bool) -> None:
    assert fits_beside_header(text, octets) is fits
