from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.timestamps import DAY, HOUR, MINUTE, SECOND, duration, format_rfc3339, parse_rfc3339


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-11-20T08:00:05Z", "2026-11-20T08:00:05.000Z"),
        ("  2026-11-20t08:00:05z\n", "2026-11-20T08:00:05.000Z"),
        ("2026-11-20T08:00:05.1Z", "2026-11-20T08:00:05.100Z"),
        ("2026-11-20T08:00:05.123456789Z", "2026-11-20T08:00:05.123Z"),
        ("2026-11-20T23:59:59.9999999Z", "2026-11-20T23:59:59.999Z"),
        ("2026-11-20T08:00:05+02:00", "2026-11-20T06:00:05.000Z"),
        ("2026-11-20T08:00:05.250-0330", "2026-11-20T11:30:05.250Z"),
        ("2026-11-20T08:00:05", "2026-11-20T08:00:05.000Z"),
        ("2026-11-20 08:00:05", "2026-11-20T08:00:05.000Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"),
        ("2017-01-01T05:29:60.5+05:30", "2017-01-01T00:00:00.500Z"),
        ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
    ],
)
def test_times_providers_write(text: str, written: str) -> None:
    instant = parse_rfc3339(text)
    assert instant is not None
    assert format_rfc3339(instant) == written


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "now", "1764000000", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-20T24:00:01Z",
        "2026-11-20T08:60:60Z", "2026-11-20T08:00:61Z", "2026-11-20T08:00:05+99:00", "2026-11-20T08:00:0٥Z",
        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:60Z", "\0", "9" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_time(text: str) -> None:
    assert parse_rfc3339(text) is None


@given(st.integers(min_value=-62_135_596_800_000, max_value=253_402_300_799_999))
def test_round_trip(instant: int) -> None:
    assert parse_rfc3339(format_rfc3339(instant)) == instant


@given(st.text())
def test_no_text_is_an_exception(text: str) -> None:
    instant = parse_rfc3339(text)
    assert instant is None or parse_rfc3339(format_rfc3339(instant)) == instant


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (0, "0 ms"),
        (271, "271 ms"),
        (999, "999 ms"),
        (SECOND, "1.0 s"),
        (4_611, "4.6 s"),
        (59_999, "59.9 s"),
        (MINUTE, "1 min"),
        (200 * SECOND, "3 min 20 s"),
        (HOUR - 1, "59 min 59 s"),
        (5 * HOUR + 10 * MINUTE, "5 h 10 min"),
        (2 * DAY + 3 * HOUR + 59 * MINUTE, "2 d 3 h"),
        (-4_611, "-4.6 s"),
    ],
)
def test_durations(span: int, said: str) -> None:
    assert duration(span) == said
    assert duration(abs(span), signed=True) == "+" + said.lstrip("-")
