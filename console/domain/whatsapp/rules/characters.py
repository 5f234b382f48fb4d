"""What no JSON carries, or no phone shows, wherever it stands: half a character, a number like NaN, a control
character."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from console.domain.findings import Finding
from console.domain.whatsapp.rules.place import Place

_FEW: Final = 20
"""Findings that are told: a hostile document may have thousands."""

_HALF: Final = re.compile("[\ud800-\udfff]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def check_characters(document: Any, place: Place) -> list[Finding]:
    """Of every key and value in it, however deep."""
    found: list[Finding] = []
    waiting = [(place, document)]
    while waiting and len(found) < _FEW:
        here, value = waiting.pop()
        if isinstance(value, Mapping):
            for key, held in value.items():
                found += _text(key, here)
                waiting.append((here.at(key), held))
        elif isinstance(value, list | tuple):
            waiting += [(here.at(index), held) for index, held in enumerate(value)]
        elif isinstance(value, str):
            found += _text(value, here)
        elif isinstance(value, float) and not math.isfinite(value):
            found.append(here.error("", "This is no number that JSON can carry.", "Write digits, as in 59.3120499."))
    return found[:_FEW]


def _text(text: str, place: Place) -> Iterator[Finding]:
    half, control = _HALF.search(text), _CONTROL.search(text)
    if half:
        yield place.error("", "Half a character stands in it, which no JSON can carry.", "Write it anew.", half.span())
    if control:
        told = f"A control character (U+{ord(control[0]):04X}) stands in it."
        yield place.warning("", told, "Take it out: no phone shows it.", control.span())
