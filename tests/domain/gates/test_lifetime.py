from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.gates.lifetime import format_lifetime, parse_lifetime
from console.domain.timestamps import DAY, HOUR, MINUTE


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("48 h", 172_800_000),
        ("2 d", 172_800_000),
        ("172800000 ms", 172_800_000),
        ("172800000", 172_800_000),
        ("90 min", 90 * MINUTE),
        ("1 d 12 h", 36 * HOUR),
        ("1d12h", 36 * HOUR),
        ("1.5 Hours", 90 * MINUTE),
        ("1 week", 7 * DAY),
        ("0", 0),
        ("-5 min", -5 * MINUTE),
    ],
)
def test_what_people_write_is_read(text: str, span: int) -> None:
    assert parse_lifetime(text) == span


@pytest.mark.parametrize("text", ["", " ", "-", "soon", "48 x", "h", "1 h 30", "0.3 ms", "1..5 h", "²h", "9" * 200])
def test_anything_else_is_no_lifetime(text: str) -> None:
    assert parse_lifetime(text) is None


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (172_800_000, "48 h"),
        (90 * MINUTE, "1 h 30 min"),
        (7 * DAY, "7 d"),
        (3 * DAY + HOUR, "3 d 1 h"),
        (500, "500 ms"),
        (0, "0 ms"),
        (-MINUTE, "-1 min"),
    ],
)
def test_a_lifetime_is_said_as_the_document_says_it(span: int, text: str) -> None:
    assert format_lifetime(span) == text


@given(st.integers(-(10**20), 10**20))
def test_what_is_said_is_read_back_exactly(span: int) -> None:
    assert parse_lifetime(format_lifetime(span)) == span


@given(st.text())
def test_no_text_is_an_exception(text: str) -> None:
    parse_lifetime(text)
