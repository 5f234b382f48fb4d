"""One send, from the row that says it is about to happen to the row that says what became of each request."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

from console.domain.message import Message, Outcome, Recipient
from console.domain.redact import is_secret_name
from console.domain.state import AWAITED, UNKNOWN
from console.domain.timestamps import Clock, Millis
from console.errors import InvalidInput, StoreError
from console.providers.contract import SendOutcome, SendsText
from console.services.archive import Archive
from console.services.audit import Audit
from console.services.underway import Underway

if TYPE_CHECKING:
    from console.services.outbox import SendPlan, SendProgress

T = TypeVar("T")

_CUT_OFF = SendOutcome(
    Outcome.UNKNOWN, UNKNOWN, description="Sending was cut off while this request was on its way; it may have left."
)
_UNRECORDED = SendOutcome(Outcome.UNKNOWN, UNKNOWN, description="The answer could not be recorded.")


class Dispatch:
    """Sends one request after the other: the order is the user's, a stop is exact, and a provider that answers "too
    fast" is not asked many times at once. The account's rate is kept by its sender; a stop ends the waiting for it."""

    def __init__(self, archive: Archive, audit: Audit, clock: Clock, underway: Underway) -> None:
        self._archive = archive
        self._audit = audit
        self._clock = clock
        self._underway = underway

    async def resend_reason(self, message_id: str, reason: str | None) -> str | None:
        """The reason to keep with a resend. Raises InvalidInput where what became of the message is unknown and no
        reason is given; NotFound."""
        from console.store.messages import message

        earlier = await self._archive.read(lambda connection: message(connection, message_id))
        reason = (reason or "").strip() or None
        unsettled = {Outcome.UNKNOWN, Outcome.SENDING}
        if reason is None and any(recipient.outcome in unsettled for recipient in earlier.recipients):
            raise InvalidInput(
                f"Message {earlier.id} may have been delivered and billed.",
                hint="Say why it is sent again; the reason is kept with the new message.",
                field="reason",
            )
        return reason

    async def send(
        self,
        plan: SendPlan,
        sender: SendsText,
        *,
        on_progress: Callable[[SendProgress], None] | None,
        stop: asyncio.Event | None,
        resend_of: str | None,
        reason: str | None,
    ) -> Message:
        """Raises as `Outbox.send` says."""
        from console.store.messages import message as stored
        from console.store.messages import record_sending

        message = self._begun(plan, sender, resend_of, reason)
        with self._underway.hold(message.id):
            try:
                await _to_its_end(self._archive.write(lambda connection: record_sending(connection, message)))
            except asyncio.CancelledError:
                await self._stop_rest(message)
                raise
            await self._send_each(plan, sender, message, on_progress, stop)
            sent = await self._archive.read(lambda connection: stored(connection, message.id))
            await self._note(plan, sent)
        return sent

    async def _send_each(
        self,
        plan: SendPlan,
        sender: SendsText,
        message: Message,
        on_progress: Callable[[SendProgress], None] | None,
        stop: asyncio.Event | None,
    ) -> None:
        from console.services.outbox import SendProgress

        total = len(plan.destinations)
        for position, destination in enumerate(plan.destinations):
            try:
                may_go = await _turn_comes(sender, stop)
            except BaseException:
                await self._stop_rest(message)  # nothing of this one has left either
                raise
            if not may_go:
                await self._stop_rest(message)
                return
            try:
                outcome = await sender.send(plan.draft, destination)
            except BaseException:
                # Cancelled, or broken in a way nobody foresaw: whether it left cannot be known any more.
                await self._stop_rest(message, position, _CUT_OFF)
                raise
            await self._record(message, position, outcome)
            if on_progress is not None:
                on_progress(SendProgress(message.id, position + 1, total, destination, outcome.outcome))

    async def _record(self, message: Message, position: int, outcome: SendOutcome) -> None:
        at = self._clock()
        try:
            await _to_its_end(
                self._archive.write(lambda connection: _keep_answer(connection, message, position, outcome, at))
            )
        except StoreError as error:
            with suppress(StoreError):
                await self._stop_rest(message, position, _UNRECORDED)
            raise _unrecorded(message, position, outcome, error) from error
        except asyncio.CancelledError:
            await self._stop_rest(message)
            raise

    async def _stop_rest(
        self, message: Message, lost: int | None = None, what_is_known: SendOutcome = _CUT_OFF
    ) -> None:
        """Whatever has no answer yet never will be sent to, except the one at `lost`, which may have left."""
        from console.store.messages import record_stopped

        at = self._clock()

        def stop(connection: Any) -> None:
            if lost is not None:
                _keep_answer(connection, message, lost, what_is_known, at)
            record_stopped(connection, message.id)

        await _to_its_end(self._archive.write(stop))

    def _begun(self, plan: SendPlan, sender: SendsText, resend_of: str | None, reason: str | None) -> Message:
        from ulid import ULID

        now = self._clock()
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

    async def _note(self, plan: SendPlan, sent: Message) -> None:
        after = {
            "from": sent.source,
            "to": [{"number": recipient.to, "outcome": str(recipient.outcome)} for recipient in sent.recipients],
            "segments_each": plan.segments_each,
            "charge": plan.charge,
            "resend_of": sent.resend_of,
            "reason": sent.resend_reason,
        }
        try:
            await self._audit.record(
                "message.send",
                sent.id,
                account=sent.account,
                environment=sent.environment,
                after=after,
                outcome=str(sent.outcome),
            )
        except StoreError as error:
            raise type(error)(
                f"Message {sent.id} was sent ({sent.outcome}) and recorded, but the audit could not be written: "
                f"{error.message}",
                hint=f"Do not send it again. {error.hint or ''}".strip(),
            ) from error


