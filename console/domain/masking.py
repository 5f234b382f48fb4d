"""Events and messages as they may be shared: numbers lose their middle and texts their words; what happened stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from console.domain.callbacks.event import EventKind, StoredEvent
from console.domain.message import Message
from console.domain.redact import mask_number, mask_numbers, mask_text

_KIND: Final = "contentType"
"""What kind of thing was received is no word of it."""


def masked_event(stored: StoredEvent) -> StoredEvent:
    event = stored.event
    seen = event._replace(
        source=_number(event.source),
        destination=_number(event.destination),
        text=None if event.text is None else mask_text(event.text),
        # A report's own words name codes and operators; whatever else came may hold what somebody wrote.
        extra=_anywhere(event.extra, mask_numbers if event.kind is EventKind.REPORT else mask_text),
    )
    return replace(stored, event=seen, recipient=_number(stored.recipient))


def masked_message(message: Message) -> Message:
    """Without the request, which holds what was said in many places."""
    return replace(
        message,
        source=mask_number(message.source),
        text=mask_text(message.text),
        request={},
        recipients=tuple(replace(recipient, to=mask_number(recipient.to)) for recipient in message.recipients),
    )


def _number(value: str | None) -> str | None:
    return None if value is None else mask_number(value)


def _anywhere(value: Any, conceal: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return conceal(value)
    if isinstance(value, Mapping):
        return {key: inner if key == _KIND else _anywhere(inner, conceal) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_anywhere(inner, conceal) for inner in value]
    return value
