"""From a confirmed SMS to the message that is recorded and the calls that send it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from console.domain.message import Message, Outcome, Recipient
from console.domain.redact import is_secret_name
from console.domain.state import AWAITED
from console.domain.timestamps import Millis
from console.providers.contract import SendOutcome, SendsText
from console.services.dispatch import Call, Sending

if TYPE_CHECKING:
    from console.services.outbox import SendPlan


def sms_sending(
    plan: SendPlan, sender: SendsText, now: Millis, *, resend_of: str | None, reason: str | None
) -> Sending:
    """One call per destination."""
    calls = [Call(1, partial(_send, sender, plan, to)) for to in plan.destinations]
    audited = {"segments_each": plan.segments_each, "charge": plan.charge}
    return Sending(_message(plan, sender, now, resend_of, reason), calls, audited)


async def _send(sender: SendsText, plan: SendPlan, to: str) -> Sequence[SendOutcome]:
    return (await sender.send(plan.draft, to),)


def _message(plan: SendPlan, sender: SendsText, now: Millis, resend_of: str | None, reason: str | None) -> Message:
    from ulid import ULID

    draft, account = plan.draft, plan.account
    request = sender.request(draft, plan.destinations[0])
    return Message(
        id=str(ULID.from_timestamp(now)),
        sent_at=now,
        account=account.name,
        provider=account.provider,
        channel="sms",
        environment=str(account.environment),
        source=draft.source,
        text=draft.text,
        outcome=Outcome.SENDING,
        state=AWAITED,
        segments=plan.segments_each,
        reference=draft.premium.reference_id,
        request={
            "method": request.method,
            "url": request.url.partition("?")[0],
            "parameters": {
                name: value
                for name, value in parse_qsl(urlsplit(request.url).query, keep_blank_values=True)
                if not is_secret_name(name) and value != plan.destinations[0]
            },
        },
        recipients=tuple(Recipient(to, Outcome.SENDING, AWAITED) for to in plan.destinations),
        resend_of=resend_of,
        resend_reason=reason,
    )
