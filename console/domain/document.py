"""A JSON object that is read in parts and changed in parts, while everything else in it stays as it was."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

Document = Mapping[str, Any]
"""A JSON object as `json` reads it: never changed in place."""

ABSENT: Final = object()
"""Given for a value: take the key away. Not the same as null, which is kept and sent."""


_DEEPEST: Final = 50


def too_deep(value: object) -> bool:
    """Whether a JSON value holds objects or lists in one another beyond what anything here is made for: whatever walks
    it step by step would run out of stack."""
    level: list[object] = [value]
    for _ in range(_DEEPEST + 1):
        inner: list[object] = []
        for held in level:
            if isinstance(held, Mapping):
                inner += held.values()
            elif isinstance(held, list):
                inner += held
        if not inner:
            return False
        level = inner
    return True


def with_key(document: Document, key: str, value: Any) -> Document:
    """The document with one key changed where it stands, added at the end, or taken away (`ABSENT`)."""
    if value is ABSENT:
        return {name: kept for name, kept in document.items() if name != key}
    return {**document, key: value}


def text_at(document: Document, key: str) -> str | None:
    """The string under a key; None for null, a missing key and anything that is no string."""
    value = document.get(key)
    return value if isinstance(value, str) else None


def whole_number_at(document: Document, key: str) -> int | None:
    """The whole number under a key, also where it is written as a string of digits or as 1000.0."""
    value = document.get(key)
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 20:
        return int(value)
    return None


def number_at(document: Document, key: str) -> float | None:
    """The finite number under a key, also where it is written as a string."""
    value = document.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value[:40] if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def flag_at(document: Document, key: str) -> bool | None:
    """The boolean under a key, also where it is written as "true" or "false"."""
    value = document.get(key)
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in {"true", "false"}:
        return value.lower() == "true"
    return None


def object_at(document: Document, key: str) -> Document:
    """The object under a key; empty for anything else."""
    value = document.get(key)
    return value if isinstance(value, Mapping) else {}


def entries_at(document: Document, key: str) -> tuple[Any, ...]:
    """What the list under a key holds; nothing for anything but a list."""
    value = document.get(key)
    return tuple(value) if isinstance(value, list | tuple) else ()


def objects_at(document: Document, key: str) -> tuple[Document, ...]:
    """The objects of the list under a key. An entry that is no object is read as an empty one, so that every other
    keeps its place."""
    return tuple(entry if isinstance(entry, Mapping) else {} for entry in entries_at(document, key))


def same(one: object, other: object) -> bool:
    """Whether two JSON values are equal: keys in any order, true is not 1, and NaN is NaN."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other or (one != one and other != other)  # NaN, which Python reads and JSON does not have
