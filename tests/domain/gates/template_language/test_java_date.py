"""Dates against a table that Java 17 wrote (`java_dates.tsv`: a row per zone and instant, a column per pattern)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.gates.template_language.java_date import (
    LETTERS,
    Mistake,
    format_date,
    pattern_letters,
    pattern_mistakes,
    pattern_traps,
    wall_instant,
)

HERE = Path(__file__).parent
HEADER, *ROWS = (line.split("\t") for line in (HERE / "java_dates.tsv").read_text("utf-8").splitlines())
PATTERNS = HEADER[2:]
WALL_TIMES = [line.split("\t") for line in (HERE / "java_wall_times.tsv").read_text("utf-8").splitlines()[1:]]

MOMENT = 1575540672007  # 2019-12-05T10:11:12.007Z


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_every_letter_in_every_length_as_java_writes_it(row: list[str]) -> None:
    zone, instant, *expected = row
    written = [format_date(pattern, int(instant), zone) for pattern in PATTERNS]
    assert dict(zip(PATTERNS, written, strict=True)) == dict(zip(PATTERNS, expected, strict=True))


def test_the_table_knows_every_letter() -> None:
    assert set(LETTERS) <= set("".join(PATTERNS))


@pytest.mark.parametrize(("zone", "wall", "instant"), WALL_TIMES)
def test_wall_times_that_come_twice_or_never_as_java_reads_them(zone: str, wall: str, instant: str) -> None:
    assert wall_instant(datetime.strptime(wall, "%Y%m%d%H%M%S"), zone) == int(instant)  # noqa: DTZ007


@pytest.mark.parametrize("letter", sorted(set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") - set(LETTERS)))
def test_other_letters_are_refused_where_they_stand(letter: str) -> None:
    (mistake,) = pattern_mistakes(f"yyyy '{letter}' {letter}{letter}")
    assert mistake.span == (9, 11)
    assert letter in mistake.text
    assert format_date(f"yyyy '{letter}' {letter}{letter}", MOMENT) == mistake


@pytest.mark.parametrize(
    ("pattern", "span"),
    [("", (0, 0)), ("yyyy'", (4, 5)), ("'a''", (0, 4)), ("yyyy-'T", (5, 7)), ("HH:mm XXXX", (6, 10))],
)
def test_what_else_java_refuses(pattern: str, span: tuple[int, int]) -> None:
    (mistake,) = pattern_mistakes(pattern)
    assert mistake.span == span
    assert mistake.hint


def test_all_mistakes_are_told() -> None:
    assert [mistake.span for mistake in pattern_mistakes("yyyyTbb'")] == [(4, 5), (5, 7), (7, 8)]


def test_the_hint_names_the_letter_of_the_other_case() -> None:
    (mistake,) = pattern_mistakes("SSs f")
    assert mistake.hint is not None
    assert "F is the" in mistake.hint


@pytest.mark.parametrize(
    ("pattern", "span"),
    [
        ("YYYY-MM-dd", (0, 4)), ("yyyy-mm-dd", (5, 7)), ("yyyy-MM-DD", (8, 10)), ("hh:mm", (0, 2)), ("K:mm", (0, 1)),
        ("yyyy-MM-dd", None), ("YYYY-'W'ww-u", None), ("hh:mm a", None), ("HH:mm:ss", None), ("yyyyDDD", None),
        ("yyyy-MM-dd 'hh'", None), ("mm:ss", None), ("HH:mm'Z'", (5, 8)), ("yyyy'Z'", None),
    ],
)  # fmt: skip
def test_what_hardly_anybody_means(pattern: str, span: tuple[int, int] | None) -> None:
    assert [trap.span for trap in pattern_traps(pattern)] == ([] if span is None else [span])


def test_letters_in_quotes_stand_for_nothing() -> None:
    assert pattern_letters("yyyy-'MM'HH") == {"y", "H"}


def test_java_pads_no_further_than_309_digits() -> None:
    written = format_date("d" * 400, MOMENT)
    assert isinstance(written, str)
    assert (len(written), written[-2:]) == (309, "05")


@pytest.mark.parametrize(
    "zone", ["Mars/Olympus", "", "../../etc/passwd", "/etc/passwd", "Europe", "a\0b", "é", "x" * 999]
)
def test_no_such_zone(zone: str) -> None:
    written = format_date("yyyy", MOMENT, zone)
    assert isinstance(written, Mistake)
    assert "time zone" in written.text
    assert isinstance(wall_instant(datetime(2026, 1, 1), zone), Mistake)  # noqa: DTZ001


def test_a_zone_whose_name_is_not_known_is_no_guess() -> None:
    written = format_date("HH:mm z", MOMENT, "Africa/Casablanca")
    assert isinstance(written, Mistake)
    assert written.span == (6, 7)
    assert format_date("HH:mm XXX", MOMENT, "Africa/Casablanca") == "11:11 +01:00"


@pytest.mark.parametrize(
    ("instant", "zone"),
    [(-12212553600001, "UTC"), (253402300800000, "UTC"), (10**30, "UTC"), (-1, "Europe/Oslo"),
     (253402300799999, "Europe/Oslo")],
)  # fmt: skip
def test_instants_that_are_not_written(instant: int, zone: str) -> None:
    written = format_date("yyyy", instant, zone)
    assert isinstance(written, Mistake)
    assert written.span is None


@given(
    st.text(st.sampled_from("GyMdHmsSEXzZTb'' -:|é") | st.characters()),
    st.integers(),
    st.sampled_from(["UTC", "Europe/Oslo", "x"]),
)
def test_never_raises(pattern: str, instant: int, zone: str) -> None:
    written = format_date(pattern, instant, zone)
    assert isinstance(written, str | Mistake)
    for mistake in (*pattern_mistakes(pattern), *pattern_traps(pattern)):
        assert mistake.span is not None
        assert 0 <= mistake.span[0] <= mistake.span[1] <= len(pattern)


@given(st.text())
def test_what_is_quoted_stands_as_it_is(text: str) -> None:
    # A quote right behind the opening one would make a pair with it.
    assert format_date("'T" + text.replace("'", "''") + "'", 0) == f"T{text}"
