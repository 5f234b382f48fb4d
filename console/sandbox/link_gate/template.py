"""The query a destination's template makes of an object (Gate API 2.3, "Destination templates").

A second reading of the document beside the console's own, made of nothing but string methods, so that the two can be
held against one another. Values are percent-encoded. A name nobody knows in `${...}`, and a value that cannot be
formatted as asked, come out empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from console.sandbox.link_gate.java_date import format_date

_PLACE = re.compile(r"\$\{([^}]*)\}")
_COUNTRY = re.compile(r"[A-Z]{2}-")

# What the document offers at the top of an object and JSON carries elsewhere.
_ELSEWHERE = {
    "operatorresultCode": ("operatorResultCode",),
    "userData": ("content", "userData"),
    "source": ("customParameters", "source"),
    "destination": ("customParameters", "destination"),
}


def render(template: str, properties: Mapping[str, Any]) -> str:
    """`id=${id}&code=resultCode` -> `id=QX91ab&code=1001`."""
    return "&".join(_render_pair(pair, properties) for pair in template.split("&"))


def _render_pair(pair: str, properties: Mapping[str, Any]) -> str:
    key, equals, value = pair.partition("=")
    if equals and "${" not in value and _find(value.split("|")[0], properties) is not None:
        return f"{key}={_value(value, properties)}"
    return _PLACE.sub(lambda place: _value(place[1], properties), pair)


def _value(expression: str, properties: Mapping[str, Any]) -> str:
    name, *pipe = expression.split("|", 2)
    found = _find(name, properties)
    value = None if found is None else found[0]
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    match pipe:
        case ["date", pattern]:
            text = format_date(pattern, value) or ""
        case ["number", "nocountry"]:
            text = _COUNTRY.sub("", text, count=1)
        case ["number", "noplus"]:
            text = text.removeprefix("+")
        case [_, *_]:
            text = ""
    return quote(text, safe="")


def _find(name: str, properties: Mapping[str, Any]) -> tuple[Any] | None:
    """The value in a tuple, as it may be null; None: no such name."""
    if name in properties and not isinstance(properties[name], Mapping):
        return (properties[name],)
    value: Any = properties
    for step in _ELSEWHERE.get(name, ("",)):
        if not isinstance(value, Mapping) or step not in value:
            return None
        value = value[step]
    return (value,)
