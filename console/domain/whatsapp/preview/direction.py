"""In which direction a line is read: that of its first letter that has one (Unicode Bidirectional Algorithm, P2)."""

from __future__ import annotations

import unicodedata
from enum import StrEnum


class Direction(StrEnum):
    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


def direction_of(text: str) -> Direction:
    if text.isascii():
        return Direction.LEFT_TO_RIGHT
    strong = (unicodedata.bidirectional(character) for character in text)
    first = next((kind for kind in strong if kind in {"L", "R", "AL"}), "L")
    return Direction.LEFT_TO_RIGHT if first == "L" else Direction.RIGHT_TO_LEFT
