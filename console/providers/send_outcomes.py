"""What became of a send that brought no result code: refused where nothing can have left or LINK said no, else unknown.

The same for each service that sends: whatever leaves a doubt is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping

from console.domain.message import Outcome
from console.domain.plain_text import plain
from console.domain.state import NEVER_SENT, UNKNOWN
from console.errors import SwitchroomError
from console.providers.contract import SendOutcome
from console.providers.failures import Failure

DOUBT = "The message may have been delivered and billed."
LONGEST_WORDS = 500
"""Characters that are kept of the other side's words."""

_EXCERPT = 120


def outcome_of_error(error: SwitchroomError) -> SendOutcome:
    """A request that could not even be written."""
    said = " ".join(sentence for sentence in (error.message, error.hint, "Nothing was sent.") if sentence)
    return SendOutcome(Outcome.REFUSED, NEVER_SENT, description=said)


def outcome_of_failure(failure: Failure) -> SendOutcome:
    """An exchange that brought no answer."""
    if failure.left:
        return SendOutcome(Outcome.UNKNOWN, UNKNOWN, description=f"{failure.sentence} {DOUBT}")
    return SendOutcome(Outcome.REFUSED, NEVER_SENT, description=f"{failure.sentence} {failure.hint}")


def outcome_of_status(status: int, told: str, refusals: Mapping[int, str]) -> SendOutcome:
    """An answer without a result code. `told` is what `excerpt` made of it, `refusals` what certain statuses mean."""
    if status in refusals:
        refused = refusals[status]
    elif 300 <= status < 400:
        refused = (
            f"The address answered with a redirect (HTTP {status}), which is not followed with a password in hand. "
            "Check the account's base URL."
        )
    elif 400 <= status < 500:
        refused = f"The request was refused with HTTP {status} and no result code{told}. Check the account's base URL."
    else:
        what = f"LINK's server failed (HTTP {status})" if status >= 500 else "The answer is not one LINK documents"
        return SendOutcome(Outcome.UNKNOWN, UNKNOWN, description=f"{what}{told}. {DOUBT}", http_status=status)
    return SendOutcome(Outcome.REFUSED, NEVER_SENT, description=refused, http_status=status)


def excerpt(text: str) -> str:
    """The beginning of an answer nobody can read, its secrets masked before, on one line, as the end of a clause."""
    line = plain(" ".join(text[: 8 * _EXCERPT].split()), _EXCERPT)
    return f": “{line}”" if line else ": it is empty"
