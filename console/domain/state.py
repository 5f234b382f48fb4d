"""The state of a message: a triple, as LINK's code table prints it (SMSC Simple HTTP 5.2, "Result Codes").

Whether more news may come, whether the handset got it and whether somebody pays for it are three different
questions. "Unknown" is an answer of its own: such a message may have been delivered and billed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Finality(StrEnum):
    TEMPORARY = "temporary"
    FINAL = "final"
    UNKNOWN = "unknown"


class Delivery(StrEnum):
    DELIVERED = "delivered"
    NOT_DELIVERED = "not_delivered"
    UNKNOWN = "unknown"


class Billing(StrEnum):
    BILLED = "billed"
    NOT_BILLED = "not_billed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class State:
    finality: Finality
    delivery: Delivery
    billing: Billing


UNKNOWN = State(Finality.UNKNOWN, Delivery.UNKNOWN, Billing.UNKNOWN)
"""Nothing is known: the message may have been delivered and billed."""

AWAITED = State(Finality.TEMPORARY, Delivery.NOT_DELIVERED, Billing.NOT_BILLED)
"""Handed over or about to be; no report yet."""

NEVER_SENT = State(Finality.FINAL, Delivery.NOT_DELIVERED, Billing.NOT_BILLED)
"""The request never left, or was refused."""

_FINALITY_RANK = {Finality.TEMPORARY: 0, Finality.UNKNOWN: 1, Finality.FINAL: 2}


@dataclass(frozen=True, slots=True)
class Observation:
    """What one report said about one part: the state, when it was true, and the number of the event.

    `progress` is the place of its code on the way a message takes, where the provider's codes name such places; a
    message never goes back to a lower one. 0 everywhere where they do not.
    """

    state: State
    occurred_at: int
    sequence: int
    code: int | None = None
    progress: int = 0


def latest(observations: Iterable[Observation]) -> Observation | None:
    """The observation that counts, whatever the order of arrival.

    A final state is never replaced by a temporary one that came late; among those of one finality a known delivery
    beats an unknown, then whatever is further on its way wins, then the later instant, then the later arrival.
    """

    def weight(seen: Observation) -> tuple[int, bool, int, int, int]:
        return (
            _FINALITY_RANK[seen.state.finality],
            seen.state.delivery is not Delivery.UNKNOWN,
            seen.progress,
            seen.occurred_at,
            seen.sequence,
        )

    return max(observations, key=weight, default=None)


def combine(states: Iterable[State]) -> State:
    """The state of a whole (recipient, message) from the states of its parts.

    Final only when every part is; delivered only when every part is, not delivered as soon as one part
    is not; billed as soon as one part is, and unknown when nobody can rule it out.
    """
    parts = list(states)
    if not parts:
        return UNKNOWN
    finalities = {part.finality for part in parts}
    if finalities == {Finality.FINAL}:
        finality = Finality.FINAL
    elif Finality.TEMPORARY in finalities:
        finality = Finality.TEMPORARY
    else:
        finality = Finality.UNKNOWN

    if all(part.delivery is Delivery.DELIVERED for part in parts):
        delivery = Delivery.DELIVERED
    elif any(part.delivery is Delivery.NOT_DELIVERED for part in parts):
        delivery = Delivery.NOT_DELIVERED
    else:
        delivery = Delivery.UNKNOWN

    billings = {part.billing for part in parts}
    if Billing.BILLED in billings:
        billing = Billing.BILLED
    elif Billing.UNKNOWN in billings:
        billing = Billing.UNKNOWN
    else:
        billing = Billing.NOT_BILLED
    return State(finality, delivery, billing)
