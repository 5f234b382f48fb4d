"""What an answer of LINK means for each destination of a request: accepted, refused, or nobody knows.

The document gives every refusal an HTTP status and a code (WhatsApp Message API 1.4.1, "HTTP methods statuses and
actions"). Whatever leaves a doubt is unknown: such a message may have been delivered and billed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from console.domain.codes.families import family
from console.domain.codes.result_code import ResultCode
from console.domain.message import Outcome
from console.domain.plain_text import plain
from console.domain.state import NEVER_SENT, UNKNOWN, Billing, Delivery, Finality, State
from console.providers.contract import SendOutcome
from console.providers.exchange import Answer
from console.providers.link_whatsapp.meaning import outcome_of_code
from console.providers.link_whatsapp.wire import Reply, read_reply
from console.providers.send_outcomes import DOUBT, LONGEST_WORDS, excerpt, outcome_of_status

QUEUED = State(Finality.TEMPORARY, Delivery.NOT_DELIVERED, Billing.UNKNOWN)
"""Accepted, and no code says more. The document never speaks of billing."""

_CREDENTIALS = "LINK refused the credentials (HTTP 401). Check user name and password."
_ACCESS = "LINK refuses access (HTTP 403). Check platformId, platformPartnerId and source."
_REFUSALS = {401: _CREDENTIALS, 403: _ACCESS}
_IDS_SHOWN = 5


def outcomes_of_answer(
    answer: Answer, destinations: int, codes: Mapping[int, ResultCode], scrub: Callable[[str], str]
) -> tuple[SendOutcome, ...]:
    """An answer, of whatever kind, for each destination in its order. `scrub` masks what must not be kept of the other
    side's words."""
    reply = read_reply(answer.body) if answer.whole else None
    if reply is None:
        return (outcome_of_status(answer.status, _excerpt(answer, scrub), _REFUSALS),) * destinations
    one = _of_code(reply, answer.status, codes, scrub)
    if one.outcome is Outcome.REFUSED:
        return (one,) * destinations
    return _with_ids(one, reply.message_ids, destinations, scrub)


def _of_code(reply: Reply, status: int, codes: Mapping[int, ResultCode], scrub: Callable[[str], str]) -> SendOutcome:
    code = reply.said.code
    known = codes.get(code)
    words = plain(" ".join(scrub(reply.said.translated or reply.said.description or "").split()), LONGEST_WORDS)
    said = words.rstrip(".") or (known.description if known else "no description")
    outcome = outcome_of_code(known)
    if status >= 500:
        said = f"LINK's server failed (HTTP {status}) and said: {said}. {DOUBT}"
        return SendOutcome(Outcome.UNKNOWN, UNKNOWN, (), code, said, status)
    if status >= 300:
        if known is not None and outcome is not Outcome.REFUSED and known.state != UNKNOWN:
            said = f"HTTP {status} contradicts code {code} ({said}). {DOUBT}"
            return SendOutcome(Outcome.UNKNOWN, UNKNOWN, (), code, said, status)
        state = known.state if known is not None and outcome is Outcome.REFUSED and known.state else NEVER_SENT
        return SendOutcome(Outcome.REFUSED, state, (), code, f"{said}. {_refused(status)}", status)
    if known is None:
        service = family(code)
        whose = f" of {service}" if service else ""
        said = f"{said} (code {code}{whose} is not in LINK's WhatsApp document). {DOUBT}"
    elif outcome is Outcome.UNKNOWN:
        said = f"{said}. {DOUBT}"
    state = UNKNOWN if outcome is Outcome.UNKNOWN else (known.state if known else None) or QUEUED
    return SendOutcome(outcome, state, (), code, said, status)


def _with_ids(
    one: SendOutcome, ids: tuple[str | None, ...], destinations: int, scrub: Callable[[str], str]
) -> tuple[SendOutcome, ...]:
    """ "MessageResponse": the ids that were queued, in the order of the destinations. Where their number is another,
    nobody can say which is whose; fewer leave it open, too, who was left out."""
    if len(ids) == destinations:
        given = Counter(ids)
        return tuple(_with_id(one, message_id, shared=given[message_id] > 1) for message_id in ids)
    if one.outcome is not Outcome.ACCEPTED and not ids:
        return (one,) * destinations
    named = ", ".join(plain(scrub(message_id or "none"), 64) for message_id in ids[:_IDS_SHOWN])
    told = f" ({named}{', …' if len(ids) > _IDS_SHOWN else ''})" if ids else ""
    count = f"{_count(len(ids), 'message id')} for {_count(destinations, 'destination')}{told}"
    if len(ids) > destinations:
        said = f"{one.description}, with {count}: reports cannot be joined to these messages"
        return (_told(one, one.outcome, one.state, said),) * destinations
    said = f"{one.description}, with {count}: who was left out is not said. {DOUBT}"
    return (_told(one, Outcome.UNKNOWN, UNKNOWN, said),) * destinations


def _with_id(one: SendOutcome, message_id: str | None, *, shared: bool) -> SendOutcome:
    if message_id is not None and shared:
        said = f"{one.description}, with message id {plain(message_id, 64)} for several destinations: reports cannot be"
        return _told(one, one.outcome, one.state, f"{said} joined to this message")
    if message_id is not None:
        return SendOutcome(one.outcome, one.state, (message_id,), one.code, one.description, one.http_status)
    said = f"{one.description}, but without a message id for this destination. {DOUBT}"
    return _told(one, Outcome.UNKNOWN, UNKNOWN, said)


def _told(one: SendOutcome, outcome: Outcome, state: State, said: str) -> SendOutcome:
    return SendOutcome(outcome, state, (), one.code, said, one.http_status)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _refused(status: int) -> str:
    return _REFUSALS.get(status, f"The request was refused (HTTP {status}).")


def _excerpt(answer: Answer, scrub: Callable[[str], str]) -> str:
    if not answer.whole:
        return ": it is longer than any answer of the document"
    return excerpt(scrub(answer.body.decode("utf-8", "replace")))
