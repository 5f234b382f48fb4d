"""What the answers of LINK's newer services have in common, read with patience where the documents leave room.

A code may stand under one of three names, a description under two spellings.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from console.domain.document import text_at, too_deep, whole_number_at

CONTENT_TYPE: Final = "application/json"
_CODES = range(100_000, 1_000_000)
"""LINK's codes have six digits; a smaller number under `status` or `code` is an HTTP status."""

_MOST_SIGNS = 1_000_000
"""Commas and opening brackets of an answer: each stands for a value that takes many times its bytes once it is read."""


class NotTheDocuments(Exception):
    """The answer is none the document describes."""


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(digits)
    return number


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Whoever keeps one of two answers has chosen, and what is read to be written back would lose the other.
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a name stands twice")
    return fields


_decode = json.JSONDecoder(object_pairs_hook=_named_once, parse_constant=_no_constant, parse_float=_finite).decode


def answer_json(content: bytes) -> Any:
    """What the body of an answer holds. Raises NotTheDocuments, also for what JSON leaves open: a name given twice, a
    number beyond all bounds."""
    if sum(map(content.count, (b",", b"[", b"{"))) > _MOST_SIGNS:
        raise NotTheDocuments
    try:
        told = _decode(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NotTheDocuments from None
    if too_deep(told):
        raise NotTheDocuments
    return told


def is_json(content: bytes) -> bool:
    try:
        answer_json(content)
    except NotTheDocuments:
        return False
    return True


@dataclass(frozen=True, slots=True)
class ErrorResponse:
    """ "An error code, a description and its translation" (Gate API 2.3, "ErrorResponse"). WhatsApp Message API 1.4.1,
    "HTTP methods statuses and actions", prints one."""

    code: int
    description: str | None
    translated: str | None


def read_error(content: bytes) -> ErrorResponse | None:
    """The code of an answer and its words; None where it carries no code of LINK's."""
    try:
        return error_in(answer_json(content))
    except NotTheDocuments:
        return None


def error_in(told: Any) -> ErrorResponse | None:
    """The same of an answer that was read already."""
    if not isinstance(told, Mapping):
        return None
    numbers = (whole_number_at(told, name) for name in ("resultCode", "status", "code"))
    code = next((number for number in numbers if number is not None and number in _CODES), None)
    if code is None:
        return None
    translated = _first_text(told, ("translatedDescription", "transaltedDescription"))
    return ErrorResponse(code, _first_text(told, ("description", "message")), translated)


def _first_text(told: Mapping[str, Any], names: Sequence[str]) -> str | None:
    return next((text for name in names if (text := text_at(told, name))), None)
