"""What an answer of LINK means for the message: accepted, refused, or nobody knows.

The document says nothing about the HTTP status of a failed send, so the result code decides where there is one, and
whatever leaves a doubt is unknown: such a message may have been delivered and billed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from console.domain.codes.result_code import ResultCode
from console.domain.message import Outcome
from console.domain.plain_text import plain
from console.domain.state import NEVER_SENT, UNKNOWN, Delivery, Finality, State
from console.providers.contract import SendOutcome
from console.providers.exchange import Answer
from console.providers.link_smsc.wire import Reply, read_reply, text_of
from console.providers.send_outcomes import DOUBT, LONGEST_WORDS, excerpt, outcome_of_status

CREDENTIAL_STATUSES = (401, 403)
_CREDENTIALS = "LINK refused the credentials (HTTP {}). Check ServiceId, Username and Password."
_REFUSALS = {status: _CREDENTIALS.format(status) for status in CREDENTIAL_STATUSES}


def outcome_of_code(code: ResultCode | None) -> Outcome:
    """ "Result Codes", column "Transaction State": what is still under way or delivered was accepted; what nobody knows
    stays unknown, and so does a code outside the table; the rest was refused (1009 although it was billed)."""
    if code is None or code.state is None or code.state.delivery is Delivery.UNKNOWN:
        return Outcome.UNKNOWN
    if code.state.finality is Finality.TEMPORARY or code.state.delivery is Delivery.DELIVERED:
        return Outcome.ACCEPTED
    return Outcome.REFUSED


def outcome_of_answer(answer: Answer, codes: Mapping[int, ResultCode], scrub: Callable[[str], str]) -> SendOutcome:
    """An answer, of whatever kind. `scrub` masks what must not be kept of the other side's words."""
    text = text_of(answer.body, answer.content_type)
    reply = read_reply(text, scrub) if answer.whole else None
    if reply is None:
        return outcome_of_status(answer.status, excerpt(scrub(text)), _REFUSALS)
    known = codes.get(reply.code)
    said = plain(reply.description, LONGEST_WORDS) or (known.description if known else "no description")
    by_code = outcome_of_code(known)
    if answer.status >= 500:
        said = f"LINK's server failed (HTTP {answer.status}) and said: {said}. {DOUBT}"
        return _made(Outcome.UNKNOWN, UNKNOWN, reply, answer, said)
    if answer.status >= 300:
        if known is not None and by_code is not Outcome.REFUSED:
            said = f"HTTP {answer.status} contradicts code {reply.code} ({said}). {DOUBT}"
            return _made(Outcome.UNKNOWN, UNKNOWN, reply, answer, said)
        state = known.state if known is not None and known.state is not None else NEVER_SENT
        if answer.status in CREDENTIAL_STATUSES:
            said = f"{said}. {_REFUSALS[answer.status]}"
        else:
            said = f"{said}: the request was refused (HTTP {answer.status})"
        return _made(Outcome.REFUSED, state, reply, answer, said)
    if known is None or known.state is None:
        said = f"{said} (code {reply.code} is not in LINK's document). {DOUBT}"
        return _made(by_code, UNKNOWN, reply, answer, said)
    if by_code is Outcome.ACCEPTED and reply.message_id is None:
        said = f"{said} (without a message id: reports cannot be joined to this message)"
    return _made(by_code, known.state, reply, answer, said)


def _made(outcome: Outcome, state: State, reply: Reply, answer: Answer, description: str) -> SendOutcome:
    ids = (reply.message_id,) if reply.message_id is not None else ()
    return SendOutcome(outcome, state, ids, reply.code, description, answer.status)
