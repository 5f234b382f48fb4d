"""What a gate must be to be kept (Gate API 2.3, "PartnerGate" and "Destination"), read strictly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from console.sandbox.link_gate.codes import ErrorCode

DROP = "do://drop"
GATE_TYPES = ("ALL", "ONE_ORDERED", "ONE_RANDOM")
CONTENT_TYPES = ("application/json", "application/xml", "application/x-www-form-urlencoded")
METHODS = ("GET", "PUT")

_LONGEST_REF_ID = 255
_LONG = 2**63 - 1
_INTEGER = 2**31 - 1
_IDENTIFIER = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_GATE_ID = re.compile(r"[A-Za-z0-9]{1,64}")

Mistake = tuple[ErrorCode, str]
"""The code, and the reason for whoever reads the sandbox's output."""


def is_identifier(text: object) -> bool:
    """Whether it may be the id of a platform or a partner."""
    return isinstance(text, str) and _IDENTIFIER.fullmatch(text) is not None


def is_gate_id(text: object) -> bool:
    return isinstance(text, str) and _GATE_ID.fullmatch(text) is not None


def first_mistake(gate: dict[str, Any]) -> Mistake | None:
    """The first thing wrong with a gate's own properties. Whose gate it is and which id it has is asked elsewhere."""
    return next(_mistakes(gate), None)


def _mistakes(gate: dict[str, Any]) -> Iterator[Mistake]:
    missing = [
        key
        for key in ("type", "platformId", "platformPartnerId", "gateType", "destinations")
        if gate.get(key) in (None, "", [])
    ]
    if missing:
        yield ErrorCode.MISSING_PARAMETERS, f"the gate has no {' and no '.join(missing)}"
        return
    if not is_identifier(gate["platformId"]):
        yield ErrorCode.INVALID_PLATFORM_ID, "platformId is no id"
    if not is_identifier(gate["platformPartnerId"]):
        yield ErrorCode.INVALID_PARTNER_ID, "platformPartnerId is no id"
    if not is_ref_id(gate.get("refId")):
        yield ErrorCode.INVALID_REF_ID, "refId is no text of 1 to 255 printable characters"
    if gate["type"] != "PARTNER_GATE":
        yield ErrorCode.INVALID_GATE, "type is not PARTNER_GATE"
    if gate["gateType"] not in GATE_TYPES:
        yield ErrorCode.INVALID_GATE, f"gateType is none of {', '.join(GATE_TYPES)}"
    if not _is_whole(gate.get("ttl"), _LONG):
        yield ErrorCode.INVALID_GATE, "ttl is no positive whole number"
    if gate.get("acknowledge") is not None and not isinstance(gate["acknowledge"], bool):
        yield ErrorCode.INVALID_GATE, "acknowledge is neither true nor false"
    if not _is_whole(gate.get("throttle"), _INTEGER):
        yield ErrorCode.INVALID_GATE, "throttle is no positive whole number"
    if not _is_key_value(gate.get("customParameters")):
        yield ErrorCode.INVALID_GATE, "customParameters is no object of texts"
    if not isinstance(gate["destinations"], list):
        yield ErrorCode.INVALID_GATE, "destinations is no list"
        return
    for place, destination in enumerate(gate["destinations"], 1):
        for reason in _destination_mistakes(destination):
            yield ErrorCode.INVALID_FORWARDING_OBJECT, f"destination {place}: {reason}"


def is_ref_id(ref_id: object) -> bool:
    """None is one as well: a refId "can be given"."""
    if ref_id is None:
        return True
    return (
        isinstance(ref_id, str)
        and bool(ref_id.strip())
        and len(ref_id) <= _LONGEST_REF_ID
        and all(character.isprintable() for character in ref_id)
    )


def _destination_mistakes(destination: object) -> Iterator[str]:
    if not isinstance(destination, dict):
        yield "it is no object"
        return
    for key in ("username", "password"):
        if destination.get(key) is not None and not isinstance(destination[key], str):
            yield f"{key} is no text"
    parameters = destination.get("customParameters")
    if not _is_key_value(parameters):
        yield "customParameters is no object of texts"
    elif parameters and "method" in parameters and parameters["method"] not in METHODS:
        yield "method is neither GET nor PUT"
    content_type = destination.get("contentType")
    if destination.get("url") == DROP:
        if content_type not in (None, "", *CONTENT_TYPES):
            yield "contentType is none of the three"
        return
    if not _is_http(destination.get("url")):
        yield "url is no http, https or do://drop URL"
    if content_type not in CONTENT_TYPES:
        yield "contentType is none of the three"


def _is_http(url: object) -> bool:
    if not isinstance(url, str) or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _is_whole(number: object, most: int) -> bool:
    return number is None or (isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= most)


def _is_key_value(parameters: object) -> bool:
    """KeyValue: one level, names and values texts."""
    return parameters is None or (
        isinstance(parameters, dict) and all(isinstance(value, str) for value in parameters.values())
    )
