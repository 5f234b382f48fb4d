"""Sending: what will happen in words, then one request per destination, and what became of each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from console.domain.account import Account
from console.domain.findings import Finding, Severity
from console.domain.message import Message, Outcome
from console.domain.phone import Destination, check_destinations, read_destinations, source
from console.domain.sms import rules
from console.domain.sms.draft import Draft
from console.domain.sms.segments import segment
from console.domain.state import Delivery
from console.errors import InvalidInput
from console.providers.contract import SendOutcome
from console.services.permission import check_writing, confirm_word, refusal, require_unchanged
from console.services.provider_access import ProviderAccess
from console.services.sms_sending import sms_sending

if TYPE_CHECKING:
    from console.providers.contract import SendsText, SmsProvider
    from console.services.dispatch import Dispatch

CHARGE_WORD = "CHARGE"
"""What must be typed where the receivers pay. Against production it is the account's name, charged or not."""


@dataclass(frozen=True, slots=True)
class SendPlan:
    """Everything a confirmation says.

    `destinations` are in normal form without repeats; `segments_each` counts one recipient's SMS; `confirm_word` is
    what must be typed before sending (premium, production), None when a plain yes will do; `refusal` is why this
    account may not send at all (read-only, blocking findings), else None.
    """

    draft: Draft
    account: Account
    destinations: tuple[str, ...]
    segments_each: int
    segments_total: int
    charge: str | None
    findings: tuple[Finding, ...]
    confirm_word: str | None
    refusal: str | None


@dataclass(frozen=True, slots=True)
class SendProgress:
    message: str
    done: int
    total: int
    to: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class PlannedRequest:
    """One masked request, for dry runs and copies."""

    method: str
    url: str
    headers: dict[str, str]
    body: str
    curl: str


