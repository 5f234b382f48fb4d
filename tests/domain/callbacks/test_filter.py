from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.callbacks.filter import FIELDS, Term, complete, instant, parse
from console.domain.findings import Severity, blocks

NOW = 1_795_003_200_000  # 2026-11-18T12:00:00Z
HOUR = 3_600_000


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("  telia \t 4670 ", (Term(None, ":", "telia"), Term(None, ":", "4670"))),
        ("code:2106", (Term("code", ":", "2106"),)),
        ("code:>=2000", (Term("code", ">=", "2000"),)),
        ("code>=2000 code<3", (Term("code", ">=", "2000"), Term("code", "<", "3"))),
        ("-is:Delivered", (Term("is", ":", "delivered", negated=True),)),
        ('text:"two words"', (Term("text", ":", "two words"),)),
        ("to:+46 FROM:LINK", (Term("destination", ":", "+46"), Term("source", ":", "LINK"))),
        ("ref:1", (Term("reference", ":", "1"),)),
        (r'"a \"b\" \\ c"', (Term(None, ":", r'a "b" \ c'),)),
        ('"unfinished text', (Term(None, ":", "unfinished text"),)),
        ('-"-5"', (Term(None, ":", "-5", negated=True),)),
        ("a=b 10:17:41 -", (Term(None, ":", "a=b"), Term(None, ":", "10:17:41"), Term(None, ":", "-"))),
        ('operator:""', (Term("operator", ":", ""),)),
        ("account:=acme", (Term("account", "=", "acme"),)),
    ],
)
def test_what_can_be_written(text: str, terms: tuple[Term, ...]) -> None:
    parsed = parse(text)
    assert parsed.terms == terms
    assert parsed.findings == ()
    assert parsed.text == text


@pytest.mark.parametrize(
    ("text", "sentence", "hint", "marked"),
    [
        ("telia cod:1", "There is no field cod.", "Did you mean code?", "cod:1"),
        ("http://x", "There is no field http.", "quotes", "http://x"),
        ("is:deliverd", "is knows no deliverd.", "Did you mean delivered?", "deliverd"),
        ("-kind:none", "kind knows no none.", "report, inbound, unrecognised", "none"),
        ("code:many", "many is no number.", "code:2106", "many"),
        ("code:99999999999999999999", "99999999999999999999 is no number.", "", "99999999999999999999"),
        ("since:soon", "soon is no time.", "15m", "soon"),
        ("text:>5", "text cannot be compared with >.", "text:5", "text:>5"),
        ("since:>=1h", "since cannot be compared with >=.", "since:1h", "since:>=1h"),
    ],
)
def test_a_mistake_is_marked_where_it_stands_and_the_rest_holds(
    text: str, sentence: str, hint: str, marked: str
) -> None:
    parsed = parse(f"{text} good")
    (finding,) = parsed.findings
    assert finding.text == sentence
    assert hint in (finding.hint or "")
    assert finding.span is not None
    assert text[slice(*finding.span)] == marked
    assert blocks(parsed.findings)
    assert parsed.terms[-1] == Term(None, ":", "good")


def test_a_field_still_being_typed_is_only_noted() -> None:
    (finding,) = parse("code:").findings
    assert finding.severity is Severity.NOTE


@given(st.text() | st.text(alphabet='-:"\\ <>=acodeist1'))
def test_any_text_can_be_read_and_spans_lie_inside_it(text: str) -> None:
    parsed = parse(text)
    for finding in parsed.findings:
        assert finding.span is not None
        assert 0 <= finding.span[0] <= finding.span[1] <= len(text)
    for term in parsed.terms:
        assert term.field is None or term.field in FIELDS


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("90s", NOW - 90_000),
        ("15m", NOW - 900_000),
        ("1h", NOW - HOUR),
        ("2d", NOW - 48 * HOUR),
        ("1w", NOW - 168 * HOUR),
        ("today", NOW - 12 * HOUR),
        ("Yesterday", NOW - 36 * HOUR),
        ("2026-11-18", NOW - 12 * HOUR),
        ("2026-11-18T11:00", NOW - HOUR),
        ("2026-11-18T12:00+01:00", NOW - HOUR),
        ("tomorrow", None),
        ("", None),
    ],
)
def test_times(value: str, moment: int | None) -> None:
    assert instant(value, NOW) == moment


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("op", ["operator:"]),
        ("telia -is:de", ["delivered"]),
        ("re", ["reference:", "ref:"]),
        ("kind:", ["report", "inbound", "unrecognised"]),
        ("is:delivered", []),
        ('"op', []),
        ("nothing:x", []),
        ("", []),
        ("op ", []),
    ],
)
def test_completions(text: str, offered: list[str]) -> None:
    found = complete(text, len(text))
    assert [one.text for one in found] == offered
    for one in found:
        start, stop = one.span
        assert one.text.startswith(text[start:stop])


def test_a_completion_takes_only_what_is_before_the_cursor() -> None:
    (found,) = complete("is:fa code:1", 5)
    assert (found.text, found.span) == ("failed", (3, 5))
