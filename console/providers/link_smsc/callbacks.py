"""Delivery reports (LINK Mobility SMSC Simple HTTP 5.2, "Delivery Reports") and received messages, as events.

This runs once per callback in the listener, before the answer, so the usual JSON report takes a straight path: no
models, one dictionary of codes, no XML parser until XML comes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from console.domain.callbacks.event import Event, EventKind
from console.domain.callbacks.request import CallbackRequest
from console.domain.codes.result_code import ResultCode
from console.domain.state import UNKNOWN, State
from console.providers.callback_json import Fields, Unreadable
from console.providers.callback_reader import CallbackReader
from console.providers.callback_values import (
    bounded,
    code_of,
    digest,
    field_of,
    instant,
    short,
    text_of,
)
from console.providers.link_smsc.fields import form_fields, json_fields, xml_fields
from console.providers.link_smsc.provider import NAME

_MOST_DIGITS = 5
"""Of a part's number."""

_EXTRA_SMALL = 4_096

_REPORT_FIELDS = frozenset(
    {"refId", "id", "operator", "sentTimestamp", "timestamp", "resultCode", "operatorResultCode", "operatorresultCode",
     "source", "destination", "customParameters", "gateCustomParameters"}
)  # fmt: skip
_INBOUND_FIELDS = frozenset(
    {"messageId", "destination", "source", "content", "operator", "timestamp", "userData", "customParameters",
     "gateCustomParameters"}
)  # fmt: skip


class LinkSmscCallbacks(CallbackReader):
    name = NAME

    def __init__(self, codes: Iterable[ResultCode]) -> None:
        self._meanings: dict[int, tuple[str, State]] = {
            known.code: (known.description, known.state or UNKNOWN) for known in codes
        }

    def _event(self, request: CallbackRequest) -> Event:
        fields = _fields(request)
        return self._report(fields, request) if "resultCode" in fields else _inbound(fields, request)

    def _report(self, fields: Fields, request: CallbackRequest) -> Event:
        code = code_of(fields["resultCode"])
        meaning = self._meanings.get(code)
        status, state = meaning if meaning is not None else (f"unknown code {code}", UNKNOWN)
        whole_id = text_of(fields.get("id"), "id")
        if whole_id is None and ("messageId" in fields or "messageType" in fields):
            raise Unreadable("It is an event report of LINK WhatsApp, which another account has to receive.")
        message_id, part = _split_part(whole_id)
        reference = text_of(fields.get("refId"), "refId")
        told_at = fields.get("timestamp")
        sent_at, occurred_at = instant(fields.get("sentTimestamp")), instant(told_at)
        operator_code = fields.get("operatorResultCode")
        if operator_code is None:
            operator_code = fields.get("operatorresultCode")
        custom = fields.get("customParameters")
        if not isinstance(custom, dict):
            custom = {}
        if whole_id is None:
            # Without an id, reports of the same code and second would look like one told twice.
            key = digest("report", request.query.encode("utf-8", "replace"), request.body)
        else:
            key = digest("report", f"{whole_id}\x1f{code}\x1f{told_at}".encode("utf-8", "replace"))
        extra = _extra(fields, _REPORT_FIELDS, request)
        if sent_at is None or occurred_at is None:
            extra |= _unread_times(fields)
        return Event(
            EventKind.REPORT,
            NAME,
            key,
            "sms",
            short(message_id),
            part,
            short(reference),
            field_of(fields.get("source") or custom.get("source"), "source"),
            field_of(fields.get("destination") or custom.get("destination"), "destination"),
            code,
            status,
            state,
            field_of(fields.get("operator"), "operator"),
            field_of(operator_code, "operatorResultCode"),
            sent_at,
            occurred_at,
            None,
            extra,
        )


