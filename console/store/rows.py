"""Rows as the domain's objects."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from console.domain.callbacks.event import Event, EventKind, StoredCallback, StoredEvent
from console.domain.callbacks.request import CallbackRequest
from console.domain.state import Billing, Delivery, Finality, State

Row = tuple[Any, ...]

EVENT_COLUMNS = (
    "event.id, event.callback, event.received_at, event.account, event.kind, event.provider, event.dedup_key, "
    "event.channel, event.provider_message_id, event.part, event.reference, event.source, event.destination, "
    "event.code, event.status, event.finality, event.delivery, event.billing, event.operator, event.operator_code, "
    "event.sent_at, event.occurred_at, event.text, event.extra, event.message, event.matched_by, event.repeats, "
    "event.progress, "
    "CASE WHEN event.destination IS NULL THEN (SELECT recipient.destination FROM recipient "
    "WHERE recipient.id = event.recipient) END"
)

CALLBACK_COLUMNS = (
    "id, listener, account, received_at, peer, method, path, query, headers, content_type, body, answer_status, "
    "source_check"
)

_STATES = {
    (finality.value, delivery.value, billing.value): State(finality, delivery, billing)
    for finality in Finality
    for delivery in Delivery
    for billing in Billing
}
_KINDS = {kind.value: kind for kind in EventKind}


_LARGEST = 2**63


def storable(values: Iterable[Any]) -> Row:
    """The values as SQLite can hold them: half a surrogate pair as "?", a number beyond 64 bits as NULL."""
    return tuple(
        value.encode("utf-8", "replace").decode()
        if isinstance(value, str)
        else None
        if isinstance(value, int) and not -_LARGEST <= value < _LARGEST
        else value
        for value in values
    )


def state_of(finality: str, delivery: str, billing: str) -> State:
    return _STATES[finality, delivery, billing]


def triple(state: State) -> tuple[str, str, str]:
    # `.value` is a descriptor written in Python, and this is asked for each report.
    return state.finality._value_, state.delivery._value_, state.billing._value_


def stored_event(row: Row) -> StoredEvent:
    """From EVENT_COLUMNS."""
    (id_, callback, received_at, account, kind, provider, dedup_key, channel, provider_id, part, reference, source,
     destination, code, status, finality, delivery, billing, operator, operator_code, sent_at, occurred_at, text,
     extra, message, matched_by, repeats, progress, recipient) = row  # fmt: skip
    event = Event(
        kind=_KINDS[kind],
        provider=provider,
        dedup_key=dedup_key,
        channel=channel,
        provider_message_id=provider_id,
        part=part,
        reference=reference,
        source=source,
        destination=destination,
        code=code,
        status=status,
        state=None if finality is None else _STATES[finality, delivery, billing],
        operator=operator,
        operator_code=operator_code,
        sent_at=sent_at,
        occurred_at=occurred_at,
        text=text,
        extra={} if extra is None else json.loads(extra),
        progress=progress,
    )
    return StoredEvent(id_, callback, received_at, account, event, message, matched_by, repeats, recipient)


def stored_callback(row: Row) -> StoredCallback:
    """From CALLBACK_COLUMNS."""
    (id_, listener, account, received_at, peer, method, path, query, headers, content_type, body, answer_status,
     source_check) = row  # fmt: skip
    request = CallbackRequest(
        received_at=received_at,
        peer=peer,
        method=method,
        path=path,
        query=query,
        headers=tuple((name, value) for name, value in json.loads(headers)),
        content_type=content_type,
        body=body,
    )
    return StoredCallback(id_, listener, account, request, answer_status, source_check)
