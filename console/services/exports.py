"""Events and messages as others want them: JSON for scripts, plain text for a ticket."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from console.domain.callbacks.event import StoredEvent
from console.domain.codes.result_code import ResultCode
from console.domain.message import Message, Recipient
from console.domain.plain_text import plain
from console.domain.state import Billing, Delivery, Finality, State
from console.domain.timestamps import Millis, format_rfc3339


def state_sign(state: State | None) -> str:
    """`●` delivered, `✕` not delivered and nothing more to come, `◌` temporary, `?` unknown."""
    if state is None:
        return " "
    if state.delivery is Delivery.DELIVERED:
        return "●"
    if state.finality is Finality.TEMPORARY:
        return "◌"
    if state.delivery is Delivery.NOT_DELIVERED:
        return "✕"
    return "?"


def billing_sign(state: State | None) -> str:
    """`¤` billed."""
    return "¤" if state is not None and state.billing is Billing.BILLED else " "


def state_words(state: State | None) -> str:
    """`final, not delivered, billing unknown`."""
    if state is None:
        return "says nothing about delivery"
    finality = {Finality.UNKNOWN: "finality unknown"}.get(state.finality, str(state.finality))
    delivery = {Delivery.UNKNOWN: "delivery unknown"}.get(state.delivery, str(state.delivery).replace("_", " "))
    billing = {Billing.UNKNOWN: "billing unknown"}.get(state.billing, str(state.billing).replace("_", " "))
    return f"{finality}, {delivery}, {billing}"


def event_json(stored: StoredEvent) -> dict[str, Any]:
    """One event with the keys of cli.md."""
    event = stored.event
    return {
        "id": stored.id,
        "callback": stored.callback,
        "received_at": format_rfc3339(stored.received_at),
        "occurred_at": _instant(event.occurred_at),
        "sent_at": _instant(event.sent_at),
        "provider": event.provider,
        "account": stored.account,
        "channel": event.channel,
        "kind": str(event.kind),
        "provider_message_id": event.provider_message_id,
        "part": event.part,
        "reference": event.reference,
        "source": event.source,
        "destination": event.destination,
        "code": event.code,
        "status": event.status,
        **_state(event.state),
        "operator": event.operator,
        "operator_code": event.operator_code,
        "text": event.text,
        "message": stored.message,
        "matched_by": stored.matched_by,
        "repeats": stored.repeats,
        "extra": dict(event.extra),
    }


def message_json(message: Message) -> dict[str, Any]:
    """One message with the keys of cli.md."""
    return {
        "id": message.id,
        "sent_at": format_rfc3339(message.sent_at),
        "account": message.account,
        "provider": message.provider,
        "channel": message.channel,
        "environment": message.environment,
        "source": message.source,
        "text": message.text,
        "reference": message.reference,
        "outcome": str(message.outcome),
        **_state(message.state),
        "segments": message.segments,
        "resend_of": message.resend_of,
        "resend_reason": message.resend_reason,
        "recipients": [
            {
                "to": recipient.to,
                "outcome": str(recipient.outcome),
                "code": recipient.code,
                "description": recipient.description,
                "answered_at": _instant(recipient.answered_at),
                **_state(recipient.state),
                "parts": [
                    {
                        "index": part.index,
                        "provider_message_id": part.provider_message_id,
                        **_state(part.state),
                        "code": part.code,
                        "events": list(part.events),
                    }
                    for part in recipient.parts
                ],
            }
            for recipient in message.recipients
        ],
    }


def sent_json(message: Message) -> dict[str, Any]:
    """The answer of `send`: what became of each request."""
    return {
        "message": message.id,
        "outcome": str(message.outcome),
        "recipients": [
            {
                "to": recipient.to,
                "outcome": str(recipient.outcome),
                "provider_ids": provider_ids(recipient),
                "code": recipient.code,
                "description": recipient.description,
            }
            for recipient in message.recipients
        ],
    }


def provider_ids(recipient: Recipient) -> list[str]:
    """The provider's ids of a recipient's parts, each once, in order."""
    return list(dict.fromkeys(part.provider_message_id for part in recipient.parts if part.provider_message_id))


def event_text(stored: StoredEvent, meaning: ResultCode | None = None) -> str:
    """One event as plain text for a ticket; safe for any terminal or form it is pasted into."""
    event = stored.event
    title = event.status or (meaning.name if meaning else str(event.kind))
    code = f"{event.code} " if event.code is not None else ""
    part = f" part {event.part}" if event.part is not None else ""
    rows = [
        ("received", format_rfc3339(stored.received_at)),
        ("occurred", _instant(event.occurred_at)),
        ("sent", _instant(event.sent_at)),
        ("provider", event.provider),
        ("account", stored.account),
        ("provider id", f"{event.provider_message_id}{part}" if event.provider_message_id else None),
        ("reference", event.reference),
        ("from", event.source),
        ("to", stored.destination),
        ("operator", event.operator),
        ("operator code", event.operator_code),
        ("text", event.text),
        ("message", stored.message),
        ("repeated", f"{stored.repeats} times" if stored.repeats else None),
        ("cause", meaning.cause if meaning else None),
        ("remedy", meaning.remedy if meaning else None),
    ]
    return "\n".join(
        [plain(f"{state_sign(event.state)} {code}{title}".strip()), state_words(event.state), *_aligned(rows)]
    )


def message_text(message: Message, events: Iterable[StoredEvent] = ()) -> str:
    """One message with its recipients, parts and reports as plain text for a ticket."""
    rows = [
        ("sent", format_rfc3339(message.sent_at)),
        ("account", f"{message.account} ({message.provider}, {message.environment})"),
        ("from", message.source),
        ("reference", message.reference),
        ("text", message.text),
        ("resend of", message.resend_of),
        ("reason", message.resend_reason),
    ]
    lines = [f"Message {message.id}: {message.outcome}, {state_words(message.state)}", *_aligned(rows)]
    unit = "message" if message.channel == "whatsapp" else "part"
    seen = {stored.id: stored for stored in events}
    for recipient in message.recipients:
        answer = " ".join(str(word) for word in (recipient.code, recipient.description) if word is not None)
        lines.append("")
        lines.append(plain(f"to {recipient.to}: {recipient.outcome} {answer}".rstrip()))
        for part in recipient.parts:
            sign, words = state_sign(part.state), state_words(part.state)
            lines.append(plain(f"  {unit} {part.index}  {part.provider_message_id or '-'}  {sign} {words}"))
            for number in part.events:
                if number in seen:
                    event = seen[number].event
                    at = format_rfc3339(event.occurred_at or seen[number].received_at)
                    lines.append(
                        plain(f"    {at}  {event.code if event.code is not None else ''} {event.status or ''}")
                    )
    return "\n".join(line.rstrip() for line in lines)


def _aligned(rows: Iterable[tuple[str, str | None]]) -> list[str]:
    return [f"  {name:<14}{plain(value)}" for name, value in rows if value]


def _instant(instant: Millis | None) -> str | None:
    return None if instant is None else format_rfc3339(instant)


def _state(state: State | None) -> dict[str, str | None]:
    if state is None:
        return {"finality": None, "delivery": None, "billing": None}
    return {"finality": str(state.finality), "delivery": str(state.delivery), "billing": str(state.billing)}
