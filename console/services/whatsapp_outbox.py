"""Sending WhatsApp requests: what will happen in words, then one request to all its destinations."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from console.domain.account import Account
from console.domain.document import entries_at, object_at
from console.domain.findings import Finding, error, errors_first
from console.domain.message import Message, Outcome
from console.domain.state import Delivery
from console.domain.timestamps import Clock
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.rules.request import check_request
from console.domain.whatsapp.shapes.check import check_fit
from console.domain.whatsapp.shapes.shape import Shape, find_shape
from console.domain.whatsapp.spelling import as_documented
from console.errors import InvalidInput, StoreError
from console.services.outbox import PlannedRequest
from console.services.permission import check_writing, confirm_word, refusal, require_unchanged
from console.services.provider_access import ProviderAccess
from console.services.template_register import TemplateRegister
from console.services.whatsapp_contacts import REQUEST, WhatsAppContacts
from console.services.whatsapp_plan import DestinationWindow, WhatsAppPlan, check_windows, plan_words
from console.services.whatsapp_sending import CHANNEL, whatsapp_sending

if TYPE_CHECKING:
    from console.providers.contract import SendsWhatsApp, WhatsAppProvider
    from console.services.dispatch import Dispatch

_LEFT: Final = {Outcome.ACCEPTED, Outcome.UNKNOWN}


class WhatsAppOutbox:
    """Checks a request, says what sending it would do, and sends it. What goes out is what the request says: nothing
    but what it leaves open is added, and no number is written otherwise."""

    def __init__(
        self,
        access: ProviderAccess,
        dispatch: Dispatch,
        register: TemplateRegister,
        contacts: WhatsAppContacts,
        clock: Clock,
    ) -> None:
        self._access = access
        self._dispatch = dispatch
        self._register = register
        self._contacts = contacts
        self._clock = clock

    def accounts(self) -> list[Account]:
        """Those that send WhatsApp messages, by name, the read-only ones included. Raises SettingsError."""
        from console.providers.registry import whatsapp_providers

        return self._access.accounts(whatsapp_providers())

    def new_request(self, account: str | None) -> MessageRequest:
        """What the builder begins with: all that the account gives, a refId of our own, no destination, no message."""
        return self.complete(account, MessageRequest({"destinations": [], "messages": []}))

    def complete(self, account: str | None, request: MessageRequest) -> MessageRequest:
        """The request with what the account gives and a refId, each where it says nothing itself; where the account is
        not known, with a refId alone."""
        if request.document.get("refId") in (None, ""):
            request = request.with_value("refId", self._reference())
        with suppress(InvalidInput):
            chosen = self._access.chosen(account)
            return self._provider(chosen).complete(chosen, request)
        return request

    def check(
        self,
        account: str | None,
        request: MessageRequest,
        windows: Collection[DestinationWindow] = (),
        shapes: Collection[Shape] = (),
    ) -> list[Finding]:
        """Findings of the completed request, errors first; quick enough to call at each key. Fields are `account` and
        paths into the JSON (`messages.0.text.body`). `windows` are those of its destinations, as far as they were
        looked up (`windows`): a closed one forbids all but templates, an unknown one is a warning. `shapes` are those
        of the account's register."""
        try:
            chosen = self._access.chosen(account)
            provider = self._provider(chosen)
        except InvalidInput as failure:
            known = [error("account", failure.message, failure.hint)]
        else:
            known = [*check_writing(chosen), *provider.check_request(chosen, provider.complete(chosen, request))]
        completed = self.complete(account, request)
        found = [
            *known,
            *check_request(completed, self._clock()),
            *check_windows(completed.messages, windows),
            *_misfits(completed, shapes),
        ]
        return errors_first(dict.fromkeys(found))

    async def windows(self, request: MessageRequest) -> tuple[DestinationWindow, ...]:
        """Of each destination of a completed request, in order, now. Raises StoreError."""
        numbers = request.destinations
        found = await self._contacts.windows_of(request.source or "", numbers)
        return tuple(
            DestinationWindow(to, window, self._contacts.words(window))
            for to, window in zip(numbers, found, strict=True)
        )

    async def plan(self, account: str | None, request: MessageRequest) -> WhatsAppPlan:
        """Raises InvalidInput when no account is named, known, or able to send WhatsApp messages; StoreError."""
        chosen = self._access.chosen(account)
        self._provider(chosen)
        request = as_documented(self.complete(account, request))
        windows = await self.windows(request)
        shapes = [known.shape for known in await self._register.templates(chosen.name)]
        findings = tuple(self.check(account, request, windows, shapes))
        return WhatsAppPlan(
            account=chosen,
            request=request,
            windows=windows,
            findings=findings,
            words=tuple(plan_words(chosen, request, windows)),
            confirm_word=confirm_word(chosen),
            refusal=refusal(findings),
        )

    def requests(self, plan: WhatsAppPlan) -> list[PlannedRequest]:
        """What would go out, every secret masked: one request. Raises InvalidInput when it cannot be written."""
        one = self._open_sender(plan.account).request(plan.request)
        return [PlannedRequest(one.method, one.url, dict(one.headers), one.body, one.curl)]

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
        fresh = await self.plan(plan.account.name, plan.request)
        require_unchanged(plan, fresh)
        if resend_of is not None:
            reason = await self._dispatch.resend_reason(resend_of, reason)
        await asyncio.to_thread(self._access.require_secrets, plan.account, self._provider(plan.account))
        sender = self._open_sender(plan.account)
        try:
            sending = whatsapp_sending(fresh, sender, self._clock(), resend_of=resend_of, reason=reason)
            sent = await self._dispatch.send(sending, sender, stop=stop)
        finally:
            await sender.aclose()
        if any(recipient.outcome in _LEFT for recipient in sent.recipients):
            with suppress(StoreError):  # values to begin with next time are no reason to call this send a failure
                await self._register.remember(sent.account, fresh.request.messages, sent.sent_at)
        return sent

    def sent_request(self, message: Message) -> MessageRequest:
        """What was sent, as it went out. Empty for a message of another channel."""
        return MessageRequest(object_at(message.request, REQUEST) if message.channel == CHANNEL else {})

    def again(self, message: Message) -> MessageRequest:
        """What was sent, with a new refId: to those who have not got all of it for sure, or to all where everybody
        has."""
        missing = [one.to for one in message.recipients if one.state.delivery is not Delivery.DELIVERED]
        request = self.sent_request(message).with_value("refId", self._reference())
        return request.with_value("destinations", missing or entries_at(request.document, "destinations"))

    def _reference(self) -> str:
        from ulid import ULID

        return str(ULID.from_timestamp(self._clock()))

    def _open_sender(self, account: Account) -> SendsWhatsApp:
        return self._provider(account).open_whatsapp(account, self._access.secrets, self._access.limits)

    def _provider(self, account: Account) -> WhatsAppProvider:
        from console.providers.registry import whatsapp_provider

        return whatsapp_provider(account.provider)


def _misfits(request: MessageRequest, shapes: Collection[Shape]) -> list[Finding]:
    """Where templates are not as the register has them."""
    found: list[Finding] = []
    for place, message in enumerate(request.messages):
        template = message.template
        shape = find_shape(shapes, template.namespace, template.name) if template else None
        if shape is not None:
            found += check_fit(message, shape, f"messages.{place}")
    return found
