"""Messages to be told: one recipient or several, with their parts."""

from __future__ import annotations

from typing import Any

from console.domain.callbacks.event import Event, EventKind, StoredEvent
from console.domain.message import Message, Outcome, Part, Recipient
from console.domain.state import AWAITED, Billing, Delivery, Finality, State
from console.domain.timestamps import Millis, parse_rfc3339

NOW: Millis = parse_rfc3339("2026-11-20T10:18:30.000Z") or 0
SENT: Millis = NOW - 60_000
DELIVERED = State(Finality.FINAL, Delivery.DELIVERED, Billing.BILLED)
FAILED = State(Finality.FINAL, Delivery.NOT_DELIVERED, Billing.NOT_BILLED)
HOSTILE = "\x1b[31mred\x1b[0m\x07 [bold]loud[/bold] \u202eksid\u202c \u200b"
FORBIDDEN = "\x1b\x07\u202e\u202c\u200b"


def recipient(to: str, *states: State, outcome: Outcome = Outcome.ACCEPTED, **fields: Any) -> Recipient:
    """With a part for each state; the event of part n is number n + 1."""
    parts = tuple(
        Part(index, f"QX91ab${index}", state, 1001 if state == DELIVERED else None, (index + 1,))
        for index, state in enumerate(states)
    )
    return Recipient(to, outcome, states[0] if states else AWAITED, parts=parts, **fields)


def message(*recipients: Recipient, outcome: Outcome = Outcome.ACCEPTED, **fields: Any) -> Message:
    given: dict[str, Any] = {
        "id": "01JD3F7Q",
        "sent_at": SENT,
        "account": "acme-sms",
        "provider": "link-smsc",
        "channel": "sms",
        "environment": "sandbox",
        "source": "ACME",
        "text": "Your order has left our warehouse.",
        "state": recipients[0].state if recipients else AWAITED,
        "segments": 1,
        **fields,
    }
    return Message(outcome=outcome, recipients=recipients, **given)


def report(number: int, at: Millis, state: State, *, code: int = 1001, **fields: Any) -> StoredEvent:
    event = Event(EventKind.REPORT, "link-smsc", f"key-{number}", code=code, state=state, **fields)
    return StoredEvent(number, None, at, "acme-sms", event)
