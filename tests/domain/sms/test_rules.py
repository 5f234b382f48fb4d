from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.findings import Finding, Severity
from console.domain.sms.rules import check_text


def only(findings: list[Finding]) -> Finding:
    (finding,) = findings
    return finding


def test_an_ordinary_text_has_no_findings() -> None:
    assert check_text("Hej! Din kod är 4711.\n", "link-smsc") == []


def test_no_text_cannot_be_sent_unless_only_a_charge_is_wanted() -> None:
    assert only(check_text("")).severity is Severity.ERROR
    assert check_text("", required=False) == []


def test_blanks_alone_are_asked_about() -> None:
    assert only(check_text(" \n")).severity is Severity.WARNING


def test_too_long_marks_what_does_not_fit() -> None:
    finding = only(check_text("a" * 1400, "link-smsc"))
    assert finding.severity is Severity.ERROR
    assert finding.span == (1377, 1400)
    assert finding.text == "The text is 10 segments long; link-smsc takes at most 9."
    assert "23 characters" in (finding.hint or "")


def test_too_long_by_one_character_that_can_be_replaced() -> None:
    too_long, forcing = check_text("–" + "a" * 600, "link-smsc")
    assert too_long.hint == "Replace what forces UCS-2: then it is 4 segments."
    assert forcing.severity is Severity.WARNING


def test_what_forces_ucs2_says_what_replacing_saves() -> None:
    finding = only(check_text("a" * 78 + "–" + "a" * 21))
    assert finding.text == "1 character forces UCS-2: – (U+2013) at 79."
    assert finding.hint == "With the replacement it is GSM-7 and 1 segment, 1 fewer to pay."
    assert finding.span == (78, 79)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("–", "It can be replaced, but that saves no segment."),
        ("Ж", "No replacement is fair for it."),
        ("Ж–", "1 of them has no fair replacement."),
        ("Жд–", "2 of them have no fair replacement."),
    ],
)
def test_what_forces_ucs2_is_a_note_where_nothing_is_saved(text: str, hint: str) -> None:
    finding = only(check_text(text))
    assert (finding.severity, finding.hint) == (Severity.NOTE, hint)


def test_half_a_character_cannot_be_sent() -> None:
    finding = check_text("ab\ud83d")[0]
    assert (finding.severity, finding.span) == (Severity.ERROR, (2, 3))
    assert "U+D83D" in finding.text


@pytest.mark.parametrize(("character", "name"), [("\0", "NUL"), ("\x1b", "a control character"), ("\x9b", "U+009B")])
def test_controls_are_pointed_out(character: str, name: str) -> None:
    finding = check_text(f"a{character}b{character}")[0]
    assert (finding.severity, finding.span) == (Severity.WARNING, (1, 2))
    assert name in finding.text
    assert "and 1 more" in finding.text


@given(st.text(), st.sampled_from(["standard", "link-smsc"]))
def test_no_text_is_an_exception_and_every_span_lies_in_it(text: str, profile: str) -> None:
    for finding in check_text(text, profile):
        start, stop = finding.span or (0, 0)
        assert 0 <= start <= stop <= len(text)


def test_a_million_characters_that_force_ucs2_are_counted_as_others_are() -> None:
    too_long, controls, forcing = check_text("\0" * 1_000_000 + "’", "link-smsc")
    assert too_long.text.startswith("The text is 15,874 segments long")
    assert controls.text == "The text holds NUL (U+0000) at 1, and 999,999 more."
    assert forcing.text == "1,000,001 characters force UCS-2; the first is U+0000 at 1."
    assert forcing.hint == "1,000,000 of them have no fair replacement."
