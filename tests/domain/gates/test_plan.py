from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.document import ABSENT
from console.domain.findings import Severity, blocks
from console.domain.gates.gate import Gate
from console.domain.gates.plan import Plan, StepKind, WantedGate, plan
from tests.domain.gates.gates import any_gates, destination, gate


def wanting(*gates: Gate) -> list[WantedGate]:
    return [WantedGate(one, f"{one.ref_id}.yaml") for one in gates]


def carried_out(made: Plan, there: list[Gate]) -> list[Gate]:
    """What is there once the platform has done every step."""
    after = list(there)
    numbers = count(100)
    for step in made.steps:
        if step.kind is StepKind.CREATE and step.after:
            after.append(step.after.with_value("id", f"new-{next(numbers)}"))
        elif step.kind is StepKind.UPDATE and step.before and step.after:
            after[after.index(step.before)] = step.after
        elif step.kind is StepKind.REMOVE and step.before:
            after.remove(step.before)
    return after


def test_what_is_there_already_is_unchanged() -> None:
    made = plan(wanting(gate()), [gate()])
    assert [step.kind for step in made.steps] == [StepKind.UNCHANGED]
    assert made.empty
    assert made.findings == ()


def test_a_file_without_id_and_with_our_notes_is_matched_by_ref_id() -> None:
    exported = Gate({**gate().with_value("id", ABSENT).document, "switchroom": {"revision": 3}})
    assert plan(wanting(exported), [gate()]).empty
    assert plan(wanting(gate(id="of another partner")), [gate()]).empty


def test_a_gate_without_a_ref_id_is_matched_by_its_id() -> None:
    unnamed = gate(refId=None)
    made = plan([WantedGate(unnamed, "a.yaml")], [unnamed], remove_others=True)
    assert made.empty
    assert made.findings == ()
    (step,) = plan([WantedGate(unnamed.with_value("ttl", 60_000), "a.yaml")], [unnamed]).steps
    assert (step.kind, step.name) == (StepKind.UPDATE, "abc123E")
    assert (
        "wanted 2 times"
        in plan([WantedGate(unnamed, "a.yaml"), WantedGate(unnamed, "b.yaml")], [unnamed]).findings[0].text
    )


@pytest.mark.parametrize("written", [None, "", 123])
def test_a_gate_without_a_ref_id_that_is_not_there_is_not_created(written: object) -> None:
    unnamed = gate().with_value("refId", written)
    for there in ([], [gate()]):
        made = plan([WantedGate(unnamed, "a.yaml")], there)
        assert not made.steps
        assert [finding.severity for finding in made.findings] == [Severity.ERROR]
    assert ("number" in made.findings[0].text) == (written == 123)


def test_a_new_gate_is_created_without_an_id() -> None:
    (step,) = plan(wanting(gate()), []).steps
    assert (step.kind, step.ref_id, step.before, step.origin) == (StepKind.CREATE, "TEST", None, "TEST.yaml")
    assert step.after is not None
    assert step.after.id is None


def test_a_change_is_an_update_with_the_id_that_is_there() -> None:
    (step,) = plan(wanting(gate(ttl=60_000).with_value("id", ABSENT)), [gate()]).steps
    assert step.kind is StepKind.UPDATE
    assert step.after is not None
    assert step.after.id == "abc123E"
    assert [difference.label for difference in step.differences] == ["ttl"]


def test_others_are_removed_only_when_asked() -> None:
    there = [gate(), gate(id="2", refId="OLD"), gate(id="3", refId=None)]
    assert plan(wanting(gate()), there).empty
    made = plan(wanting(gate()), there, remove_others=True)
    assert [(step.kind, step.ref_id) for step in made.changes] == [(StepKind.REMOVE, "OLD"), (StepKind.REMOVE, "")]
    assert made.count(StepKind.UNCHANGED) == 1


def test_what_says_nothing_may_be_missing_in_a_file() -> None:
    short = Gate(
        {
            "refId": "TEST",
            "gateType": "ALL",
            "destinations": [{"url": "https://hooks.example.com/dlr", "contentType": "application/json"}],
        }
    )
    assert plan(wanting(short), [gate()]).empty


def test_what_says_nothing_may_be_missing_there() -> None:
    short = gate().with_value("throttle", ABSENT).with_value("customParameters", ABSENT).with_value("ttl", None)
    assert plan(wanting(gate()), [short]).empty


def test_a_value_can_be_taken_back_with_null() -> None:
    (step,) = plan(wanting(gate(throttle=None)), [gate(throttle=20)]).steps
    assert step.after is not None
    assert step.after.document["throttle"] is None
    assert [difference.label for difference in step.differences] == ["throttle"]


def test_what_says_something_is_taken_away_if_the_file_lacks_it() -> None:
    there = gate(destination(username="ops"), throttle=20, ttl=60_000)
    wanted = gate().with_value("throttle", ABSENT).with_value("ttl", ABSENT)
    wanted = wanted.with_destinations([gate().destinations[0].with_value("username", ABSENT)])
    (step,) = plan(wanting(wanted), [there]).steps
    assert {difference.label for difference in step.differences} == {"ttl", "throttle", "destination 1 username"}


@pytest.mark.parametrize(
    ("wanted", "there", "severity", "text"),
    [
        ([gate(refId="")], [], Severity.ERROR, ".yaml: The gate has no refId."),
        ([gate(), gate(ttl=1)], [], Severity.ERROR, "The refId “TEST” is wanted 2 times (TEST.yaml, TEST.yaml)."),
        (
            [gate()],
            [gate(), gate(id="2")],
            Severity.ERROR,
            "TEST.yaml: There are 2 gates with the refId “TEST”.",
        ),
        (
            [gate(refId="NEW")],
            [gate()],
            Severity.WARNING,
            "NEW.yaml: The gate “NEW” would be new, but its id is that of “TEST”.",
        ),
    ],
)
def test_what_cannot_be_matched_is_said(wanted: list[Gate], there: list[Gate], severity: Severity, text: str) -> None:
    (finding,) = plan(wanting(*wanted), there).findings
    assert (finding.severity, finding.text) == (severity, text)


@given(st.lists(any_gates, max_size=3), st.lists(any_gates, max_size=3), st.booleans())
def test_a_plan_carried_out_leaves_nothing_to_do(wanted: list[Gate], there: list[Gate], remove_others: bool) -> None:
    there = [one.with_value("id", f"g{place}") for place, one in enumerate(there)]
    made = plan(wanting(*wanted), there, remove_others)
    if blocks(made.findings):
        return
    assert plan(wanting(*wanted), carried_out(made, there), remove_others).empty


@given(st.lists(any_gates, max_size=4))
def test_what_was_exported_is_nothing_to_do(there: list[Gate]) -> None:
    there = [one.with_value("refId", f"R{place}") for place, one in enumerate(there)]
    assert plan(wanting(*there), there, remove_others=True).empty
