"""What goes into the store in tests: short to write, complete in shape."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from console.domain.callbacks.event import Arrival, Event, EventKind
from console.domain.callbacks.request import CallbackRequest
from console.domain.message import Message, Outcome, Recipient
from console.domain.state import AWAITED, Billing, Delivery, Finality, State

NOW = 1_795_000_000_000
DELIVERED = State(Finality.FINAL, Delivery.DELIVERED, Billing.BILLED)
FAILED = State(Finality.FINAL, Delivery.NOT_DELIVERED, Billing.NOT_BILLED)
BUFFERED = State(Finality.TEMPORARY, Delivery.NOT_DELIVERED, Billing.NOT_BILLED)

_numbers = itertools.count(1)


def report(provider_id: str | None, state: State | None = DELIVERED, **given: Any) -> Event:
    values: dict[str, Any] = {
        "kind": EventKind.REPORT,
        "provider": "link-smsc",
        "dedup_key": f"news {next(_numbers)}",
        "provider_message_id": provider_id,
        "state": state,
        "code": 1001,
    }
    return Event(**{**values, **given})


def arrival(*events: Event, account: str | None = "acme", at: int = NOW, body: bytes = b"{}") -> Arrival:
    request = CallbackRequest(
        received_at=at,
        peer="127.0.0.1",
        method="POST",
        path="/callbacks/acme",
        query="",
        headers=(("content-type", "application/json"),),
        content_type="application/json",
        body=body,
    )
    return Arrival(request, account, events, 200, "loopback")


def sending(message_id: str, to: Sequence[str] = ("+46700000001",), segments: int = 1, **given: Any) -> Message:
    values: dict[str, Any] = {
        "id": message_id,
        "sent_at": NOW,
        "account": "acme",
        "provider": "link-smsc",
        "channel": "sms",
        "environment": "test",
        "source": "LINK",
        "text": "Hello",
        "outcome": Outcome.SENDING,
        "state": AWAITED,
        "segments": segments,
        "recipients": tuple(Recipient(number, Outcome.SENDING, AWAITED) for number in to),
    }
    return Message(**{**values, **given})
