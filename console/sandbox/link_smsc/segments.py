"""How many SMS a text makes for LINK (5.2, "Query parameters", Userdata): 160/153 septets, 70/63 UCS-2 units.

Counted the plain way on purpose, so that the console's own counting has something independent to be held against.
"""

from __future__ import annotations

from collections.abc import Iterable

MOST_PARTS = 9  # 1377 = 9 * 153 and 567 = 9 * 63

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("^{}\\[~]|€\f")


def count_parts(text: str) -> int:
    if all(character in _BASIC or character in _EXTENSION for character in text):
        return _pack((2 if character in _EXTENSION else 1 for character in text), alone=160, joined=153)
    return _pack((2 if ord(character) > 0xFFFF else 1 for character in text), alone=70, joined=63)


def fits_beside_header(text: str, header_octets: int) -> bool:
    """Whether the text and its user data header share one SMS of 140 octets."""
    room = 140 - header_octets
    if all(character in _BASIC or character in _EXTENSION for character in text):
        return sum(2 if character in _EXTENSION else 1 for character in text) <= room * 8 // 7
    return len(text.encode("utf-16-be", "surrogatepass")) <= room


def _pack(sizes: Iterable[int], *, alone: int, joined: int) -> int:
    """Characters into parts, in order; one of two units is never cut."""
    parts, used, total = 1, 0, 0
    for size in sizes:
        total += size
        if used + size > joined:
            parts, used = parts + 1, 0
        used += size
    return 1 if total <= alone else parts