class Outbox:
    """Checks a draft, says what sending it would do, and sends it."""

    def __init__(self, access: ProviderAccess, dispatch: Dispatch) -> None:
        self._access = access
        self._dispatch = dispatch

    def accounts(self) -> list[Account]:
        """Those of providers that send text messages, by name, the read-only ones included. Raises SettingsError."""
        from console.providers.registry import sms_providers

        return self._access.accounts(sms_providers())

    def check(self, draft: Draft) -> list[Finding]:
        """Fields: `account`, `source`, `destinations`, `text`, `tariff`, `vat`, `charge_only`, `reference_id`,
        `user_data_header`. A span under `destinations` counts destinations, not characters."""
        try:
            account = self._access.chosen(draft.account)
            provider = self._provider(account)
        except InvalidInput as error:
            return [Finding(Severity.ERROR, "account", error.message, error.hint), *_addresses(draft)]
        found = [
            *check_writing(account),
            *_addresses(draft),
            *rules.check_text(draft.text, provider.segment_profile, required=not draft.premium.charge_only),
        ]
        # The provider may remark on the very characters that the general rules did; once is enough.
        places = {(finding.field, finding.span) for finding in found if finding.span is not None}
        found.extend(one for one in provider.check_draft(draft) if (one.field, one.span) not in places)
        return found

    def plan(self, draft: Draft) -> SendPlan:
        """Raises InvalidInput when no account is named, known, or able to send text."""
        account = self._access.chosen(draft.account)
        findings = tuple(self.check(draft))
        destinations = tuple(
            dict.fromkeys(known.normal for known in _destinations(draft.destinations) if known.normal is not None)
        )
        each = 0 if draft.premium.charge_only else segment(draft.text, self._provider(account).segment_profile).segments
        return SendPlan(
            draft=replace(draft, source=source(draft.source).normal or draft.source),
            account=account,
            destinations=destinations,
            segments_each=each,
            segments_total=each * len(destinations),
            charge=_charge(draft, len(destinations)),
            findings=findings,
            confirm_word=_confirm_word(draft, account),
            refusal=refusal(findings),
        )

    def again(self, message: Message) -> Draft:
        """What was sent, as a draft: to those who have not got it for sure, or to all where everybody has."""
        from console.providers.registry import sms_provider

        open_ones = tuple(
            recipient.to for recipient in message.recipients if recipient.state.delivery is not Delivery.DELIVERED
        )
        draft = Draft(
            account=message.account,
            source=message.source,
            destinations=open_ones or tuple(recipient.to for recipient in message.recipients),
            text=message.text,
        )
        recorded = message.request.get("parameters", {})
        return sms_provider(message.provider).draft_again(recorded, draft)

    def requests(self, plan: SendPlan) -> list[PlannedRequest]:
        """What would go out, one request a destination, every secret masked."""
        sender = self._open_sender(plan.account)
        masked = [sender.request(plan.draft, destination) for destination in plan.destinations]
        return [PlannedRequest(one.method, one.url, dict(one.headers), one.body, one.curl) for one in masked]

    async def send(
        self,
        plan: SendPlan,
        *,
        on_progress: Callable[[SendProgress], None] | None = None,
        stop: asyncio.Event | None = None,
        resend_of: str | None = None,
        reason: str | None = None,
    ) -> Message:
        """Send and record. Never retries; a timeout is an unknown outcome, not an error.

        `resend_of` names a message of unknown outcome that is sent again; `reason` is then required and kept.
        Raises InvalidInput where the plan is refused or no longer what it was when it was confirmed; SecretMissing;
        StoreError before anything left when it cannot be recorded, and afterwards with the provider's ids when an
        answer cannot be.
        """
        fresh = self.plan(plan.draft)
        require_unchanged(plan, fresh)
        if resend_of is not None:
            reason = await self._dispatch.resend_reason(resend_of, reason)
        await asyncio.to_thread(self._access.require_secrets, plan.account, self._provider(plan.account))
        sender = self._open_sender(plan.account)
        total = len(plan.destinations)
        try:
            sending = sms_sending(plan, sender, self._dispatch.clock(), resend_of=resend_of, reason=reason)

            def answered(place: int, outcome: SendOutcome) -> None:
                if on_progress is not None:
                    to = plan.destinations[place]
                    on_progress(SendProgress(sending.message.id, place + 1, total, to, outcome.outcome))

            return await self._dispatch.send(sending, sender, on_answer=answered, stop=stop)
        finally:
            await sender.aclose()

    def _open_sender(self, account: Account) -> SendsText:
        return self._provider(account).open_sender(account, self._access.secrets, self._access.limits)

    def _provider(self, account: Account) -> SmsProvider:
        from console.providers.registry import sms_provider

        return sms_provider(account.provider)


@lru_cache(maxsize=4)
def _destinations(typed: tuple[str, ...]) -> tuple[Destination, ...]:
    """A long list is asked for again with every key pressed in the text beside it."""
    return tuple(read_destinations(typed))


@lru_cache(maxsize=4)
def _destination_findings(typed: tuple[str, ...]) -> tuple[Finding, ...]:
    return tuple(check_destinations(typed))


def _addresses(draft: Draft) -> list[Finding]:
    return [*source(draft.source).findings, *_destination_findings(draft.destinations)]


def _charge(draft: Draft, recipients: int) -> str | None:
    """Who pays what, in a sentence; None for an ordinary message."""
    if not draft.premium.charges:
        return None
    tariff = str(draft.premium.tariff).strip().upper()
    currency, minor = tariff.rstrip("0123456789"), tariff.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    price = f"{currency} {int(minor) / 100:.2f}" if currency and minor.isdigit() else tariff
    who = "The receiver pays" if recipients == 1 else f"Each of the {recipients} receivers pays"
    vat = f", VAT {draft.premium.vat} %" if draft.premium.vat else ""
    silent = "; they are charged without a message" if draft.premium.charge_only else ""
    return f"{who} {price} (tariff {tariff}{vat}){silent}."


def _confirm_word(draft: Draft, account: Account) -> str | None:
    return confirm_word(account) or (CHARGE_WORD if draft.premium.charges else None)
