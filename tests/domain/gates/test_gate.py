"""A gate read and changed through names: what nobody knows stays, also among its destinations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.findings import blocks
from console.domain.gates.destination import Destination
from console.domain.gates.gate import Gate
from console.domain.gates.rules import check_gate
from tests.domain.gates.gates import any_gates, destination, destinations, documents, gate, values

foreign = values.filter(lambda value: not isinstance(value, dict))
mixed = st.builds(
    lambda document, listed: Gate({**document, "destinations": listed}),
    documents,
    st.lists(destinations | foreign, max_size=6),
)


def listed(of: Gate) -> list[Any]:
    entries: list[Any] = of.document["destinations"]
    return entries


def strangers(entries: Sequence[Any]) -> list[Any]:
    return [entry for entry in entries if not isinstance(entry, dict)]


@given(mixed | any_gates)
def test_its_own_destinations_change_nothing(one: Gate) -> None:
    again = one.with_destinations(one.destinations)
    assert again.document == one.document
    assert list(again.document) == list(one.document)


@given(mixed, st.lists(destinations.map(Destination), max_size=6))
def test_other_destinations_leave_everything_else(one: Gate, others: list[Destination]) -> None:
    changed = one.with_destinations(others)
    assert list(changed.destinations) == others
    assert strangers(listed(changed)) == strangers(listed(one))
    assert {**changed.document, "destinations": None} == {**one.document, "destinations": None}


@given(mixed, st.data())
def test_one_that_is_changed_keeps_its_place(one: Gate, data: st.DataObject) -> None:
    places = [place for place, entry in enumerate(listed(one)) if isinstance(entry, dict)]
    if not places:
        return
    number = data.draw(st.integers(0, len(places) - 1))
    others = list(one.destinations)
    others[number] = others[number].with_value("url", "https://new.example.com")
    expected = list(listed(one))
    expected[places[number]] = {**expected[places[number]], "url": "https://new.example.com"}
    assert listed(one.with_destinations(others)) == expected


@pytest.mark.parametrize("odd", [None, "https://a.example", {"url": "https://a.example"}, 7])
def test_what_is_no_list_gives_way_to_destinations_alone(odd: object) -> None:
    one = Gate({"destinations": odd, "refId": "A"})
    assert one.with_destinations(()) == one
    assert listed(one.with_destinations([Destination({"url": "x"})])) == [{"url": "x"}]


def test_places_in_findings_are_those_of_the_json() -> None:
    twins = gate(destination(), destination())
    found = check_gate(Gate({**twins.document, "destinations": ["https://a.example", *listed(twins)]}))
    assert blocks(found)
    assert [finding.field for finding in found if "once more" in finding.text] == ["destinations.2.url"]
