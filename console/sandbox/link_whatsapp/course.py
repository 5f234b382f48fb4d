"""What becomes of each message of a request, and when the receiver is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from console.sandbox.link_whatsapp import codes
from console.sandbox.link_whatsapp.behaviours import Behaviour, Outcome

# Share of the delay after which each code comes; the code of failure comes after all of it.
_SENT_AFTER = 0.4
_READ_AFTER = 1.5
_NEXT_MESSAGE = 0.02

MOST_STEPS = 9
"""For one message at most: three reports, each three times."""

_BEFORE: dict[int, tuple[int, ...]] = {
    codes.QUEUED: (),
    codes.SENT: (),
    codes.READ: (codes.SENT, codes.DELIVERED),
    codes.DELETED: (codes.SENT, codes.DELIVERED),
    codes.INVALID_CONTACT: (),
    codes.UNKNOWN_ERROR: (),
}
_BEFORE_THE_WINDOW = frozenset({codes.QUEUED, codes.INVALID_CONTACT, codes.UNKNOWN_ERROR})
"""What is known, or goes wrong, before anybody looks at the care window."""

_AFTER = {codes.SENT: _SENT_AFTER, codes.READ: _READ_AFTER, codes.DELETED: _READ_AFTER}


@dataclass(frozen=True, slots=True)
class Step:
    """One event report: told `told` and true `occurred` seconds after the answer. `index` None: it is about the whole
    request."""

    told: float
    occurred: float
    index: int | None
    code: int


def course(may_go: Sequence[bool], outcome: Outcome, delay: float) -> list[Step]:
    """In the order they are told. `may_go` says of each message whether the care window lets it through."""
    if outcome.code == codes.FAILED_REQUEST:
        steps = [Step(delay, delay, None, outcome.code)]
    else:
        steps = [
            step for index, goes in enumerate(may_go) for step in _of_one(index, len(may_go), goes, outcome, delay)
        ]
    steps.sort(key=lambda step: step.told)
    if Behaviour.REVERSED in outcome.behaviours and steps:
        last = steps[-1].told
        steps = [replace(step, told=2 * last - step.told) for step in reversed(steps)]
    if Behaviour.REPEATED in outcome.behaviours:
        steps = [step for step in steps for _ in range(3)]
    return steps


def reached(steps: Sequence[Step]) -> list[int]:
    """The indexes of the messages that the contact has had."""
    return sorted({step.index for step in steps if step.index is not None and step.code in codes.REACHED})


def _of_one(index: int, messages: int, goes: bool, outcome: Outcome, delay: float) -> list[Step]:
    code = outcome.code
    if Behaviour.LAST_FAILS in outcome.behaviours and index == messages - 1:
        code = codes.NOT_DELIVERED
    if not goes and code not in _BEFORE_THE_WINDOW:
        return [_step(index, codes.NOT_DELIVERED, _SENT_AFTER, delay)]
    each = (*_BEFORE.get(code, (codes.SENT,)), *((code,) if code != codes.QUEUED else ()))
    return [_step(index, one, _AFTER.get(one, 1.0), delay) for one in each]


def _step(index: int, code: int, after: float, delay: float) -> Step:
    at = delay * (after + _NEXT_MESSAGE * index)
    return Step(at, at, index, code)
