from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.gates.matching import comparable_url, moved, pair_destinations
from tests.domain.gates.gates import destination, destinations

A, B, C = (destination(f"https://{name}.example.com/{name}") for name in "abc")


def test_a_reorder_keeps_every_destination() -> None:
    pairs = pair_destinations([A, B, C], [C, A, B])
    assert pairs == ((2, 0), (0, 1), (1, 2))
    assert moved(pairs) == {0}


def test_what_made_room_did_not_move() -> None:
    pairs = pair_destinations([B, C], [A, B, C])
    assert pairs == ((None, 0), (0, 1), (1, 2))
    assert moved(pairs) == frozenset()


def test_a_new_host_with_the_old_path_is_the_same_destination() -> None:
    moved_host = destination("https://new.example.com/a")
    assert pair_destinations([A, B], [B, moved_host]) == ((1, 0), (0, 1))


def test_a_wholly_new_url_in_the_same_place_is_a_change() -> None:
    assert pair_destinations([A, B], [A, C]) == ((0, 0), (1, 1))


def test_nothing_alike_and_elsewhere_is_gone_and_new() -> None:
    assert pair_destinations([A], [B, C, destination("https://d.example.com/d")]) == (
        (0, 0),
        (None, 1),
        (None, 2),
    )
    assert pair_destinations([A, B], [B]) == ((1, 0), (0, None))


@pytest.mark.parametrize(
    "url", ["HTTPS://Hooks.Example.com:443", "https://hooks.example.com/", " https://hooks.example.com"]
)
def test_urls_that_reach_the_same_are_comparable(url: str) -> None:
    assert comparable_url(url) == comparable_url("https://hooks.example.com")


@pytest.mark.parametrize(
    "url", ["http://hooks.example.com", "https://hooks.example.com/A", "https://hooks.example.com:1"]
)
def test_urls_that_reach_another_are_not(url: str) -> None:
    assert comparable_url(url) != comparable_url("https://hooks.example.com")


@given(st.text())
def test_no_text_is_an_exception(url: str) -> None:
    comparable_url(url)
    comparable_url(f"https://{url}")


@given(st.lists(destinations, max_size=5), st.lists(destinations, max_size=5))
def test_every_destination_of_both_sides_stands_in_one_pair(
    before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> None:
    pairs = pair_destinations(before, after)
    assert [new for _, new in pairs if new is not None] == list(range(len(after)))
    assert sorted(old for old, _ in pairs if old is not None) == list(range(len(before)))


@given(st.permutations(range(7)))
def test_what_did_not_move_is_in_order_and_moving_any_of_it_is_not_needed(order: list[int]) -> None:
    pairs = [(old, new) for new, old in enumerate(order)]
    stayed = [old for old, new in pairs if new not in moved(pairs)]
    assert stayed == sorted(stayed)
    assert stayed
