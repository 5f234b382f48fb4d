"""One send, from the row that says it is about to happen to the row that says what became of each request."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from console.domain.message import Message, Outcome
from console.domain.state import UNKNOWN
from console.domain.timestamps import Clock, Millis
from console.errors import InvalidInput, StoreError
from console.providers.contract import SendOutcome
from console.services.archive import Archive
from console.services.audit import Audit
from console.services.underway import Underway

T = TypeVar("T")

_CUT_OFF = SendOutcome(
    Outcome.UNKNOWN, UNKNOWN, description="Sending was cut off while this request was on its way; it may have left."
)
_UNRECORDED = SendOutcome(Outcome.UNKNOWN, UNKNOWN, description="The answer could not be recorded.")
_ANSWERS_TOLD = 20
"""Recipients whose answers are told one by one where they could not be recorded."""


class TakesTurns(Protocol):
    """What keeps an account's rate."""

    async def wait_for_turn(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Call:
    """One request: `send` gives an outcome for each of the `recipients` whose turn it is, in the message's order."""

    recipients: int
    send: Callable[[], Awaitable[Sequence[SendOutcome]]]


@dataclass(frozen=True, slots=True)
class Sending:
    """A message about to be sent, the calls that do it, and what the audit says of it besides who it went to."""

    message: Message
    calls: Sequence[Call]
    audited: Mapping[str, Any] = field(default_factory=dict)


class Dispatch:
    """Sends one request after the other: the order is the user's, a stop is exact, and a provider that answers "too
    fast" is not asked many times at once. The account's rate is kept by its sender; a stop ends the waiting for it."""

    def __init__(self, archive: Archive, audit: Audit, clock: Clock, underway: Underway) -> None:
        self._archive = archive
        self._audit = audit
        self.clock = clock
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
        sending: Sending,
        turns: TakesTurns,
        *,
        on_answer: Callable[[int, SendOutcome], None] | None = None,
        stop: asyncio.Event | None = None,
    ) -> Message:
        """`on_answer` is told the recipient's place and its outcome. Raises as `Outbox.send` says."""
        from console.store.messages import message as stored
        from console.store.messages import record_sending

        message = sending.message
        with self._underway.hold(message.id):
            try:
                await _to_its_end(self._archive.write(lambda connection: record_sending(connection, message)))
            except asyncio.CancelledError:
                await self._stop_rest(message)
                raise
            await self._send_each(sending, turns, on_answer, stop)
            sent = await self._archive.read(lambda connection: stored(connection, message.id))
            await self._note(sent, sending.audited)
        return sent

    async def _send_each(
        self,
        sending: Sending,
        turns: TakesTurns,
        on_answer: Callable[[int, SendOutcome], None] | None,
        stop: asyncio.Event | None,
    ) -> None:
        message, first = sending.message, 0
        for call in sending.calls:
            places = range(first, first + call.recipients)
            first = places.stop
            try:
                may_go = await _turn_comes(turns, stop)
            except BaseException:
                await self._stop_rest(message)  # nothing of this one has left either
                raise
            if not may_go:
                await self._stop_rest(message)
                return
            try:
                outcomes = await call.send()
            except BaseException:
                # Cancelled, or broken in a way nobody foresaw: whether it left cannot be known any more.
                await self._stop_rest(message, places, _CUT_OFF)
                raise
            await self._record(message, places, outcomes)
            if on_answer is not None:
                for place, outcome in zip(places, outcomes, strict=True):
                    on_answer(place, outcome)

    async def _record(self, message: Message, places: range, outcomes: Sequence[SendOutcome]) -> None:
        at = self.clock()

        def keep(connection: Any) -> None:
            for place, outcome in zip(places, outcomes, strict=True):
                _keep_answer(connection, message, place, outcome, at)

        try:
            await _to_its_end(self._archive.write(keep))
        except StoreError as error:
            with suppress(StoreError):
                await self._stop_rest(message, places, _UNRECORDED)
            raise _unrecorded(message, places, outcomes, error) from error
        except asyncio.CancelledError:
            await self._stop_rest(message)
            raise

    async def _stop_rest(self, message: Message, lost: range = range(0), what_is_known: SendOutcome = _CUT_OFF) -> None:
        """Whatever has no answer yet never will be sent to, except those at `lost`, to whom it may have left."""
        from console.store.messages import record_stopped

        at = self.clock()

        def stop(connection: Any) -> None:
            for place in lost:
                _keep_answer(connection, message, place, what_is_known, at)
            record_stopped(connection, message.id)

        await _to_its_end(self._archive.write(stop))

    async def _note(self, sent: Message, audited: Mapping[str, Any]) -> None:
        after = {
            "from": sent.source,
            "to": [{"number": recipient.to, "outcome": str(recipient.outcome)} for recipient in sent.recipients],
            **audited,
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


async def _turn_comes(turns: TakesTurns, stop: asyncio.Event | None) -> bool:
    """Wait for the account's turn; False where the user stopped the send before it came."""
    if stop is None:
        await turns.wait_for_turn()
        return True
    if stop.is_set():
        return False
    turn, stopped = asyncio.ensure_future(turns.wait_for_turn()), asyncio.ensure_future(stop.wait())
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


def _unrecorded(message: Message, places: range, outcomes: Sequence[SendOutcome], error: StoreError) -> StoreError:
    """The provider's answer exists nowhere but in this sentence, so it says all of it."""
    told = [_answer(message.recipients[place].to, outcome) for place, outcome in zip(places, outcomes, strict=True)]
    more = f"; and {len(told) - _ANSWERS_TOLD} more" if len(told) > _ANSWERS_TOLD else ""
    answers = "; ".join(told[:_ANSWERS_TOLD]) + more
    rest = len(message.recipients) - places.stop
    unsent = f" Nothing was sent to the {rest} after it." if rest else ""
    hint = f"Note this down and do not send it again. {error.hint or ''}".strip()
    return type(error)(f"{answers}, but this could not be recorded: {error.message}{unsent}", hint=hint)


def _answer(to: str, outcome: SendOutcome) -> str:
    ids = ", ".join(outcome.provider_ids)
    return {
        Outcome.ACCEPTED: f"The provider accepted the message to {to}" + (f" (its id: {ids})" if ids else ""),
        Outcome.REFUSED: f"The provider refused the message to {to} ({outcome.description})",
    }.get(outcome.outcome, f"What became of the message to {to} is unknown; it may have been delivered and billed")
