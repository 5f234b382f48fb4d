"""One value inside a JSON document, found and changed by its path.

A path is what `Finding.field` says of a place in a document: keys and places with dots between them
(`messages.0.template.components.1.index`). A form that is bound to paths and the JSON itself are two views of one
document, and neither has to know the rest of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from console.domain.document import ABSENT, Document, with_key

_FARTHEST: Final = 10_000
"""No list of a message is that long: a path that says so is a slip."""


def value_at(document: Document, path: str) -> Any:
    """What stands there; ABSENT if nothing does."""
    value: Any = document
    for step in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(step, ABSENT)
        elif isinstance(value, list | tuple):
            place = _place(step)
            value = value[place] if place is not None and place < len(value) else ABSENT
        else:
            return ABSENT
    return value


def with_value_at(document: Document, path: str, value: Any) -> Document:
    """The document with this one value changed, added or (`ABSENT`) taken away.

    Objects and, for a place, lists are made on the way where there is nothing; a place behind the end of a list is
    added to it. Taking away what is not there changes nothing.
    """
    if value is ABSENT and value_at(document, path) is ABSENT:
        return document
    return _changed_object(document, path.split("."), value)


def _changed(holder: Any, steps: list[str], value: Any) -> Any:
    place = _place(steps[0])
    if isinstance(holder, list | tuple | None) and place is not None:
        return _changed_list([*(holder or ())], place, steps[1:], value)
    return _changed_object(holder if isinstance(holder, Mapping) else {}, steps, value)


def _changed_object(holder: Document, steps: list[str], value: Any) -> Document:
    step, *rest = steps
    return with_key(holder, step, _changed(holder.get(step), rest, value) if rest else value)


def _changed_list(holder: list[Any], place: int, rest: list[str], value: Any) -> list[Any]:
    if place >= len(holder):
        return [*holder, _changed(None, rest, value) if rest else value]
    if not rest and value is ABSENT:
        return holder[:place] + holder[place + 1 :]
    holder[place] = _changed(holder[place], rest, value) if rest else value
    return holder


def _place(step: str) -> int | None:
    return int(step) if step.isascii() and step.isdigit() and len(step) < len(str(_FARTHEST)) else None
