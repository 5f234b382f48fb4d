"""The callbacks LINK sends, in each of its formats (5.2, "Delivery Reports"; received messages by their own document).

JSON is printed in the document. XML and key-value pairs are only named there: here XML has one element per JSON
property, maps nested, and pairs carry the JSON names, those of a map behind its name and a dot; null is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from console.sandbox.link_smsc.operators import country_of, operator_code, operator_of

_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Format(StrEnum):
    JSON = "json"
    XML = "xml"
    FORM = "form"
    GET = "get"


class Subject(StrEnum):
    """What a callback tells of; the value is the XML element's name."""

    REPORT = "deliveryReport"
    MESSAGE = "mo"


@dataclass(frozen=True, slots=True)
class Told:
    """Something for the receiver to know. `form` None: written as its gate says."""

    subject: Subject
    properties: Mapping[str, Any]
    form: Format | None = None


@dataclass(frozen=True, slots=True)
class Callback:
    """One request to the receiver. `query` is appended to its URL."""

    method: str
    query: str = ""
    content_type: str | None = None
    body: bytes = b""


def delivery_report(
    *,
    message_id: str,
    part: int | None,
    code: int,
    parts: int,
    source: str,
    destination: str,
    reference: str | None,
    sent: float,
    occurred: float,
) -> dict[str, Any]:
    """The report's properties. `part` None: a single one, whose id has no suffix. Times in seconds since 1970."""
    operator = operator_of(destination, code)
    return {
        "refId": reference,
        "id": message_id if part is None else f"{message_id}${part}",
        "operator": operator,
        "sentTimestamp": rfc3339(sent),
        "timestamp": rfc3339(occurred),
        "resultCode": code,
        "operatorResultCode": operator_code(operator, code),
        "segments": parts,
        "gateCustomParameters": {},
        "customParameters": {"received": _local(occurred), "source": source, "destination": destination},
    }


def received_message(
    *, message_id: str, source: str, destination: str, text: str, reference: str | None, occurred: float
) -> dict[str, Any]:
    """The properties of a message from a handset to `destination`, the number the customer sends from."""
    number = destination
    if destination.isdigit():
        number = f"{country_of(source)}-{destination}"
    keyword = (text.split() or [""])[0].upper()
    operator = operator_of(source, 1001)
    return {
        "destination": number,
        "subNumber": None,
        "source": source,
        "content": {"type": "SMS", "userData": text, "encoding": "TEXT"},
        "operator": operator,
        "timestamp": rfc3339(occurred),
        "messageId": message_id,
        "operatorTimestamp": rfc3339(occurred - 1),
        "operatorMessageId": f"op-{message_id}",
        "route": {
            "type": "KEYWORD_ROUTE",
            "id": "sandbox",
            "refId": None,
            "gateIds": ["sandbox"],
            "platformId": "SMSC",
            "platformPartnerId": "sandbox",
            "platformServiceType": "",
            "platformServiceId": "",
            "customParameters": {},
            "number": number,
            "keyword": keyword,
            "keywordType": "DEFAULT",
            "active": True,
            "start": "2026-01-01T00:00:00Z",
            "end": "2099-01-01T00:00:00Z",
            "shared": False,
            "description": "sandbox",
        },
        "gateCustomParameters": {},
        "customParameters": {"moReferenceId": reference} if reference else {},
    }


def write(properties: Mapping[str, Any], form: Format, *, root: str) -> Callback:
    """The request that tells it. `root` is the XML element's name."""
    if form is Format.JSON:
        body = json.dumps(properties, ensure_ascii=False, separators=(",", ":")).encode()
        return Callback("POST", content_type="application/json; charset=utf-8", body=body)
    if form is Format.XML:
        text = f'<?xml version="1.0" encoding="UTF-8"?><{root}>{"".join(_elements(properties))}</{root}>'
        return Callback("POST", content_type="application/xml; charset=utf-8", body=text.encode())
    pairs = urlencode(list(_pairs(properties)))
    if form is Format.FORM:
        return Callback("POST", content_type="application/x-www-form-urlencoded", body=pairs.encode())
    return Callback("GET", query=pairs)


def rfc3339(seconds: float) -> str:
    """`2026-11-20T08:00:05Z`, as precise as the document's examples."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _local(seconds: float) -> str:
    """Local time of the platform without a zone, an hour ahead of UTC as in the document's examples."""
    return (datetime.fromtimestamp(seconds, UTC) + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M:%S")


def _elements(properties: Mapping[str, Any]) -> Iterator[str]:
    for name, value in properties.items():
        if isinstance(value, Mapping):
            yield f"<{name}>{''.join(_elements(value))}</{name}>"
        elif isinstance(value, list):
            yield "".join(f"<{name}>{_xml_text(item)}</{name}>" for item in value)
        elif value is not None:
            yield f"<{name}>{_xml_text(value)}</{name}>"


def _xml_text(value: object) -> str:
    """XML 1.0 cannot say most control characters, not even escaped; they become U+FFFD."""
    return escape(_UNSAYABLE.sub("\ufffd", _plain(value)), {"\r": "&#13;"})


def _pairs(properties: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in properties.items():
        if isinstance(value, Mapping):
            yield from _pairs(value, f"{prefix}{name}.")
        elif isinstance(value, list):
            yield from ((f"{prefix}{name}", _plain(item)) for item in value)
        elif value is not None:
            yield f"{prefix}{name}", _plain(value)


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
