"""Sending WhatsApp requests: what will happen in words, then one request to all its destinations."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import TYPE_CHECKING

from console.domain.account import Account
from console.domain.findings import Finding
from console.domain.message import Message
from console.domain.timestamps import Clock
from console.domain.whatsapp.message_request import MessageRequest
from console.services.outbox import PlannedRequest
from console.services.template_register import TemplateRegister
from console.services.whatsapp_contacts import WhatsAppContacts
from console.services.whatsapp_plan import DestinationWindow, WhatsAppPlan

if TYPE_CHECKING:
    from console.services.account_desk import AccountDesk
    from console.services.dispatch import Dispatch
    from console.settings.credentials import Credentials
    from console.settings.model import SendingSettings


class WhatsAppOutbox:
    """Checks a request, says what sending it would do, and sends it."""

    def __init__(
        self,
        accounts: AccountDesk,
        credentials: Credentials,
        dispatch: Dispatch,
        settings: SendingSettings,
        register: TemplateRegister,
        contacts: WhatsAppContacts,
        clock: Clock,
    ) -> None:
        self._accounts = accounts
        self._credentials = credentials
        self._dispatch = dispatch
        self._settings = settings
        self._register = register
        self._contacts = contacts
        self._clock = clock

    def accounts(self) -> list[Account]:
        """Those that send WhatsApp messages, by name, the read-only ones included. Raises SettingsError."""
        raise NotImplementedError

    def new_request(self, account: str | None) -> MessageRequest:
        """What the builder begins with: all that the account gives, a refId of our own, no destination, no message."""
        raise NotImplementedError

    def complete(self, account: str | None, request: MessageRequest) -> MessageRequest:
        """The request with what the account gives and a refId, each where it says nothing itself; as it is where the
        account is not known."""
        raise NotImplementedError

    def check(
        self, account: str | None, request: MessageRequest, windows: Collection[DestinationWindow] = ()
    ) -> list[Finding]:
        """Findings of the completed request, errors first; quick enough to call at each key. Fields are `account` and
        paths into the JSON (`messages.0.text.body`). `windows` are those of its destinations, as far as they were
        looked up (`windows`): a closed one forbids all but templates, an unknown one is a warning."""
        raise NotImplementedError

    async def windows(self, request: MessageRequest) -> tuple[DestinationWindow, ...]:
        """Of each destination, in order, now. Raises StoreError."""
        raise NotImplementedError

    async def plan(self, account: str | None, request: MessageRequest) -> WhatsAppPlan:
        """Raises InvalidInput when no account is named, known, or able to send WhatsApp messages; StoreError."""
        raise NotImplementedError

    def requests(self, plan: WhatsAppPlan) -> list[PlannedRequest]:
        """What would go out, every secret masked: one request. Raises InvalidInput when it cannot be written."""
        raise NotImplementedError

    async def send(
        self,
        plan: WhatsAppPlan,
        *,
        stop: asyncio.Event | None = None,
        resend_of: str | None = None,
        reason: str | None = None,
    ) -> Message:
        """Send and record: a recipient per destination, a part per message. Never retries; a timeout is an unknown
        outcome, not an error.

        `resend_of` names a message that is sent again; where its outcome is unknown `reason` is required, and kept.
        Raises InvalidInput where the plan is refused, by a window that closed since among others, or the account was
        changed after it was confirmed; SecretMissing; StoreError as `Outbox.send` does.
        """
        raise NotImplementedError

    def sent_request(self, message: Message) -> MessageRequest:
        """What was sent, as it went out. Empty for a message of another channel."""
        raise NotImplementedError

    def again(self, message: Message) -> MessageRequest:
        """What was sent, with a new refId: to those who have not got all of it for sure, or to all where everybody
        has."""
        raise NotImplementedError
