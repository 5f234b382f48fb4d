"""From a confirmed WhatsApp request to the message that is recorded and the one call that sends it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from console.domain.message import Message, Outcome, Recipient
from console.domain.state import AWAITED
from console.domain.timestamps import Millis
from console.domain.whatsapp.summary import message_summary, summary
from console.services.dispatch import Call, Sending
from console.services.whatsapp_contacts import REQUEST

if TYPE_CHECKING:
    from console.providers.contract import SendsWhatsApp
    from console.services.whatsapp_plan import WhatsAppPlan

CHANNEL: Final = "whatsapp"


def whatsapp_sending(
    plan: WhatsAppPlan, sender: SendsWhatsApp, now: Millis, *, resend_of: str | None, reason: str | None
) -> Sending:
    """A recipient per destination; as many parts of each as there are messages."""
    from ulid import ULID

    request, account = plan.request, plan.account
    masked = sender.request(request)
    message = Message(
        id=str(ULID.from_timestamp(now)),
        sent_at=now,
        account=account.name,
        provider=account.provider,
        channel=CHANNEL,
        environment=str(account.environment),
        source=request.source or "",
        text=summary(request),
        outcome=Outcome.SENDING,
        state=AWAITED,
        segments=len(request.messages),
        reference=request.ref_id,
        request={"method": masked.method, "url": masked.url, REQUEST: dict(request.document)},
        recipients=tuple(Recipient(to, Outcome.SENDING, AWAITED) for to in plan.destinations),
        resend_of=resend_of,
        resend_reason=reason,
    )
    # What a text says is in the message; the audit needs no copy of it.
    kinds = [message_summary(one) if one.template else one.kind for one in request.messages]
    call = Call(len(plan.destinations), partial(sender.send, request))
    return Sending(message, [call], {"messages": kinds})
