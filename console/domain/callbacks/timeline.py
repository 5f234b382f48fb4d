"""What happened to a message, in order, with the time between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from console.domain.callbacks.event import StoredEvent
from console.domain.message import Message, Outcome
from console.domain.state import AWAITED, NEVER_SENT, UNKNOWN, State
from console.domain.timestamps import Millis

_ANSWERED = {
    Outcome.ACCEPTED: ("accepted", AWAITED),
    Outcome.REFUSED: ("refused", NEVER_SENT),
    Outcome.UNKNOWN: ("no answer", UNKNOWN),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to one part of one recipient's message.

    `what` is `sent`, `stopped`, `accepted`, `refused`, `no answer` or `report`; `at` is when we saw it and `after`
    the milliseconds since the step before for the same part, None for the first. `recipient` is the recipient's place
    in the message, `part` None for what concerns all parts. A report carries its event; `occurred_at` is when the
    provider says it was true.
    """

    recipient: int
    part: int | None
    what: str
    at: Millis
    after: int | None
    state: State
    code: int | None = None
    description: str | None = None
    occurred_at: Millis | None = None
    event: int | None = None
    repeats: int = 0


def timeline(message: Message, events: Iterable[StoredEvent]) -> tuple[Step, ...]:
    """The steps of every recipient and part: recipient by recipient, what concerns all its parts first.

    Reports stand in the order they came; one that overtook the answer to the send has a negative `after`.
    """
    by_number = {stored.id: stored for stored in events}
    steps: list[Step] = []
    for place, recipient in enumerate(message.recipients):
        # A recipient whose request the user stopped was never sent to.
        first = "stopped" if recipient.outcome is Outcome.STOPPED else "sent"
        steps.append(Step(place, None, first, message.sent_at, None, AWAITED))
        if recipient.answered_at is not None and recipient.outcome in _ANSWERED:
            what, state = _ANSWERED[recipient.outcome]
            after = recipient.answered_at - message.sent_at
            at, code, description = recipient.answered_at, recipient.code, recipient.description
            steps.append(Step(place, None, what, at, after, state, code, description))
        for part in recipient.parts:
            before = recipient.answered_at if recipient.answered_at is not None else message.sent_at
            reports = (by_number[number] for number in part.events if number in by_number)
            for stored in sorted(reports, key=lambda stored: (stored.received_at, stored.id)):
                steps.append(_report(place, part.index, stored, before, part.state))
                before = stored.received_at
    return tuple(steps)


def _report(place: int, part: int, stored: StoredEvent, before: Millis, otherwise: State) -> Step:
    event = stored.event
    return Step(
        recipient=place,
        part=part,
        what="report",
        at=stored.received_at,
        after=stored.received_at - before,
        state=event.state or otherwise,
        code=event.code,
        description=event.status,
        occurred_at=event.occurred_at,
        event=stored.id,
        repeats=stored.repeats,
    )
