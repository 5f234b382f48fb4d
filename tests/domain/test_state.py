from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from console.domain.state import (
    UNKNOWN,
    Billing,
    Delivery,
    Finality,
    Observation,
    State,
    combine,
    latest,
)

STATES = st.builds(State, st.sampled_from(Finality), st.sampled_from(Delivery), st.sampled_from(Billing))
OBSERVATIONS = st.lists(
    st.builds(Observation, STATES, st.integers(0, 5), st.integers(1, 1000), st.none(), st.integers(0, 2)),
    max_size=6,
    unique_by=lambda o: o.sequence,
)
DELIVERED = State(Finality.FINAL, Delivery.DELIVERED, Billing.BILLED)
FAILED = State(Finality.FINAL, Delivery.NOT_DELIVERED, Billing.NOT_BILLED)
LOST = State(Finality.FINAL, Delivery.UNKNOWN, Billing.UNKNOWN)
SENT = State(Finality.TEMPORARY, Delivery.NOT_DELIVERED, Billing.NOT_BILLED)


@given(OBSERVATIONS, st.randoms())
def test_the_order_of_arrival_does_not_matter(seen: list[Observation], random: object) -> None:
    shuffled = list(seen)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis hands out a Random
    assert latest(shuffled) == latest(seen)


@given(OBSERVATIONS, OBSERVATIONS)
def test_news_may_be_folded_in_parts(one: list[Observation], other: list[Observation]) -> None:
    halves = [news for news in (latest(one), latest(other)) if news is not None]
    folded, at_once = latest(halves), latest(one + other)
    assert (folded is None) == (at_once is None)
    if folded is not None and at_once is not None:
        assert (folded.state.finality, folded.occurred_at) == (at_once.state.finality, at_once.occurred_at)


@given(OBSERVATIONS, STATES, st.integers(0, 9))
def test_a_final_state_is_never_undone_by_one_that_is_not(seen: list[Observation], state: State, at: int) -> None:
    before = latest(seen)
    if before is None or before.state.finality is not Finality.FINAL or state.finality is Finality.FINAL:
        return
    assert latest([*seen, Observation(state, at, 10_000)]) == before


def test_the_later_instant_wins_and_then_the_later_arrival() -> None:
    first = Observation(DELIVERED, 5, 1)
    assert latest([first, Observation(FAILED, 4, 2)]) == first
    assert latest([first, Observation(FAILED, 6, 2)]) == Observation(FAILED, 6, 2)
    assert latest([first, Observation(FAILED, 5, 2)]) == Observation(FAILED, 5, 2)


def test_a_known_delivery_is_not_undone_by_a_later_final_that_knows_nothing() -> None:
    for known in (DELIVERED, FAILED):
        first = Observation(known, 5, 1)
        assert latest([first, Observation(LOST, 9, 2)]) == first
        assert latest([Observation(LOST, 1, 3), first]) == first


@given(st.permutations(range(1, 6)), st.permutations(range(5)))
def test_what_is_further_on_its_way_wins_whatever_the_times_say(times: list[int], arrivals: list[int]) -> None:
    way = (SENT, SENT, FAILED, DELIVERED, DELIVERED)
    seen = [Observation(state, times[place], arrivals[place], progress=place) for place, state in enumerate(way)]
    seen.sort(key=lambda one: one.sequence)
    furthest = 0
    for count, one in enumerate(seen, 1):
        furthest = max(furthest, one.progress)
        news = latest(seen[:count])
        assert news is not None
        assert news.progress == furthest


def test_nothing_seen_is_nothing() -> None:
    assert latest([]) is None
    assert combine([]) == UNKNOWN


@given(st.lists(STATES, min_size=1, max_size=5), st.randoms())
def test_the_order_of_parts_does_not_matter(parts: list[State], random: object) -> None:
    shuffled = list(parts)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # as above
    assert combine(shuffled) == combine(parts)
    assert combine([*parts, parts[0]]) == combine(parts)


@given(STATES)
def test_one_part_is_the_whole(state: State) -> None:
    assert combine([state]) == state


def test_what_a_whole_is() -> None:
    assert combine([DELIVERED, DELIVERED]) == DELIVERED
    assert combine([DELIVERED, SENT]) == replace(SENT, billing=Billing.BILLED)
    assert combine([DELIVERED, FAILED]) == replace(FAILED, billing=Billing.BILLED)
    assert combine([DELIVERED, LOST]) == State(Finality.FINAL, Delivery.UNKNOWN, Billing.BILLED)
    assert combine([FAILED, LOST]) == State(Finality.FINAL, Delivery.NOT_DELIVERED, Billing.UNKNOWN)
    assert combine([FAILED, UNKNOWN]).finality is Finality.UNKNOWN
