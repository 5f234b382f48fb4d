"""Finding a result code by its number, by its beginning, by words and by what became of the message."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from console.domain.codes.result_code import ResultCode
from console.domain.state import Billing, Delivery, Finality, State

_EXACT, _PREFIX, _WORDS = range(3)
_Holds = Callable[[State], bool]

_STATE_WORDS: dict[str, _Holds] = {
    "final": lambda state: state.finality is Finality.FINAL,
    "temporary": lambda state: state.finality is Finality.TEMPORARY,
    "temp": lambda state: state.finality is Finality.TEMPORARY,
    "delivered": lambda state: state.delivery is Delivery.DELIVERED,
    "not delivered": lambda state: state.delivery is Delivery.NOT_DELIVERED,
    "billed": lambda state: state.billing is Billing.BILLED,
    "not billed": lambda state: state.billing is Billing.NOT_BILLED,
    "unknown finality": lambda state: state.finality is Finality.UNKNOWN,
    "unknown delivery": lambda state: state.delivery is Delivery.UNKNOWN,
    "unknown billing": lambda state: state.billing is Billing.UNKNOWN,
}
_UNKNOWN = "unknown"


def terms(query: str) -> list[str]:
    """The words of a query, lower case; those that name one state together ("not delivered") are one term."""
    words = _plain(query).split()
    found = []
    while words:
        pair = " ".join(words[:2])
        found.append(pair if pair in _STATE_WORDS else words[0])
        del words[: 2 if pair in _STATE_WORDS else 1]
    return found


def search(codes: Iterable[ResultCode], query: str) -> list[ResultCode]:
    """The codes for which every term of the query holds: exact codes first, then codes that begin so, then the rest,
    each in the order given. An empty query finds all.

    A number is a code or its beginning, or is named in the texts; "final", "not billed" and the like speak of the
    state alone; "unknown" of the state or the texts; any other word begins a word of the texts.
    """
    wanted = terms(query)
    ranked = [(rank, code) for code in codes if (rank := _rank(code, wanted)) is not None]
    return [code for _, code in sorted(ranked, key=lambda found: found[0])]


def _rank(code: ResultCode, wanted: list[str]) -> int | None:
    best = _WORDS
    for term in wanted:
        rank = _holds(code, term)
        if rank is None:
            return None
        best = min(best, rank)
    return best


def _holds(code: ResultCode, term: str) -> int | None:
    """How well one term holds for a code, None where it does not."""
    if term.isdecimal():
        digits = str(code.code)
        if digits == term:
            return _EXACT
        if digits.startswith(term):
            return _PREFIX
        # "1010" in the texts of another code is a cross-reference; "9" would be any number.
        return _WORDS if len(term) >= 3 and f" {term} " in f"{_texts(code)} " else None
    state_holds = _STATE_WORDS.get(term)
    if state_holds is not None:
        return _WORDS if code.state is not None and state_holds(code.state) else None
    if term == _UNKNOWN and code.state is not None and _has_unknown(code.state):
        return _WORDS
    return _WORDS if f" {term}" in _texts(code) else None


def _has_unknown(state: State) -> bool:
    return _UNKNOWN in (state.finality, state.delivery, state.billing)


@lru_cache(maxsize=4096)
def _texts(code: ResultCode) -> str:
    """The texts as words between single blanks, each with a blank in front."""
    return " " + _plain(f"{code.name} {code.description} {code.cause} {code.check} {code.remedy}")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
