"""A message we sent is a tree: the request, its recipients, and the parts of each. Reports attach to parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from console.domain.state import State
from console.domain.timestamps import Millis


class Outcome(StrEnum):
    SENDING = "sending"  # stored, not answered yet
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNKNOWN = "unknown"  # may have been delivered and billed
    STOPPED = "stopped"  # the user stopped the send before this recipient's request left


@dataclass(frozen=True, slots=True)
class Part:
    """One SMS of a recipient's message. `index` counts from 0; `events` are the numbers of its reports."""

    index: int
    provider_message_id: str | None
    state: State
    code: int | None = None
    events: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """One destination of a message: how its request was answered and what became of its parts.

    `code` and `description` are the answer to the send, not the last report.
    """

    to: str
    outcome: Outcome
    state: State
    code: int | None = None
    description: str | None = None
    answered_at: Millis | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """What was sent. `request` holds the provider's own parameters without secrets."""

    id: str
    sent_at: Millis
    account: str
    provider: str
    channel: str
    environment: str
    source: str
    text: str
    outcome: Outcome
    state: State
    segments: int
    reference: str | None = None
    request: Mapping[str, Any] = field(default_factory=dict)
    recipients: tuple[Recipient, ...] = ()
    resend_of: str | None = None
    resend_reason: str | None = None


def outcome_of(recipients: tuple[Outcome, ...]) -> Outcome:
    """The outcome of a whole request: the least certain one of its recipients decides."""
    for outcome in (Outcome.SENDING, Outcome.UNKNOWN, Outcome.ACCEPTED, Outcome.REFUSED):
        if outcome in recipients:
            return outcome
    return Outcome.STOPPED
