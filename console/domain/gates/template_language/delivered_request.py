"""The request a destination would get for an object.

The documents name the method, the three content types, the Basic credentials and the query a template makes (LINK Gate
API 2.3, "Destination"). They print a report as JSON only (SMSC Simple HTTP 5.2, "Delivery Reports"); everything else
here is our reading, and each request says in its findings what of it is: XML has one element per property and maps
nested; key-value pairs carry the JSON's names, those within a map behind its name and a dot; null is left out of both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode
from xml.sax.saxutils import escape, quoteattr

from console.domain.document import Document
from console.domain.findings import Finding, Severity
from console.domain.gates.destination import METHODS, Destination
from console.domain.gates.template_language.names import ObjectKind, kind_of
from console.domain.gates.template_language.render import plain_value, render, result_url
from console.domain.redact import MASK

_ROOTS: Final = {
    ObjectKind.DELIVERY_REPORT: "deliveryReport",
    ObjectKind.SMS_MESSAGE: "smsMessage",
    None: "object",
}
_ELEMENT_NAME = re.compile(r"(?!(?i:xml))[A-Za-z_][A-Za-z0-9_.-]*")
_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class DeliveredRequest:
    """`url` is the destination's own with the query behind it: what is secret in it stays, so mask it to show it. The
    credentials in `headers` are masked. `findings` have the destination's field names without an index (`template`,
    `contentType`, `method`)."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    findings: tuple[Finding, ...]


def delivered_request(
    destination: Destination, source: Document, *, kind: ObjectKind | None = None, zone: str = "UTC"
) -> DeliveredRequest | None:
    """What the platform would send for the JSON object of a callback; None where the destination drops it. Never
    raises. `kind` None: seen from the object."""
    if destination.drops:
        return None
    kind = kind or kind_of(source)
    method = destination.method
    findings: list[Finding] = []
    query = ""
    if destination.template is not None:
        rendered = render(destination.template, source, kind=kind, zone=zone)
        query, findings = rendered.query, list(rendered.findings)
    headers: list[tuple[str, str]] = []
    body = b""
    if method not in METHODS:
        text = f"The document allows no method but {', '.join(METHODS)}."
        findings.append(Finding(Severity.ERROR, "method", text, "Choose one of them."))
    elif method == "GET":
        if destination.template is None:
            query, told = _written(lambda: urlencode(list(_pairs(source)), quote_via=quote, errors="replace"))
            text = "Without a template a GET is shown with every property in its query, which is not documented."
            findings += [*told, Finding(Severity.NOTE, "method", text, "Write a template for what you need.")]
    else:
        body, told = _body(destination.content_type, source, kind)
        findings += told
        if body:
            headers.append(("Content-Type", destination.content_type or ""))
        if destination.template is not None:
            text = f"Whether a {method} with a template still has its body is not documented; it is shown with it."
            findings.append(Finding(Severity.NOTE, "template", text, "Let the receiver need only one of the two."))
    if destination.username:
        headers.append(("Authorization", f"Basic {MASK}"))
    return DeliveredRequest(method, result_url(destination.url, query), tuple(headers), body, tuple(findings))


def _body(content_type: str | None, source: Document, kind: ObjectKind | None) -> tuple[bytes, list[Finding]]:
    """The body, UTF-8, and what of it is our reading."""
    match (content_type or "").partition(";")[0].strip().lower():
        case "application/json":
            text, findings = _written(lambda: _json(source))
        case "application/xml":
            text, findings = _written(lambda: _xml(source, _ROOTS[kind]))
            findings.append(_own_reading("The names of the XML elements are not documented; they are the JSON's here."))
        case "application/x-www-form-urlencoded":
            text, findings = _written(lambda: urlencode(list(_pairs(source)), errors="replace"))
            findings.append(_own_reading("How maps become pairs is not documented; a dot joins their names here."))
        case _:
            said = "What body the platform sends with this content type is not documented; none is shown."
            hint = "Choose JSON, XML or form."
            return b"", [Finding(Severity.WARNING, "contentType", said, hint)]
    return text.encode("utf-8", "replace"), findings


def _own_reading(text: str) -> Finding:
    return Finding(Severity.NOTE, "contentType", text, "Choose application/json to be sure.")


def _written(write: Callable[[], str]) -> tuple[str, list[Finding]]:
    try:
        return write(), []
    except (RecursionError, ValueError):
        text = "The object is nested too deeply or holds a number too long to be written."
        return "", [Finding(Severity.ERROR, "contentType", text, "Choose another object.")]


def _json(source: Document) -> str:
    return json.dumps(dict(source), ensure_ascii=False, separators=(",", ":"), skipkeys=True, default=str)


def _xml(source: Document, root: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><{root}>{"".join(_elements(source))}</{root}>'


def _elements(source: Mapping[str, object]) -> Iterator[str]:
    for name, value in source.items():
        named = _ELEMENT_NAME.fullmatch(name)
        opening, closing = (name, name) if named else (f"entry key={quoteattr(_sayable(name))}", "entry")
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Mapping):
                yield f"<{opening}>{''.join(_elements(item))}</{closing}>"
            elif item is not None:
                yield f"<{opening}>{escape(_sayable(_plain(item)), {chr(13): '&#13;'})}</{closing}>"


def _pairs(source: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in source.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Mapping):
                yield from _pairs(item, f"{prefix}{name}.")
            elif item is not None:
                yield f"{prefix}{name}", _plain(item)


def _plain(value: object) -> str:
    plain = plain_value(value)
    return str(value) if plain is None else plain


def _sayable(text: str) -> str:
    """XML 1.0 cannot say most control characters, not even escaped; they become U+FFFD."""
    return _UNSAYABLE.sub("\ufffd", text)
