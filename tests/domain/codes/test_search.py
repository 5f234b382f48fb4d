from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.codes.families import family
from console.domain.codes.result_code import ResultCode
from console.domain.codes.search import search, terms
from console.domain.state import Billing, Delivery, Finality, State

VOCABULARY = ("barred", "subscriber", "number", "error", "queue", "operator", "unknown", "1010", "été")

states = st.builds(State, st.sampled_from(Finality), st.sampled_from(Delivery), st.sampled_from(Billing))
sentences = st.lists(st.sampled_from(VOCABULARY), max_size=3).map(" ".join)


@st.composite
def tables(draw: st.DrawFn) -> list[ResultCode]:
    numbers = draw(st.lists(st.one_of(st.integers(0, 30), st.integers(1000, 1030)), unique=True, max_size=12))
    return [
        ResultCode(
            "any", number, draw(sentences), draw(sentences), draw(st.none() | states),
            draw(sentences), draw(sentences), draw(sentences), "resend", "customer",
        )
        for number in numbers
    ]  # fmt: skip


words = st.one_of(
    st.integers(0, 30).map(str),
    st.integers(1000, 1030).map(str),
    st.sampled_from([*VOCABULARY, "final", "temporary", "temp", "delivered", "not delivered", "billed", "not billed"]),
    st.sampled_from(["unknown billing", "UNKNOWN Delivery", "Barr", "oper", "nowhere"]),
)
queries = st.lists(words, max_size=3).map(" ".join)


def satisfies(code: ResultCode, term: str) -> bool:
    """The rule, told a second time and slowly."""
    state = code.state
    texts = f"{code.name} {code.description} {code.cause} {code.check} {code.remedy}".split()
    if term.isdecimal():
        return str(code.code).startswith(term) or (len(term) >= 3 and term in texts)
    if term in ("final", "temporary", "temp"):
        return state is not None and state.finality.startswith(term)
    if term in ("delivered", "not delivered"):
        return state is not None and state.delivery == term.replace(" ", "_")
    if term in ("billed", "not billed"):
        return state is not None and state.billing == term.replace(" ", "_")
    if term.startswith("unknown "):
        return state is not None and getattr(state, term.split()[1]) == "unknown"
    if term == "unknown" and state is not None and "unknown" in (state.finality, state.delivery, state.billing):
        return True
    return any(word.startswith(term) for word in texts)


@settings(deadline=None)
@given(tables(), queries)
def test_all_that_satisfy_every_word_are_found_and_nothing_else(table: list[ResultCode], query: str) -> None:
    found = search(table, query)
    assert {code.code for code in found} == {
        code.code for code in table if all(satisfies(code, term) for term in terms(query))
    }
    assert len(found) == len({code.code for code in found})


@settings(deadline=None)
@given(tables(), queries)
def test_exact_codes_come_before_beginnings_before_words_and_the_table_order_stays(
    table: list[ResultCode], query: str
) -> None:
    numbers = [term for term in terms(query) if term.isdecimal()]

    def place(code: ResultCode) -> int:
        if str(code.code) in numbers:
            return 0
        return 1 if any(str(code.code).startswith(number) for number in numbers) else 2

    found = search(table, query)
    assert found == sorted(found, key=lambda code: (place(code), table.index(code)))


@settings(deadline=None)
@given(tables())
def test_an_empty_query_finds_all_in_order(table: list[ResultCode]) -> None:
    assert search(table, "  ") == table


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("Not  Delivered barred", ["not delivered", "barred"]),
        ("not_delivered", ["not delivered"]),
        ("not barred", ["not", "barred"]),
        ("unknown", ["unknown"]),
        ("unknown billing 21", ["unknown billing", "21"]),
        ("*;[", []),
    ],
)
def test_words_that_name_a_state_together_are_one_term(query: str, read: list[str]) -> None:
    assert terms(query) == read


def test_families_name_the_service_of_six_digit_codes() -> None:
    assert family(103304) == "LINK Gate"
    assert family(104402) == "LINK Keyword"
    assert family(106202) == "LINK SMS REST"
    assert family(112003) == "LINK WhatsApp"
    assert [family(code) for code in (104, 1034, 105000, 1030000)] == [None] * 4
