"""Which report belongs to which part: by named rules, from the provider's id as it was given and as it came back.

Networks between us and the handset pass ids on in another case, without leading zeros, or written in another base.
Only an id that came back unchanged proves its message; the other rules need more: destinations that agree where both
sides name one, and no second message that would do as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

EXACT = "exact"
CASE = "case"
LEADING_ZEROS = "leading_zeros"
BASE = "base"
REFERENCE = "reference"

RULES = (EXACT, CASE, LEADING_ZEROS, BASE, REFERENCE)
"""Strictest first."""

# Ids of up to 128 bits may be written in either base; longer ones are no numbers.
_DECIMAL = re.compile(r"[0-9]{1,39}")
_HEXADECIMAL = re.compile(r"[0-9a-f]{1,32}")
_NOT_A_DIGIT = re.compile(r"[^0-9]+")
_SHORTEST_NATIONAL = 7  # digits two spellings of one number must share at their end

R = TypeVar("R")


def id_key(provider_id: str) -> str:
    """The normal form under which ids are looked up: ASCII lower case without leading zeros."""
    return _lower(provider_id).lstrip("0") or "0"


def candidate_keys(provider_id: str) -> tuple[str, ...]:
    """The `id_key` of every id that could be this one: its own first, then those in the other base."""
    key = id_key(provider_id)
    keys = [key]
    if _DECIMAL.fullmatch(key) and int(key) < 1 << 128:
        keys.append(f"{int(key):x}")
    if _HEXADECIMAL.fullmatch(key):
        keys.append(str(int(key, 16)))
    return tuple(dict.fromkeys(keys))


def rule_that_joins(sent: str, reported: str) -> str | None:
    """The strictest rule by which `reported` is the id `sent`, or None. The same in both directions."""
    if sent == reported:
        return EXACT
    if _lower(sent) == _lower(reported):
        return CASE
    key = id_key(sent)
    if key == id_key(reported):
        return LEADING_ZEROS
    return BASE if key in candidate_keys(reported) else None


def same_number(sent: str | None, reported: str | None) -> bool | None:
    """Whether two spellings may be one number; None where one side names none.

    `+46701234567`, `0046701234567`, `46701234567` and the national `0701234567` agree.
    """
    if not sent or not reported:
        return None
    one, other = _NOT_A_DIGIT.sub("", sent).lstrip("0"), _NOT_A_DIGIT.sub("", reported).lstrip("0")
    if not one or not other:
        return _lower(sent.strip()) == _lower(reported.strip())
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _SHORTEST_NATIONAL and longer.endswith(shorter)


@dataclass(frozen=True, slots=True)
class Candidate(Generic[R]):
    """A recipient a report may belong to; `provider_ids` are those of its parts, none while no answer named any.

    `sole`: no other recipient has the reference, and its reports name no number that could agree or not.
    """

    recipient: R
    destination: str
    provider_ids: tuple[str, ...]
    reference: str | None = None
    sent_at: int = 0
    sole: bool = False


@dataclass(frozen=True, slots=True)
class Match(Generic[R]):
    recipient: R
    rule: str


def choose(
    candidates: Iterable[Candidate[R]], provider_id: str | None, destination: str | None, reference: str | None
) -> Match[R] | None:
    """The one recipient the report belongs to, and the rule that says so; None where none or several would do.

    Among several with the very same id (a provider that counts from the start again) the destination decides, then
    the last one sent.
    """
    exact: list[Candidate[R]] = []
    lenient: list[tuple[int, Candidate[R]]] = []
    for candidate in candidates:
        agrees = same_number(candidate.destination, destination)
        rule = _strictest(candidate, provider_id)
        if rule == EXACT:
            exact.append(candidate)
        elif rule is not None and agrees is not False:
            lenient.append((RULES.index(rule), candidate))
        elif (
            # A reference is our own word and often not unique, so it counts only where no id speaks against it.
            (provider_id is None or not candidate.provider_ids)
            and reference
            and candidate.reference == reference
            and (agrees or (agrees is None and candidate.sole))
        ):
            lenient.append((RULES.index(REFERENCE), candidate))
    if exact:
        agreeing = [candidate for candidate in exact if same_number(candidate.destination, destination)] or exact
        return Match(max(agreeing, key=lambda candidate: candidate.sent_at).recipient, EXACT)
    if len({id(candidate) for _, candidate in lenient}) != 1:
        return None
    rank, candidate = lenient[0]
    return Match(candidate.recipient, RULES[rank])


def _strictest(candidate: Candidate[R], provider_id: str | None) -> str | None:
    if provider_id is None:
        return None
    rules = {rule_that_joins(sent, provider_id) for sent in candidate.provider_ids}
    return next((rule for rule in RULES if rule in rules), None)


def _lower(text: str) -> str:
    # str.lower maps some letters to several and a few to ASCII ones (the Kelvin sign to k); an id must not change so.
    return text.lower() if text.isascii() else "".join(c.lower() if c.isascii() else c for c in text)
