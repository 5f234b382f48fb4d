"""What the answers of LINK's newer services have in common, read with patience where the documents leave room.

A code may stand under one of three names, a description under two spellings.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from console.domain.document import text_at, too_deep, whole_number_at

CONTENT_TYPE: Final = "application/json"
_FIRST_CODE = 100_000
"""LINK's codes have six digits; a smaller number under `status` or `code` is an HTTP status."""


class NotTheDocuments(Exception):
    """The answer is none the document describes."""


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def answer_json(content: bytes) -> Any:
    """What the body of an answer holds. Raises NotTheDocuments."""
    try:
        told = json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise NotTheDocuments from None
    if too_deep(told):
        raise NotTheDocuments
    return told


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
    code = next((number for number in numbers if number is not None and number >= _FIRST_CODE), None)
    if code is None:
        return None
    translated = _first_text(told, ("translatedDescription", "transaltedDescription"))
    return ErrorResponse(code, _first_text(told, ("description", "message")), translated)


def _first_text(told: Mapping[str, Any], names: Sequence[str]) -> str | None:
    return next((text for name in names if (text := text_at(told, name))), None)
