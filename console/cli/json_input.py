"""JSON that a command is given as a file or on standard input."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

from console.domain.document import too_deep
from console.domain.plain_text import plain
from console.errors import InvalidInput

_LARGEST: Final = 32 << 20
"""Bytes. Nothing any provider takes comes near; a device file never ends."""


def read_text(file: str, field: str) -> str:
    """A file's text, or that of standard input for `-`. `field` names the option or argument. Raises InvalidInput."""
    try:
        if file == "-":
            read = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with Path(file).open("rb") as source:
                read = source.read(_LARGEST + 1)
        if len(read) > _LARGEST:
            raise InvalidInput(
                f"{_named(file)} is larger than {_LARGEST >> 20} MiB.", hint="Is it the right one?", field=field
            )
        return read.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput(f"{_named(file)} is not UTF-8.", hint="Write it in UTF-8.", field=field) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InvalidInput(f"{_named(file)} cannot be read.", hint=f"{reason}.", field=field) from None


def read_json(file: str, field: str) -> Any:
    """What a file, or standard input for `-`, holds. Raises InvalidInput saying where it is no JSON."""
    return parse_json(read_text(file, field), _named(file), field)


def read_json_object(file: str, field: str) -> dict[str, Any]:
    """The object a file, or standard input for `-`, holds. Raises InvalidInput saying where it is none."""
    document = read_json(file, field)
    if not isinstance(document, dict):
        raise InvalidInput(f"{_named(file)} holds no JSON object.", hint="It begins with {.", field=field)
    return document


def parse_json(text: str, what: str, field: str) -> Any:
    """`what` is what a sentence calls it. Raises InvalidInput."""
    try:
        document = json.loads(text, object_pairs_hook=_object)
    except _Twice as twice:
        told = f"{what} has the key “{plain(twice.key, 60)}” twice in one object."
        raise InvalidInput(told, hint="Keep one of them: which of them counts nobody can say.", field=field) from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise InvalidInput(f"{what} is not JSON.", hint=f"{error.msg} at {where}.", field=field) from None
    except (ValueError, RecursionError):  # numbers too long, or objects in objects without end
        raise InvalidInput(f"{what} is JSON that nobody can read.", field=field) from None
    if too_deep(document):
        raise InvalidInput(f"{what} is nested too deeply.", hint="Nothing needs as many levels.", field=field)
    return document


class _Twice(Exception):
    def __init__(self, key: str) -> None:
        self.key = key


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Raises _Twice, where `json` alone would drop all values of a key but the last."""
    document: dict[str, Any] = {}
    for key, value in pairs:
        if key in document:
            raise _Twice(key)
        document[key] = value
    return document


def _named(file: str) -> str:
    return "Standard input" if file == "-" else file
