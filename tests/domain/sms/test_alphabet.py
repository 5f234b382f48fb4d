"""The tables, against 3GPP TS 23.038 and against another reading of it."""

from __future__ import annotations

import pytest
from smsutil.codecs import GSM_BASIC_CHARSET, GSM_EXT_CHARSET

from console.domain.sms.alphabet import BASIC, BASIC_TABLE, ESCAPE, EXTENSION, EXTENSION_TABLE, GSM
from console.domain.sms.encoding import extension_positions, forcing_positions, is_gsm, septet_layout


def test_the_table_has_a_character_for_each_of_128_septets() -> None:
    assert len(BASIC_TABLE) == 128 == len(set(BASIC_TABLE))
    assert BASIC_TABLE.index(ESCAPE) == 0x1B


def test_the_tables_are_those_another_package_reads() -> None:
    assert BASIC_TABLE == GSM_BASIC_CHARSET
    assert set(GSM_EXT_CHARSET) == EXTENSION


@pytest.mark.parametrize(
    ("septet", "character"),
    [
        (0x00, "@"),
        (0x02, "$"),
        (0x09, "Ç"),
        (0x0A, "\n"),
        (0x0D, "\r"),
        (0x11, "_"),
        (0x24, "¤"),
        (0x40, "¡"),
        (0x5F, "§"),
        (0x60, "¿"),
        (0x7F, "à"),
    ],
)
def test_septets_that_are_easily_mixed_up(septet: int, character: str) -> None:
    assert BASIC_TABLE[septet] == character


def test_the_extension_table() -> None:
    assert EXTENSION_TABLE[0x0A] == "\f"
    assert EXTENSION_TABLE[0x65] == "€"
    assert set("\f^{}\\[~]|€") == EXTENSION
    assert not BASIC & EXTENSION


@pytest.mark.parametrize("character", ["ç", "\u00a0", "`", "\x1b", "\t", "\0", "Α", "α", "á", "’", "\x7f", "µ"])
def test_what_is_in_neither_table(character: str) -> None:
    assert character not in GSM
    assert not is_gsm(f"a{character}")
    assert forcing_positions(f"a{character}b") == [1]


def test_greek_is_the_ten_capitals_alone() -> None:
    assert {character for character in GSM if "\u0370" <= character <= "\u03ff"} == set("ΔΦΓΛΩΠΨΣΘΞ")


@pytest.mark.parametrize("character", sorted(GSM))
def test_every_character_has_its_septets(character: str) -> None:
    assert is_gsm(character)
    assert len(septet_layout(character)) == (2 if character in EXTENSION else 1)


def test_extension_characters_are_found_where_they_stand() -> None:
    assert extension_positions("a€b[]c\f") == [1, 3, 4, 6]
