"""Which encoding a text needs, how many units it takes in it, and which characters are out of the ordinary.

GSM-7 counts septets. UCS-2 counts UTF-16 code units, as handsets read it: a character beyond the basic plane takes two.
"""

from __future__ import annotations

import re
from enum import StrEnum

from console.domain.sms.alphabet import BASIC, EXTENSION, GSM, character_class


class Encoding(StrEnum):
    GSM_7 = "GSM-7"
    UCS_2 = "UCS-2"


# Possessive, so that one character that does not belong ends the match without a second look at those before it.
is_basic = re.compile(character_class(BASIC) + "*+").fullmatch
is_gsm = re.compile(character_class(GSM) + "*+").fullmatch

_EXTENSION_CHARACTER = re.compile(character_class(EXTENSION))
_FORCING_CHARACTER = re.compile("[^" + character_class(GSM)[1:])

# The euro is the one extension character outside Latin-1. With a caret (two septets as well) in its place, what Latin-1
# cannot say is Greek, one septet each; any one-byte stand-in keeps the count.
_SEPTETS = bytes(0x1B if chr(byte) in EXTENSION else 0x2E for byte in range(256))


def septet_layout(text: str) -> bytes:
    """One byte per septet of a GSM text, in order: 0x1B for an escape, 0x2E for anything else.

    The bytes say where a text may be cut, not what it says.
    """
    latin = text.replace("€", "^").encode("latin-1", "replace")
    return latin.translate(_SEPTETS).replace(b"\x1b", b"\x1b\x2e")


def utf16_units(text: str) -> bytes:
    """The text as UTF-16, low byte first, two bytes per unit. Lone surrogates are kept as they are."""
    return text.encode("utf-16-le", "surrogatepass")


def extension_positions(text: str) -> list[int]:
    """Where the characters stand that take two septets."""
    return [found.start() for found in _EXTENSION_CHARACTER.finditer(text)]


def forcing_positions(text: str) -> list[int]:
    """Where the characters stand that are in no GSM table, and so force UCS-2 on the whole text."""
    return [found.start() for found in _FORCING_CHARACTER.finditer(text)]


def first_forcing(text: str) -> int | None:
    """Where the first of them stands."""
    found = _FORCING_CHARACTER.search(text)
    return found.start() if found else None


def count_forcing(text: str) -> int:
    return len(_FORCING_CHARACTER.findall(text))


def codepoint(character: str) -> str:
    """`U+2019`."""
    return f"U+{ord(character):04X}"
