"""What an answer of the Gate API means, as an error with a sentence and what to do (Gate API 2.3, "HTTP Methods,
statuses and actions" and "Error Codes").

The code decides where there is one, else the status. A write that may have been carried out is an unknown outcome,
whatever the reason: reading the gate back tells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from console.domain.codes.families import family
from console.domain.codes.result_code import ResultCode
from console.domain.plain_text import plain
from console.errors import (
    GateMissing,
    GateTaken,
    OutcomeUnknown,
    ProviderRefused,
    ProviderUnreachable,
    SwitchroomError,
)
from console.providers.exchange import Answer
from console.providers.failures import Failure
from console.providers.link_answers import ErrorResponse, is_json, read_error

NO_GATES = 103303
_DOUBTFUL = frozenset({103000, 103050})
"""Unknown and storage error: LINK does not say that nothing was changed."""

_NOT_FOUND, _DUPLICATE = 103304, 103212
_NOT_FOUND_WITH_404 = frozenset({103301, NO_GATES})
"""Invalid id and no gates found: with the status of a missing resource they say that it is missing."""

_GONE = (404, 405)
"""The document answers a missing gate with 404 to GET and 405 to PUT and DELETE; LINK's Keyword API with 404 to all."""

READ_BACK = "Read the gate back to find out before saving it again."
_LONGEST = 300


def error_of_failure(failure: Failure, *, writes: bool) -> SwitchroomError:
    """An exchange that brought no answer."""
    if not failure.left:
        return ProviderUnreachable(f"{failure.cause} Nothing was sent.", hint=failure.hint)
    if writes:
        return OutcomeUnknown(f"{failure.cause} The change may have been made.", hint=READ_BACK)
    return ProviderUnreachable(f"{failure.cause} Nothing could be read.", hint="Try again; reading changes nothing.")


def error_of_answer(
    answer: Answer, codes: Mapping[int, ResultCode], scrub: Callable[[str], str], *, writes: bool
) -> SwitchroomError | None:
    """None where LINK did what was asked. `scrub` masks what must not be kept of the other side's words."""
    told = read_error(answer.body) if answer.whole else None
    if told is not None:
        return _by_code(told, answer.status, codes, scrub, writes=writes)
    if 200 <= answer.status < 300:
        return _unlike_the_documents(answer) if writes else None
    return _by_status(answer, writes=writes)


def _unlike_the_documents(answer: Answer) -> OutcomeUnknown | None:
    """A success of a write has no body; whatever JSON it has is borne with. Anything else comes from somebody between,
    such as the page of a proxy that wants a login."""
    if not answer.body.strip() or (answer.whole and is_json(answer.body)):
        return None
    return OutcomeUnknown(
        f"The answer is none that LINK's document has for a change (HTTP {answer.status}). The change may have been "
        "made.",
        hint=READ_BACK,
        http_status=answer.status,
    )


def not_the_documents(answer: Answer, expected: str) -> ProviderRefused:
    """A success whose body cannot be read as what was asked for."""
    too_long = "" if answer.whole else ", or it is too long"
    return ProviderRefused(
        f"The answer is not {expected} as LINK's document has it{too_long}.",
        hint="Check that the base URL is the one of the Gate API.",
        http_status=answer.status,
    )


def _by_code(
    told: ErrorResponse, status: int, codes: Mapping[int, ResultCode], scrub: Callable[[str], str], *, writes: bool
) -> SwitchroomError:
    known = codes.get(told.code)
    said = _said(told, known, scrub)
    if known is None:
        service = family(told.code)
        whose = f" ({service})" if service else ""
        message = f"LINK answered with code {told.code}{whose}, which its Gate document does not list{said}."
        hint = "Give LINK Support the code and the time."
        if writes and status >= 500:
            message = f"{message} The change may have been made."
            return OutcomeUnknown(message, hint=READ_BACK, http_status=status, code=told.code)
        return _kind(told.code, status)(message, hint=hint, http_status=status, code=told.code)
    message = f"{known.cause} (LINK: {known.code} {known.description}{said})"
    if writes and (told.code in _DOUBTFUL or status >= 500):
        return OutcomeUnknown(message, hint=READ_BACK, http_status=status, code=told.code)
    return _kind(told.code, status)(message, hint=known.remedy, http_status=status, code=told.code)


def _kind(code: int, status: int) -> type[ProviderRefused]:
    if code == _NOT_FOUND or (status in _GONE and code in _NOT_FOUND_WITH_404):
        return GateMissing
    return GateTaken if code == _DUPLICATE or status == 409 else ProviderRefused


def _said(told: ErrorResponse, known: ResultCode | None, scrub: Callable[[str], str]) -> str:
    """LINK's own words, where they say more than the document does."""
    words = told.translated or told.description or ""
    if known is not None and words.strip().upper().replace(" ", "_") == known.description:
        words = ""
    line = plain(" ".join(scrub(words).split()), _LONGEST)
    return f": “{line}”" if line else ""


def _by_status(answer: Answer, *, writes: bool) -> SwitchroomError:
    status = answer.status
    unchanged = " Nothing was changed." if writes else ""
    if status >= 500:
        if writes:
            return OutcomeUnknown(
                f"LINK's server failed (HTTP {status}). The change may have been made.",
                hint=READ_BACK,
                http_status=status,
            )
        return ProviderRefused(
            f"LINK's server failed (HTTP {status}).", hint="Try again in some minutes.", http_status=status
        )
    if status < 200:
        return ProviderRefused(f"The answer is not one LINK documents (HTTP {status}).", http_status=status)
    if status < 400:
        return ProviderRefused(
            f"The address answered with a redirect (HTTP {status}), which is not followed with credentials in hand."
            f"{unchanged}",
            hint="Check the account's base URL.",
            http_status=status,
        )
    if status == 401:
        message, hint = (
            "LINK refused the credentials (HTTP 401).",
            "Compare user name and password with what LINK Support sent, and the option auth with what it allows.",
        )
    elif status == 403:
        message, hint = (
            "LINK refuses access to these gates (HTTP 403).",
            "Compare platform_id and partner_id with what LINK Support sent, or ask Support to give the login access.",
        )
    elif status == 409:
        return GateTaken(
            f"Another gate has this refId (HTTP 409).{unchanged}",
            hint="Change that gate instead, or choose a refId that is free.",
            http_status=status,
        )
    elif status in _GONE and not answer.body.strip():
        return GateMissing(
            f"There is no such gate (HTTP {status}).{unchanged}",
            hint="Read the list of gates again; if it should be there, create it anew from its history.",
            http_status=status,
        )
    elif status in _GONE:
        message, hint = (
            f"Nothing that speaks as the Gate API does answers at this address (HTTP {status}).",
            "Check the account's base URL: it should end in /gate.",
        )
    elif status == 400:
        message, hint = (
            "LINK could not use the request (HTTP 400).",
            "Look at the gate's findings, and at platform_id and partner_id of the account.",
        )
    else:
        message, hint = f"LINK refused the request (HTTP {status}).", "Check the account's base URL, and try again."
    return ProviderRefused(f"{message}{unchanged}", hint=hint, http_status=status)
