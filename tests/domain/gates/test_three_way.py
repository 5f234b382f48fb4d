from __future__ import annotations

from hypothesis import given

from console.domain.document import ABSENT
from console.domain.gates.diff import differences
from console.domain.gates.gate import Gate
from console.domain.gates.three_way import merge
from tests.domain.gates.gates import destination, gate, well_formed

A, B, C, D = (destination(f"https://{name}.example.com/{name}") for name in "abcd")


def urls(one: Gate) -> list[str]:
    return [listed.url for listed in one.destinations]


def test_changes_of_different_fields_come_together() -> None:
    result = merge(gate(), gate(ttl=60_000), gate(throttle=20))
    assert result.conflicts == ()
    assert (result.merged.ttl, result.merged.throttle) == (60_000, 20)


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    result = merge(gate(), gate(ttl=60_000, throttle=1), gate(ttl=60_000))
    assert (result.conflicts, result.merged.ttl) == ((), 60_000)


def test_the_same_field_changed_twice_is_a_conflict_and_ours_stands() -> None:
    result = merge(gate(), gate(ttl=60_000), gate(ttl=90_000))
    (conflict,) = result.conflicts
    assert (conflict.label, conflict.base, conflict.mine, conflict.theirs) == ("ttl", 172_800_000, 60_000, 90_000)
    assert result.merged.ttl == 60_000


def test_one_destination_changed_here_and_another_there() -> None:
    ours = gate(A, destination("https://new.example.com/b"))
    theirs = gate(destination(A["url"], username="ops"), B)
    result = merge(gate(A, B), ours, theirs)
    assert result.conflicts == ()
    assert urls(result.merged) == [A["url"], "https://new.example.com/b"]
    assert result.merged.destinations[0].username == "ops"


def test_a_template_and_a_method_of_one_destination_come_together() -> None:
    before, ours, theirs = (
        gate(destination(customParameters=parameters))
        for parameters in ({}, {"template": "id=${id}"}, {"method": "GET"})
    )
    result = merge(before, ours, theirs)
    assert result.conflicts == ()
    assert result.merged.destinations[0].custom_parameters == {"method": "GET", "template": "id=${id}"}


def test_additions_and_removals_of_both_sides_come_together() -> None:
    result = merge(gate(A, B), gate(A, C, B), gate(B, D))
    assert result.conflicts == ()
    assert urls(result.merged) == [one["url"] for one in (C, B, D)]


def test_what_both_added_is_added_once() -> None:
    result = merge(gate(A), gate(A, C), gate(C, A))
    assert result.conflicts == ()
    assert sorted(urls(result.merged)) == [A["url"], C["url"]]


def test_a_reorder_of_one_side_stands_with_the_changes_of_the_other() -> None:
    for ours, theirs in ((gate(C, A, B), gate(A, B, C, D)), (gate(A, B, C, D), gate(C, A, B))):
        result = merge(gate(A, B, C), ours, theirs)
        assert result.conflicts == ()
        assert urls(result.merged) == [one["url"] for one in (C, D, A, B)]


def test_two_orders_are_a_conflict() -> None:
    result = merge(gate(A, B, C), gate(C, A, B), gate(B, A, C))
    assert [conflict.label for conflict in result.conflicts] == ["order of the destinations"]
    assert urls(result.merged) == [one["url"] for one in (C, A, B)]


def test_removed_here_and_changed_there_is_a_conflict() -> None:
    changed = destination(B["url"], username="ops")
    removed_here = merge(gate(A, B), gate(A), gate(A, changed))
    (conflict,) = removed_here.conflicts
    assert (conflict.path, conflict.label, conflict.mine) == (("destinations", 1), "destination 2", ABSENT)
    assert urls(removed_here.merged) == [A["url"]]
    removed_there = merge(gate(A, B), gate(A, changed), gate(A))
    assert [conflict.theirs for conflict in removed_there.conflicts] == [ABSENT]
    assert urls(removed_there.merged) == [A["url"], B["url"]]


def test_what_our_files_say_beside_the_gate_takes_no_part() -> None:
    noted = Gate({**gate().document, "switchroom": {"revision": 1}})
    result = merge(noted, Gate({**noted.document, "switchroom": 2, "ttl": 60_000}), gate())
    assert (result.conflicts, result.merged) == ((), gate(ttl=60_000))


@given(well_formed, well_formed)
def test_one_side_alone_is_taken_as_it_is(base: Gate, changed: Gate) -> None:
    for result in (merge(base, changed, base), merge(base, base, changed), merge(base, changed, changed)):
        assert result.conflicts == ()
        assert result.merged == changed


@given(well_formed, well_formed, well_formed)
def test_what_is_a_conflict_does_not_depend_on_the_side(base: Gate, mine: Gate, theirs: Gate) -> None:
    here, there = merge(base, mine, theirs), merge(base, theirs, mine)
    assert bool(here.conflicts) == bool(there.conflicts)


@given(well_formed, well_formed, well_formed)
def test_with_no_conflict_nothing_of_either_side_is_lost(base: Gate, mine: Gate, theirs: Gate) -> None:
    result = merge(base, mine, theirs)
    if result.conflicts:
        return
    touched = {d.path[0] for d in differences(base, mine)} - {d.path[0] for d in differences(base, theirs)}
    for name in touched:
        assert result.merged.document.get(str(name), ABSENT) == mine.document.get(str(name), ABSENT)
