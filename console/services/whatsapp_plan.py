"""What sending a WhatsApp request would do."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.account import Account
from console.domain.findings import Finding
from console.domain.whatsapp.care_window import Window
from console.domain.whatsapp.message_request import MessageRequest


@dataclass(frozen=True, slots=True)
class DestinationWindow:
    """The window between the request's source and one of its destinations, and what that means in a sentence."""

    to: str
    window: Window
    words: str


@dataclass(frozen=True, slots=True)
class WhatsAppPlan:
    """Everything a confirmation says.

    `request` is what goes out: with what the account gives, numbers in normal form, each destination once. `windows`
    are those of its destinations, in order. `words` are the lines of the confirmation: from whom, to how many, which
    kinds, in which environment, and what the windows allow. `confirm_word` is what must be typed before sending
    (production), None when a plain yes will do; `refusal` is why it may not be sent at all, else None.
    """

    account: Account
    request: MessageRequest
    windows: tuple[DestinationWindow, ...]
    findings: tuple[Finding, ...]
    words: tuple[str, ...]
    confirm_word: str | None
    refusal: str | None

    @property
    def destinations(self) -> tuple[str, ...]:
        return self.request.destinations
