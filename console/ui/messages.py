"""What areas tell the console. They bubble to the app, which brings the area they are for to the front.

Not frozen: Textual notes on each message who sent it and how far it came.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from console.domain.sms.draft import Draft
    from console.domain.whatsapp.message_request import MessageRequest


@dataclass
class AreaChosen(Message):
    """Somebody pointed at an area."""

    area: str


@dataclass
class AreaShown(Message):
    """A screen came to the front and wants to know how things stand."""


@dataclass
class OpenMessage(Message):
    message_id: str


@dataclass
class ShowEvents(Message):
    """Show the callbacks that pass the filter, and the event where one is named."""

    filter_text: str
    event_id: int | None = None


@dataclass
class OpenCode(Message):
    catalogue: str
    code: int


@dataclass
class ComposeDraft(Message):
    """Put a draft into the composer; `resend_of` names the message of unknown outcome it repeats."""

    draft: Draft
    resend_of: str | None = None


@dataclass
class WriteWhatsApp(Message):
    """Put a request into the WhatsApp builder; `resend_of` names the message of unknown outcome it repeats."""

    request: MessageRequest
    account: str | None = None
    resend_of: str | None = None


@dataclass
class AccountsChanged(Message):
    """Accounts were added, changed or removed."""


@dataclass
class WorkStarted(Message):
    """Work in the background, for the status line; `total` None while nobody knows how much it is."""

    work_id: str
    text: str
    done: int = 0
    total: int | None = None


@dataclass
class WorkProgress(Message):
    work_id: str
    text: str
    done: int
    total: int | None = None

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, WorkProgress) and message.work_id == self.work_id


@dataclass
class WorkEnded(Message):
    """`text` is what to say at the end; empty says nothing."""

    work_id: str
    text: str = ""
