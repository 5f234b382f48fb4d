"""What a code says about a request or a message: it was taken, it was refused, or nobody knows."""

from __future__ import annotations

from console.domain.codes.result_code import ResultCode
from console.domain.message import Outcome
from console.domain.state import Delivery, Finality


def outcome_of_code(code: ResultCode | None) -> Outcome:
    """Codes that are no state of a message (112004 Ok, 112005 Received) say that all is well; one outside the table
    says nothing."""
    if code is None:
        return Outcome.UNKNOWN
    if code.state is None:
        return Outcome.ACCEPTED
    if code.state.delivery is Delivery.UNKNOWN:
        return Outcome.UNKNOWN
    if code.state.finality is Finality.TEMPORARY or code.state.delivery is Delivery.DELIVERED:
        return Outcome.ACCEPTED
    return Outcome.REFUSED
