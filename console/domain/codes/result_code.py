"""A result code and what it means."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.state import State


@dataclass(frozen=True, slots=True)
class ResultCode:
    """One row of a provider's code table.

    `name` is our short name for lists, `description` the document's words, `state` None where the code is no message
    state. `cause` says what it means, `check` what to look at, `remedy` what to do; `resend` whether sending again is
    safe, in a sentence; `customer` a sentence one can say to the customer. `progress` is the code's place on the way a
    message takes: reports that overtake each other never bring it back to a lower one.
    """

    catalogue: str
    code: int
    name: str
    description: str
    state: State | None
    cause: str
    check: str
    remedy: str
    resend: str
    customer: str
    progress: int = 0
