"""Single values of a provider's JSON: whether one has the type it should, and how a sentence speaks of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from console.domain.document import Document
from console.domain.findings import Finding, error
from console.domain.plain_text import plain

_SHOWN: Final = 60  # characters of a value that are quoted in a sentence


def quoted(value: object) -> str:
    """A value in quotes as it may stand in a sentence, without control characters and of bearable length; what is no
    text as JSON has it."""
    written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return f"“{plain(written, _SHOWN)}”"


def kind_of_value(value: object) -> str:
    """What a JSON value is: `a number`, `an object`, ..."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "text"
    return "an object" if isinstance(value, Mapping) else "a list"


def check_text(document: Document, key: str) -> Iterator[Finding]:
    """What stands under the key has to be text; null is as good as missing."""
    value = document.get(key)
    if value is not None and not isinstance(value, str):
        yield error(key, f"{key} is {kind_of_value(value)}, not text.", hint="Put it in quotes.")
