"""Whom our numbers write with over WhatsApp, and what was said."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.callbacks.event import StoredEvent
from console.domain.message import Outcome, Part
from console.domain.state import State
from console.domain.timestamps import Millis
from console.domain.whatsapp.care_window import Window
from console.domain.whatsapp.message import Message


@dataclass(frozen=True, slots=True)
class LastWord:
    """The newest message in one direction. `text` is short words of it, from outside where it was received."""

    at: Millis
    text: str


@dataclass(frozen=True, slots=True)
class KnownContact:
    """Somebody one of our numbers, `source`, wrote with; the numbers are spelled as they were last.

    `account` is that of the newest exchange that names one. `window` is as it was when this was read: `window.until`
    says when it closes.
    """

    source: str
    number: str
    account: str | None
    last_inbound: LastWord | None
    last_outbound: LastWord | None
    window: Window

    @property
    def last_at(self) -> Millis:
        return max(word.at for word in (self.last_inbound, self.last_outbound) if word is not None)


@dataclass(frozen=True, slots=True)
class Received:
    """What the contact sent. `at` is when WhatsApp or the platform got it, `text` what it says (None for a kind that
    says nothing or is not known), `payload` that of a button, `reply_to` the provider's id of the message it
    answers."""

    at: Millis
    text: str | None
    payload: str | None
    reply_to: str | None
    event: StoredEvent


@dataclass(frozen=True, slots=True)
class Sent:
    """One message of a request that went to the contact: `index` is its place there, `message_id` ours, `content` what
    was sent. `part` is None while nothing is known but the outcome of the request; `events` are its reports, oldest
    first, those for the whole request among them."""

    at: Millis
    message_id: str
    index: int
    content: Message
    account: str
    outcome: Outcome
    state: State
    part: Part | None
    code: int | None
    description: str | None
    events: tuple[StoredEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """The newest of what was said, oldest first. `more`: there is older."""

    contact: KnownContact
    entries: tuple[Received | Sent, ...]
    more: bool = False
