from __future__ import annotations

import pytest

from console.domain.findings import Finding
from console.domain.gates.template_language.java_date import Mistake
from console.domain.gates.template_language.parse import parse
from console.domain.gates.template_language.pieces import Part
from console.domain.gates.template_language.pipes import (
    DatePipe,
    NumberPipe,
    apply_pipe,
    nearest,
    quoted,
    read_date,
    read_pipe,
)


def pipe(written: str) -> object:
    (value,) = parse("a=${x%s}" % written).values  # noqa: UP031 - braces
    return read_pipe(value)


def test_the_documented_pipes() -> None:
    assert pipe("") is None
    assert pipe("|date|yyyy") == DatePipe(Part("yyyy", (11, 15)))
    assert pipe("|number|nocountry") == NumberPipe("nocountry")
    assert pipe("|number|noplus") == NumberPipe("noplus")


@pytest.mark.parametrize(
    "written", ["|", "|date", "|number", "|Date|yyyy", "|number|NOPLUS", "|number|noplus|number|nocountry", "|upper",
                "|date|yyyy|", "| date|yyyy"],
)  # fmt: skip
def test_everything_else_is_a_finding(written: str) -> None:
    assert isinstance(pipe(written), Finding)


@pytest.mark.parametrize(
    ("keyword", "number", "expected"),
    [
        ("nocountry", "SE-1234", "1234"),
        ("nocountry", "1234", "1234"),
        ("nocountry", "+46123456789", "+46123456789"),
        ("nocountry", "LINK", "LINK"),
        ("nocountry", "SE-NO-1", "NO-1"),
        ("noplus", "+46123456789", "46123456789"),
        ("noplus", "46123456789", "46123456789"),
        ("noplus", "SE-1234", "SE-1234"),
        ("noplus", "++1", "+1"),
        ("noplus", 46123456789, "46123456789"),
    ],
)
def test_numbers(keyword: str, number: str | int, expected: str) -> None:
    assert apply_pipe(NumberPipe(keyword), number, "UTC", (0, 0)) == expected


@pytest.mark.parametrize(
    ("value", "instant"),
    [(0, 0), (-1, -1), (1575540672007, 1575540672007), ("19700101000001", 1000), ("1970-01-01T01:00:01+01:00", 1000),
     ("1970-01-01T00:00:01Z", 1000), ("1970-01-01T00:00:01.5", 1500)],
)  # fmt: skip
def test_dates(value: str | int, instant: int) -> None:
    assert read_date(value, "UTC") == instant


@pytest.mark.parametrize("value", ["19701301000001", "00000101000000", "1970010100000", "1970-01-01", "", 0.5])
def test_no_dates(value: str | float) -> None:
    assert isinstance(read_date(value, "UTC"), Mistake)


def test_words_of_others_in_sentences() -> None:
    assert quoted("a\x1bb") == '"a␛b"'
    assert len(quoted("x" * 1000)) == 42
    assert nearest("ResultCod", ["id", "resultCode"]) == "Did you mean resultCode?"
    assert nearest("zzz", ["id"]) is None
