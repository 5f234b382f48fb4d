"""The JSON of callbacks as plain fields. This runs once per callback in the listener, before the answer."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from typing import Any, NoReturn

Fields = dict[str, Any]

_DEEPEST = 8
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Unreadable(Exception):
    """Why a callback cannot be understood, in a sentence."""


def _object(pairs: list[tuple[str, Any]]) -> Fields:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Unreadable("The JSON names a field twice.")
    return fields


def _no_constant(name: str) -> NoReturn:
    raise Unreadable(f"The JSON holds {name}, which is no number.")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise Unreadable("The JSON holds a number beyond all bounds.")
    return number


_decode = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant, parse_float=_finite).decode


_scan = json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite).raw_decode


def read_json(body: bytes) -> Fields:
    """The object a JSON body holds. Raises Unreadable."""
    text = utf8(body, "JSON")
    fields = _plain_object(text)
    return fields if fields is not None else json_object(text)


def _plain_object(text: str) -> Fields | None:
    """The same as `json_object` for an object without escapes or blanks around it, in half the time; None for others.

    Without escapes a text has a quote at each end and none within, so a name given twice, of which the parser keeps
    one, shows in their number.
    """
    if "\\" in text:
        return None
    try:
        fields, end = _scan(text, 0)
        if type(fields) is dict and end == len(text) and 2 * _texts(fields) == text.count('"'):
            return fields
    except (ValueError, RecursionError, Unreadable):
        pass  # the other way knows how to say what is wrong
    return None


def _texts(value: Fields | list[Any]) -> int:
    """How many names and texts there are in it."""
    count = 0
    items: Iterable[Any] = value
    if type(value) is dict:
        count = len(value)
        items = value.values()
    for item in items:
        kind = type(item)
        if kind is str:
            count += 1
        elif kind is dict or kind is list:
            count += _texts(item)
    return count


def json_object(text: str) -> Fields:
    """The object a text holds. Raises Unreadable."""
    try:
        fields = _decode(text)
    except ValueError as error:
        raise Unreadable(f"The body looks like JSON and is none: {_reason(error)}.") from None
    except RecursionError:
        raise Unreadable("The JSON is nested too deeply.") from None
    if not isinstance(fields, dict):
        raise Unreadable("The JSON is not an object.")
    # Half a surrogate pair can only come from an escape; no database and no terminal could take it.
    if "\\u" in text:
        fields = _whole_characters(fields)
    known: Fields = fields
    return known


def _reason(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, column {error.colno}"
    return "a number has too many digits"


def _whole_characters(value: Any, depth: int = 0) -> Any:
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict | list) and depth > _DEEPEST:
        return "…"
    if isinstance(value, dict):
        return {_whole_characters(key): _whole_characters(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole_characters(item, depth + 1) for item in value]
    return value


def utf8(body: bytes, kind: str) -> str:
    """Raises Unreadable; `kind` names what it should be."""
    try:
        return body.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Unreadable(f"The {kind} is not UTF-8 (byte {error.start}).") from None