def _keep_answer(connection: Any, message: Message, position: int, outcome: SendOutcome, at: Millis) -> None:
    from console.store.messages import record_answer

    record_answer(
        connection,
        message.id,
        position,
        outcome=outcome.outcome,
        state=outcome.state,
        code=outcome.code,
        description=outcome.description,
        provider_ids=outcome.provider_ids,
        answered_at=at,
    )


async def _turn_comes(sender: SendsText, stop: asyncio.Event | None) -> bool:
    """Wait for the account's turn; False where the user stopped the send before it came."""
    if stop is None:
        await sender.wait_for_turn()
        return True
    if stop.is_set():
        return False
    turn, stopped = asyncio.ensure_future(sender.wait_for_turn()), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait((turn, stopped), return_when=asyncio.FIRST_COMPLETED)
        if stop.is_set():
            return False
        await turn
    finally:
        for waiting in (turn, stopped):
            waiting.cancel()
        await asyncio.gather(turn, stopped, return_exceptions=True)
    return True


async def _to_its_end(work: Awaitable[T]) -> T:
    """Await what must not be left half done: a cancellation is held back until it is."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        if not task.cancelled():
            await asyncio.wait([task])
            if (error := task.exception()) is not None:
                raise error from None
        raise


def _unrecorded(message: Message, position: int, outcome: SendOutcome, error: StoreError) -> StoreError:
    """The provider's answer exists nowhere but in this sentence, so it says all of it."""
    to = message.recipients[position].to
    ids = ", ".join(outcome.provider_ids)
    answer = {
        Outcome.ACCEPTED: f"The provider accepted the message to {to}" + (f" (its id: {ids})" if ids else ""),
        Outcome.REFUSED: f"The provider refused the message to {to} ({outcome.description})",
    }.get(outcome.outcome, f"What became of the message to {to} is unknown; it may have been delivered and billed")
    rest = len(message.recipients) - position - 1
    unsent = f" Nothing was sent to the {rest} after it." if rest else ""
    hint = f"Note this down and do not send it again. {error.hint or ''}".strip()
    return type(error)(f"{answer}, but this could not be recorded: {error.message}{unsent}", hint=hint)
