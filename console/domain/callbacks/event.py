"""What a callback said, in the field's terms and no provider's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from console.domain.callbacks.request import CallbackRequest
from console.domain.state import State
from console.domain.timestamps import Millis


class EventKind(StrEnum):
    REPORT = "report"  # a delivery report for something sent
    INBOUND = "inbound"  # a message from a handset
    UNRECOGNISED = "unrecognised"  # stored, not understood


_NOTHING_ELSE: Final[Mapping[str, Any]] = MappingProxyType({})


class Event(NamedTuple):
    """One thing a provider told us. A tuple, as is what it arrives in: a listener makes some thousands a second.

    `provider_message_id` is without the `$n` of a part; `part` is that n. `source` and `destination` are those of
    the message the event is about, in the provider's spelling. `code` is the provider's result code and `status`
    its description; `operator_code` is the operator's own. `extra` keeps every field that has no place here;
    `progress` is that of the code (`domain.state`).
    `dedup_key` is the same for the same news told twice.
    """

    kind: EventKind
    provider: str
    dedup_key: str
    channel: str = "sms"
    provider_message_id: str | None = None
    part: int | None = None
    reference: str | None = None
    source: str | None = None
    destination: str | None = None
    code: int | None = None
    status: str | None = None
    state: State | None = None
    operator: str | None = None
    operator_code: str | None = None
    sent_at: Millis | None = None
    occurred_at: Millis | None = None
    text: str | None = None
    extra: Mapping[str, Any] = _NOTHING_ELSE
    progress: int = 0


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event with what the store added: its number, when it came, whose it is and what it joined.

    `message` is our id of the message it belongs to, `matched_by` the rule that found it; `repeats` counts how
    often the same news came again. `recipient` is whom that message went to, where the event itself names no
    destination.
    """

    id: int
    callback: int | None
    received_at: Millis
    account: str | None
    event: Event
    message: str | None = None
    matched_by: str | None = None
    repeats: int = 0
    recipient: str | None = None

    @property
    def destination(self) -> str | None:
        """Where it went, as the event says or as the message does that it joined: a WhatsApp report names none."""
        return self.recipient if self.event.destination is None else self.event.destination


class Arrival(NamedTuple):
    """A callback on its way into the store: the request, whose it is, and the events read from it."""

    request: CallbackRequest
    account: str | None
    events: tuple[Event, ...]
    answer_status: int
    source_check: str  # "known", "loopback", "unlisted"


@dataclass(frozen=True, slots=True)
class StoredCallback:
    """The raw request behind one or more events."""

    id: int
    listener: str
    account: str | None
    request: CallbackRequest
    answer_status: int
    source_check: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a batch of arrivals, counted in callbacks: news told before, reports that joined no message,
    and requests nobody understood."""

    repeated: int
    unmatched: int
    unrecognised: int
