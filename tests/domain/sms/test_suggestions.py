"""Which replacement each character has, and that the unfair ones have none."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.sms.alphabet import GSM
from console.domain.sms.suggestions import forced_by, plain_twin


@pytest.mark.parametrize(
    ("character", "twin"),
    [
        ("’", "'"), ("‘", "'"), ("“", '"'), ("„", '"'), ("«", '"'), ("`", "'"), ("´", "'"), ("–", "-"), ("—", "-"),
        ("−", "-"), ("…", "..."), ("\u00a0", " "), ("\u202f", " "), ("\u3000", " "), ("\t", " "), ("\u2028", "\n"),
        ("\u200b", ""), ("\ufeff", ""), ("\u2060", ""), ("\u00ad", ""), ("\u200e", ""), ("\u202e", ""),
        ("á", "a"), ("Á", "A"), ("ê", "e"), ("ç", "c"), ("ş", "s"), ("ệ", "e"), ("ő", "o"), ("ı", "i"), ("ł", "l"),
        ("đ", "d"), ("œ", "oe"), ("þ", "th"), ("ﬁ", "fi"), ("Ĳ", "IJ"), ("ŉ", "'n"), ("№", "No"), ("Ώ", "Ω"),
        ("Ａ", "A"), ("１", "1"), ("！", "!"), ("￥", "¥"), ("｀", "'"), ("～", "~"), ("\u212b", "Å"), ("\u2126", "Ω"),
        ("™", "TM"), ("•", "*"), ("×", "x"), ("µ", "u"),
    ],
)  # fmt: skip
def test_fair_replacements(character: str, twin: str) -> None:
    (forced,) = forced_by(f"x{character}x")
    assert forced.suggestion == twin
    assert (forced.index, forced.start, forced.stop) == (1, 1, 2)
    assert forced.codepoint == f"U+{ord(character):04X}"


@pytest.mark.parametrize(
    ("character", "why"),
    [
        ("Ж", "another script"),
        ("й", "another script, though Unicode takes it apart"),
        ("Α", "a Greek capital that only looks like an A"),
        ("漢", "another script"),
        ("한", "another script"),
        ("😀", "emoji"),
        ("❤", "emoji"),
        ("≠", "without its stroke it says the opposite"),
        ("²", "10² is not 102"),
        ("₂", "10₂ is not 102"),
        ("½", "1½ is not 11/2"),
        ("①", "a list's number is not part of a number"),
        ("°", "no twin"),
        ("\0", "no twin"),
        ("\x1b", "no twin"),
        ("\ud83d", "half a character"),
    ],
)
def test_unfair_replacements_are_not_offered(character: str, why: str) -> None:
    assert plain_twin(character) is None, why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("e\u0301", [("é", 0, 2)]),
        ("A\u030a", [("Å", 0, 2)]),
        ("C\u0327", [("Ç", 0, 2)]),
        ("c\u0327", [("", 1, 2)]),
        ("o\u0308\u0301", [("ö", 0, 2), ("", 2, 3)]),
        ("ê\u0323", [("e", 0, 1), ("", 1, 2)]),
        ("и\u0306", [(None, 0, 1), (None, 1, 2)]),
        ("=\u0338", [(None, 1, 2)]),
        ("s\u0336", [(None, 1, 2)]),
        ("\u0301", [(None, 0, 1)]),
        ("1\ufe0f\u20e3", [("", 1, 2), ("", 2, 3)]),
        ("a\u200db", [("", 1, 2)]),
        ("👨\u200d👩", [(None, 0, 1), (None, 1, 2), (None, 2, 3)]),
    ],
)
def test_what_rides_on_the_character_before(text: str, expected: list[tuple[str | None, int, int]]) -> None:
    assert [(forced.suggestion, forced.start, forced.stop) for forced in forced_by(text)] == expected


@given(st.characters())
def test_a_twin_is_gsm_and_keeps_the_letter(character: str) -> None:
    twin = None if character in GSM else plain_twin(character)
    if twin is None:
        return
    assert all(part in GSM for part in twin)
    if unicodedata.category(character) in {"Lu", "Ll"} and len(twin) == 1:
        assert twin.isupper() == character.isupper()


@given(st.text(st.one_of(st.characters(), st.sampled_from("ae\u0301\u0308’😀\u200d\ufe0f\u0336")), max_size=60))
def test_ranges_follow_one_another_and_hold_their_character(text: str) -> None:
    done = 0
    for forced in forced_by(text):
        assert done <= forced.start <= forced.index < forced.stop <= len(text)
        assert text[forced.index] == forced.char
        done = forced.stop