def _fields(request: CallbackRequest) -> Fields:
    """What the body says, by the look of it rather than by its declared type; the query where there is no body."""
    body = request.body
    first = body[:1]
    if first == b"{":
        return json_fields(body)
    if not body or not body.strip():
        if not request.query:
            raise Unreadable("The request has neither a body nor a query.")
        return _of_form(form_fields(request.query))
    start = body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start in (b"{", b"["):
        return json_fields(body.lstrip())
    if start == b"<" or body.startswith((b"\xff\xfe", b"\xfe\xff")) or "xml" in request.content_type:
        return xml_fields(body.lstrip())
    return _of_form(form_fields(body))


def _of_form(fields: Fields) -> Fields:
    if "resultCode" not in fields and "messageId" not in fields:
        raise Unreadable("There is neither a resultCode nor a messageId among the fields.")
    return fields


def _inbound(fields: Fields, request: CallbackRequest) -> Event:
    """A message from a handset ("received message": `messageId`, and the text under `content.userData`)."""
    if "messageId" not in fields:
        raise Unreadable("There is neither a resultCode nor a messageId in it.")
    content = fields.get("content")
    if content is None:
        content = {}
    if not isinstance(content, dict):
        raise Unreadable("The content of the message is not an object.")
    kind = content.get("type")
    if (kind is not None and kind not in ("SMS", "MMS")) or fields.get("provider") == "whatsapp":
        raise Unreadable("It is a received message of another kind than SMS.")
    text = content.get("userData", fields.get("userData"))
    if text is not None and not isinstance(text, str):
        raise Unreadable("The text of the message is not a string.")
    if text is None and "source" not in fields:
        raise Unreadable("The message has neither a text nor a source.")
    message_id = text_of(fields["messageId"], "messageId")
    if message_id is None:
        key = digest("inbound", request.query.encode("utf-8", "replace"), request.body)
    else:
        key = digest("inbound", message_id.encode("utf-8", "replace"))
    extra = _extra(fields, _INBOUND_FIELDS, request) | _unread_times(fields)
    about_content = {name: value for name, value in content.items() if name != "userData"}
    if about_content:
        extra["content"] = bounded(about_content)
    return Event(
        EventKind.INBOUND,
        NAME,
        key,
        provider_message_id=short(message_id),
        source=field_of(fields.get("source"), "source"),
        destination=field_of(fields.get("destination"), "destination"),
        operator=field_of(fields.get("operator"), "operator"),
        occurred_at=instant(fields.get("timestamp")),
        text=text,
        extra=extra,
    )


def _split_part(whole: str | None) -> tuple[str | None, int | None]:
    """ "Delivery Reports", field `id`: `abc123$0` is the first part of `abc123`."""
    if whole is None or "$" not in whole:
        return whole, None
    message_id, _, digits = whole.rpartition("$")
    if message_id and digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS:
        return message_id, int(digits)
    return whole, None


def _unread_times(fields: Fields) -> dict[str, Any]:
    """Times that are none, so that what was sent in their place is not lost."""
    told = {name: fields[name] for name in ("sentTimestamp", "timestamp") if fields.get(name) is not None}
    return {name: bounded(value) for name, value in told.items() if instant(value) is None}


def _extra(fields: Fields, placed: frozenset[str], request: CallbackRequest) -> dict[str, Any]:
    """Every field that has no place in an Event, under the provider's own name, bounded in size and depth."""
    extra = {name: value for name, value in fields.items() if name not in placed and value is not None}
    custom = fields.get("customParameters")
    if custom:
        if isinstance(custom, dict):
            custom = custom.copy()
            custom.pop("source", None)
            custom.pop("destination", None)
        if custom:
            extra["customParameters"] = custom
    gate = fields.get("gateCustomParameters")
    if gate:
        extra["gateCustomParameters"] = gate
    body = request.body
    if len(body) + len(request.query) <= _EXTRA_SMALL and body.count(b"{") + body.count(b"[") <= 5 and b"<" not in body:
        return extra
    kept: dict[str, Any] = bounded(extra)
    return kept
