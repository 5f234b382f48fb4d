"""What a callback's fields are as an event holds them: bounded in size, and the same key for the same news."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import Any

from console.domain.callbacks.event import Event, EventKind
from console.domain.callbacks.request import CallbackRequest
from console.domain.timestamps import Millis, parse_rfc3339
from console.providers.callback_json import Unreadable

_LARGEST_CODE = 2**31 - 1
_LONGEST_FIELD = 1_024
"""Characters of a field other than the text of a message; the raw request keeps the rest."""

_LONGEST_TIME = 40

_EXTRA_DEPTH = 6
_EXTRA_ITEMS = 200


def unrecognised(provider: str, request: CallbackRequest, reason: str) -> Event:
    """What stands for a request nobody could read; `reason` is a sentence."""
    parts = (request.method.encode(), request.path.encode("utf-8", "replace"), request.query.encode("utf-8", "replace"))
    key = digest("unrecognised", *parts, request.body)
    return Event(EventKind.UNRECOGNISED, provider, key, extra={"reason": reason})


def digest(kind: str, *parts: bytes) -> str:
    """A short key that is the same for the same news. Lengths keep neighbours apart."""
    told = parts[0] if len(parts) == 1 else b"".join(b"%d:%b" % (len(part), part) for part in parts)
    return blake2b(told, digest_size=16, person=kind.encode()).hexdigest()


def code_of(value: Any) -> int:
    """A result code, also where it is written as a text. Raises Unreadable."""
    if isinstance(value, str):
        digits = value.strip()
        if digits.isascii() and digits.isdigit() and len(digits) <= 10:
            value = int(digits)
    if type(value) is not int or not 0 <= value <= _LARGEST_CODE:
        raise Unreadable("The resultCode is not a whole number in range.")
    return value


def text_of(value: Any, name: str) -> str | None:
    """A text or a number under the field `name`, as text. Raises Unreadable."""
    if value is None or type(value) is str:
        return value
    if type(value) is int:
        return str(value)
    raise Unreadable(f"The field {name} is not a text.")


def field_of(value: Any, name: str) -> str | None:
    """A field as an Event holds it."""
    return (
        value if value is None or (type(value) is str and len(value) <= _LONGEST_FIELD) else short(text_of(value, name))
    )


def short(value: str | None) -> str | None:
    return value if value is None or len(value) <= _LONGEST_FIELD else value[: _LONGEST_FIELD - 1] + "…"


def instant(value: Any) -> Millis | None:
    return _parsed(value) if type(value) is str and len(value) <= _LONGEST_TIME else None


_parsed = lru_cache(maxsize=4_096)(parse_rfc3339)  # in a burst most reports share a few seconds


def bounded(value: Any) -> Any:
    """A copy with at most _EXTRA_ITEMS values, _EXTRA_DEPTH levels and _LONGEST_FIELD characters a text."""
    left = _EXTRA_ITEMS

    def copy(item: Any, depth: int) -> Any:
        nonlocal left
        left -= 1
        if isinstance(item, str):
            return short(item)
        if isinstance(item, dict | list):
            if depth >= _EXTRA_DEPTH:
                return "…"
            if isinstance(item, list):
                return [copy(one, depth + 1) for one in item[: max(left, 0)] if left > 0]
            return {short(str(name)): copy(one, depth + 1) for name, one in item.items() if left > 0}
        if isinstance(item, int) and not -(2**63) <= item < 2**63:
            return short(str(item))
        return item

    return copy(value, 0)
