from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.plain_text import CUT, plain, plain_lines

hostile = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x00\x07\x1b\x7f\x9b\n\r\t\u202e\u2066\u200b\u200d\ufeff\u00ad\ud83d\U000e0041\ufffe[/]a"),
    ),
    max_size=80,
)


def forbidden(character: str) -> bool:
    codepoint = ord(character)
    noncharacter = codepoint & 0xFFFE == 0xFFFE or 0xFDD0 <= codepoint <= 0xFDEF
    return noncharacter or unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain åäö 😀 漢字", "plain åäö 😀 漢字"),
        ("", ""),
        ("a\nb\r\nc\td", "a␊b␍␊c␉d"),
        ("\x00\x1b[31m\x07\x7f", "␀␛[31m␇␡"),
        ("\x9b31m\x85", "‹U+009B›31m‹U+0085›"),
        ("\u202eabc\u202c", "‹U+202E›abc‹U+202C›"),
        ("\u2066\u2069\u200e\u200f\u061c", "‹U+2066›‹U+2069›‹U+200E›‹U+200F›‹U+061C›"),
        ("a\u200bb\u200c\u200d\u2060\ufeff\u00ad", "a‹U+200B›b‹U+200C›‹U+200D›‹U+2060›‹U+FEFF›‹U+00AD›"),
        ("\u2028\u2029", "‹U+2028›‹U+2029›"),
        ("\U000e0041\ud83d\ufffe\U0010ffff", "‹U+E0041›‹U+D83D›‹U+FFFE›‹U+10FFFF›"),
        ("[red]x[/red] [link=file:///]", "[red]x[/red] [link=file:///]"),
    ],
)
def test_signs(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(hostile)
def test_nothing_forbidden_leaves_the_gate(text: str) -> None:
    assert not any(map(forbidden, plain(text)))
    assert not any(forbidden(character) for line in plain_lines(text) for character in line)


@given(hostile, st.one_of(st.none(), st.integers(min_value=0, max_value=100)))
def test_twice_is_once(text: str, limit: int | None) -> None:
    once = plain(text, limit)
    assert plain(once, limit) == once


@given(hostile, st.integers(min_value=0, max_value=100))
def test_no_longer_than_the_limit_and_cut_only_with_the_mark(text: str, limit: int) -> None:
    shown = plain(text, limit)
    assert len(shown) <= limit
    assert shown == plain(text) or shown.endswith(CUT[:limit])


@given(hostile)
def test_what_can_be_seen_stays_in_its_order(text: str) -> None:
    ordinary = iter(plain(text))
    assert all(character in ordinary for character in text if character.isprintable() and character.isascii())


def test_every_character_that_is_forbidden_gets_a_sign_of_its_own() -> None:
    strays = [chr(codepoint) for codepoint in range(0x110000) if forbidden(chr(codepoint))]
    signs = {plain(character) for character in strays}
    assert len(signs) == len(strays)
    assert all(sign.isprintable() for sign in signs)


def test_a_cut_says_so() -> None:
    assert plain("a" * 20, 10) == "aaaa" + CUT
    assert plain("a" * 10, 10) == "a" * 10


def test_beyond_the_limit_nothing_is_looked_at() -> None:
    assert plain("a" * 80 + "\x1b[31m" * 250_000, 80) == plain("a" * 81, 80)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a\nb", ["a", "b"]),
        ("a\r\nb\rc\n", ["a", "b", "c", ""]),
        ("a\tb", ["a   b"]),
        ("a\x0bb\x85c\u2028d", ["a␋b‹U+0085›c‹U+2028›d"]),
    ],
)
def test_lines_break_where_they_really_do(text: str, lines: list[str]) -> None:
    assert plain_lines(text) == lines


def test_lines_that_were_cut_say_so() -> None:
    assert plain_lines("ab\ncd", 4) == ["ab", "c" + CUT]
