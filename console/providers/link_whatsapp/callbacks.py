"""Event reports and received messages (LINK WhatsApp Message API 1.4.1, "Callbacks"), as events. They come as JSON.

An event report names neither number: it is joined to its message by the message id, and to one of several messages of
a request by their index. What a received message holds beside a text or a button (newer kinds, second-hand) is kept as
it came.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from console.domain.callbacks.event import Event, EventKind
from console.domain.callbacks.request import CallbackRequest
from console.domain.codes.families import family
from console.domain.codes.result_code import ResultCode
from console.domain.document import object_at, text_at, whole_number_at
from console.domain.message import Outcome
from console.domain.state import NEVER_SENT, UNKNOWN
from console.providers.callback_json import Fields, Unreadable, read_json
from console.providers.callback_reader import CallbackReader
from console.providers.callback_values import bounded, code_of, digest, field_of, instant, short, text_of
from console.providers.link_whatsapp.meaning import outcome_of_code
from console.providers.link_whatsapp.provider import NAME

CHANNEL: Final = "whatsapp"
_CONTENT_TYPE: Final = "WHATSAPP"
_WHOLE_REQUEST: Final = "request"
_FAMILY: Final = family(112_000)
_MOST_MESSAGES = 100_000

_REPORT_FIELDS = frozenset({"messageId", "refId", "messageIndex", "timestamp", "resultCode", "resultDescription"})
_INBOUND_FIELDS = frozenset(
    {"messageId", "destination", "source", "content", "provider", "timestamp", "providerTimestamp"}
)


class LinkWhatsAppCallbacks(CallbackReader):
    name = NAME

    def __init__(self, codes: Iterable[ResultCode]) -> None:
        self._codes = {known.code: known for known in codes}

    def _event(self, request: CallbackRequest) -> Event:
        fields = _fields(request.body)
        return self._report(fields) if _is_report(fields) else _inbound(fields, request.body)

    def _report(self, fields: Fields) -> Event:
        """ "Event report"."""
        code = code_of(fields["resultCode"])
        message_id = text_of(fields["messageId"], "messageId")
        kind = text_at(fields, "messageType")
        index = _index(fields)
        whole = index == -1 or kind == _WHOLE_REQUEST
        words = text_at(fields, "resultDescription")
        known = self._codes.get(code)
        status = known.description if known is not None else words or f"unknown code {code}"
        state = known.state if known is not None else UNKNOWN
        if whole and outcome_of_code(known) is not Outcome.ACCEPTED:
            state = NEVER_SENT  # "failed message request (no messages sent)"
        told_at = fields.get("timestamp")
        extra = _rest(fields, _REPORT_FIELDS) | _unread_times(fields, "timestamp")
        if index == -1:
            extra["messageIndex"] = index
        if words is not None and words.casefold() != status.casefold():
            extra["resultDescription"] = short(words)
        return Event(
            EventKind.REPORT,
            NAME,
            digest("report", f"{message_id}\x1f{kind}\x1f{index}\x1f{code}\x1f{told_at}".encode("utf-8", "replace")),
            CHANNEL,
            provider_message_id=short(message_id),
            part=None if whole else index,
            reference=field_of(fields.get("refId"), "refId"),
            code=code,
            status=short(status),
            state=state,
            occurred_at=instant(told_at),
            extra=extra,
            progress=known.progress if known is not None else 0,
        )


def _fields(body: bytes) -> Fields:
    if not body.strip():
        raise Unreadable("The request has no body.")
    return read_json(body.strip())


def _is_report(fields: Fields) -> bool:
    if "resultCode" not in fields:
        return False
    if fields.get("messageId") is None:
        # LINK's SMS reports have an `id` instead.
        raise Unreadable("It has a resultCode and no messageId: it is no event report of LINK WhatsApp.")
    if "messageType" not in fields and "messageIndex" not in fields:
        code = code_of(fields["resultCode"])
        if family(code) != _FAMILY:
            raise Unreadable(f"Code {code} is none of LINK WhatsApp, and neither a messageType nor an index is there.")
    return True


def _index(fields: Fields) -> int | None:
    """Which of the request's messages, from 0; -1 for all of them. None where it is not said."""
    told = fields.get("messageIndex")
    if told is None:
        return None
    index = -1 if told == "-1" or (told == -1 and told is not True) else whole_number_at(fields, "messageIndex")
    if index is None or not -1 <= index < _MOST_MESSAGES:
        raise Unreadable("The messageIndex is not a whole number in range.")
    return index


def _inbound(fields: Fields, body: bytes) -> Event:
    """ "Receive message"."""
    content = object_at(fields, "content")
    if content.get("type") != _CONTENT_TYPE and fields.get("provider") != CHANNEL:
        raise Unreadable("It is neither an event report nor a received message of LINK WhatsApp.")
    message = object_at(content, "message")
    if not message and fields.get("source") is None:
        raise Unreadable("The received message has neither a content nor a source.")
    message_id = text_of(fields.get("messageId"), "messageId")
    button = object_at(message, "button")
    text = text_at(message, "text")
    if text is None:
        text = text_at(button, "text")
    extra = _rest(fields, _INBOUND_FIELDS) | _unread_times(fields, "timestamp", "providerTimestamp")
    extra |= bounded(_about(message))
    return Event(
        EventKind.INBOUND,
        NAME,
        digest("inbound", body if message_id is None else message_id.encode("utf-8", "replace")),
        CHANNEL,
        provider_message_id=short(message_id),
        source=field_of(fields.get("source"), "source"),
        destination=field_of(fields.get("destination"), "destination"),
        sent_at=instant(fields.get("providerTimestamp")),
        occurred_at=instant(fields.get("timestamp")),
        text=text,
        extra=extra,
    )


def _about(message: Any) -> dict[str, Any]:
    """What a message holds beside its text: its `contentType`, a button's `payload`, the `context` of a reply, and all
    else, of kinds the document does not know, too, under `message`."""
    placed = {"contentType", "text", "button", "context"}
    button = object_at(message, "button")
    about: dict[str, Any] = {"contentType": message.get("contentType"), "payload": button.get("payload")}
    context = message.get("context")
    about["context"] = context or None
    rest = {name: value for name, value in message.items() if name not in placed and value is not None}
    if not isinstance(message.get("text"), str | None):
        rest["text"] = message["text"]
    more = {name: value for name, value in button.items() if name not in {"text", "payload"}}
    if more or not isinstance(message.get("button"), dict | None):
        rest["button"] = message["button"]
    about["message"] = rest or None
    return {name: value for name, value in about.items() if value is not None}


def _rest(fields: Fields, placed: frozenset[str]) -> dict[str, Any]:
    """Every field that has no place in an Event, under LINK's own name, bounded in size and depth."""
    rest = {name: value for name, value in fields.items() if name not in placed and value is not None and value != {}}
    kept: dict[str, Any] = bounded(rest)
    return kept


def _unread_times(fields: Fields, *names: str) -> dict[str, Any]:
    """Times that are none, so that what was sent in their place is not lost."""
    told = {name: fields[name] for name in names if fields.get(name) is not None}
    return {name: bounded(value) for name, value in told.items() if instant(value) is None}
