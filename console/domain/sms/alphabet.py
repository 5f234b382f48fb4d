"""The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, sections 6.2.1 and 6.2.1.1).

A character of the default alphabet is one septet. A character of the extension table is two: the escape 0x1B and its
own. The escape itself is no character of a text, so a raw U+001B is not in the alphabet; nor are the backtick, the
no-break space, the small c with cedilla (0x09 is the capital) or any Greek letter but the ten capitals of the table.
"""

from __future__ import annotations

import re

ESCAPE = "\x1b"

BASIC_TABLE = (
    "@£$¥èéùìòÇ\nØø\rÅå"  # 0x00
    "Δ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ"  # 0x10
    " !\"#¤%&'()*+,-./"  # 0x20
    "0123456789:;<=>?"  # 0x30
    "¡ABCDEFGHIJKLMNO"  # 0x40
    "PQRSTUVWXYZÄÖÑÜ§"  # 0x50
    "¿abcdefghijklmno"  # 0x60
    "pqrstuvwxyzäöñüà"  # 0x70
)
"""Position is the septet. 0x1B is the escape to the extension table."""

EXTENSION_TABLE = {
    0x0A: "\f",
    0x14: "^",
    0x28: "{",
    0x29: "}",
    0x2F: "\\",
    0x3C: "[",
    0x3D: "~",
    0x3E: "]",
    0x40: "|",
    0x65: "€",
}
"""The septet that follows the escape, to the character."""

BASIC = frozenset(BASIC_TABLE) - {ESCAPE}
"""Characters of one septet."""

EXTENSION = frozenset(EXTENSION_TABLE.values())
"""Characters of two septets."""

GSM = BASIC | EXTENSION
"""Every character that needs no UCS-2."""


def character_class(characters: frozenset[str]) -> str:
    """The characters as a class for a regular expression, runs written as ranges."""
    runs: list[list[int]] = []
    for codepoint in sorted(map(ord, characters)):
        if runs and runs[-1][1] == codepoint - 1:
            runs[-1][1] = codepoint
        else:
            runs.append([codepoint, codepoint])
    return "[" + "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in runs) + "]"
