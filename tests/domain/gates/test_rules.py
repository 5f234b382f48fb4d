from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from console.domain.document import ABSENT
from console.domain.findings import Finding, Severity
from console.domain.gates.gate import Gate
from console.domain.gates.rules import check_gate
from tests.domain.gates.gates import any_gates, destination, gate, values

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
DROP = {"url": "do://drop"}
A, B = (destination(f"https://{name}.example.com/in") for name in "ab")


def told(findings: list[Finding]) -> list[tuple[Severity, str, str]]:
    return [(finding.severity, finding.field, finding.text) for finding in findings]


@pytest.mark.parametrize(
    "ordinary",
    [
        gate(),
        gate(A, B, gateType="ONE_ORDERED"),
        gate(A, B, gateType="ONE_RANDOM", acknowledge=True, throttle=20, ttl=60_000),
        gate(ttl=None, throttle=None, acknowledge=None, customParameters=None),
        gate(customParameters={"x": "y"}, unknown=[1, {"a": None}]),
        gate().with_value("ttl", ABSENT).with_value("id", ABSENT),
    ],
)
def test_an_ordinary_gate_has_no_findings(ordinary: Gate) -> None:
    assert check_gate(ordinary, [gate(refId="OTHER", id="other"), ordinary if ordinary.id else gate(refId="X")]) == []


@pytest.mark.parametrize(
    ("key", "value", "severity", "text"),
    [
        ("type", None, ERROR, "The gate has no type."),
        ("type", "PLATFORM_GATE", ERROR, "The gate's type is “PLATFORM_GATE”."),
        ("platformId", "", ERROR, "platformId is missing."),
        ("platformPartnerId", None, ERROR, "platformPartnerId is missing."),
        ("platformId", 7, ERROR, "platformId is a number, not text."),
        ("refId", "", WARNING, "The gate has no refId."),
        ("refId", 7, ERROR, "refId is a number, not text."),
        ("ttl", 0, ERROR, "The time to live has to be more than nothing."),
        ("ttl", -1, ERROR, "The time to live has to be more than nothing."),
        ("ttl", "48 h", ERROR, "“48 h” is no time to live."),
        ("ttl", True, ERROR, "“true” is no time to live."),
        (
            "ttl",
            48_000,
            WARNING,
            "After 48 s the platform gives up; a receiver that restarts takes longer.",
        ),
        ("ttl", "172800000", WARNING, "ttl is text, not a number."),
        ("ttl", 2**63, ERROR, "The time to live is beyond what a Long of the document holds."),
        ("throttle", 0, ERROR, "“0” is no number of requests a second."),
        ("throttle", -3, ERROR, "“-3” is no number of requests a second."),
        ("throttle", 1.5, ERROR, "“1.5” is no number of requests a second."),
        ("throttle", "20", WARNING, "throttle is text, not a number."),
        ("acknowledge", "yes", ERROR, "“yes” is neither true nor false."),
        ("acknowledge", 1, ERROR, "“1” is neither true nor false."),
        ("acknowledge", "true", WARNING, "acknowledge is text, not true or false."),
        ("gateType", None, ERROR, "The gate has no gateType."),
        ("gateType", "FIRST", ERROR, "There is no gateType “FIRST”."),
        ("gateType", "ONE_ORDERED", NOTE, "ONE_ORDERED has nothing to choose from: there is a single destination."),
        ("gateType", "ONE_RANDOM", NOTE, "ONE_RANDOM has nothing to choose from: there is a single destination."),
        ("customParameters", [], ERROR, "customParameters is a list, not an object."),
        ("destinations", [], ERROR, "The gate has no destination."),
        ("destinations", None, ERROR, "The gate has no destination."),
        ("destinations", {}, ERROR, "destinations is no list."),
    ],
)
def test_a_value_to_look_at(key: str, value: Any, severity: Severity, text: str) -> None:
    assert told(check_gate(gate(**{key: value}))) == [(severity, key, text)]


def test_a_gate_type_in_other_letters_is_put_right() -> None:
    (finding,) = check_gate(gate(A, B, gateType=" one_ordered"))
    assert finding.hint == "Write ONE_ORDERED."


def test_findings_of_a_destination_name_its_place() -> None:
    assert [finding.field for finding in check_gate(gate(A, {**B, "contentType": "text/plain"}))] == [
        "destinations.1.contentType"
    ]
    assert told(check_gate(gate(destinations=[A, "x"]))) == [(ERROR, "destinations.1", "Destination 2 is no object.")]


def test_errors_stand_first() -> None:
    findings = check_gate(gate({**A, "contentType": None}, {**B, "contentType": "x"}, ttl=1))
    assert [finding.severity for finding in findings] == [ERROR, WARNING, WARNING]


def test_a_ref_id_is_not_taken_twice() -> None:
    expected = [(ERROR, "refId", "There is another gate with the refId “TEST”.")]
    assert told(check_gate(gate(id="other"), [gate()])) == expected
    assert told(check_gate(gate().with_value("id", ABSENT), [gate()])) == expected
    assert check_gate(gate(), [gate(), gate(id="other", refId="OTHER")]) == []


def test_no_ref_id_is_not_taken_twice() -> None:
    assert told(check_gate(gate(refId=None), [gate(refId=None, id="other")])) == [
        (WARNING, "refId", "The gate has no refId.")
    ]


def test_a_drop_on_its_own_throws_everything_away() -> None:
    assert told(check_gate(gate(DROP))) == [(WARNING, "destinations.0.url", "Every callback is thrown away.")]


def test_a_drop_beside_others() -> None:
    assert told(check_gate(gate(A, DROP))) == [
        (
            WARNING,
            "destinations.1.url",
            "With ALL it changes nothing: the other destinations get every callback.",
        )
    ]
    assert told(check_gate(gate(A, DROP, gateType="ONE_RANDOM"))) == [
        (WARNING, "destinations.1.url", "A callback this destination is chosen for is thrown away.")
    ]


def test_a_destination_named_twice() -> None:
    again = destination("HTTPS://A.example.com:443/in", username="ops", password="pw")
    assert told(check_gate(gate(A, B, again))) == [
        (WARNING, "destinations.2.url", "It is destination 1 once more, so every callback arrives twice.")
    ]
    assert told(check_gate(gate(A, again, gateType="ONE_ORDERED"))) == [
        (WARNING, "destinations.1.url", "It is destination 1 once more.")
    ]


def test_one_url_with_two_templates_is_two_destinations() -> None:
    one, other = (
        {**A, "customParameters": {"method": "GET", "template": template}}
        for template in ("id=${id}", "c=${resultCode}")
    )
    assert check_gate(gate(one, other)) == []


def test_acknowledge_with_a_receiver_that_answers_empty() -> None:
    empty = {A["url"]}
    assert told(check_gate(gate(A, B, acknowledge=True), answers_empty=empty)) == [
        (
            WARNING,
            "destinations.0.url",
            "It answers with an empty body: with acknowledge on, every callback will be sent again.",
        )
    ]
    assert check_gate(gate(A, B, acknowledge=False), answers_empty=empty) == []
    assert check_gate(gate(B, acknowledge=True), answers_empty=empty) == []


def test_the_documents_example_can_be_saved() -> None:
    example = gate(
        {
            "url": "https://endpoint.example.com/receive",
            "contentType": "application/json",
            "username": "",
            "password": "",
            "customParameters": {},
        },
        gateType="ONE_ORDERED",
    )
    assert [finding.severity for finding in check_gate(example)] == [NOTE]


@given(any_gates, any_gates, values)
def test_no_gate_is_an_exception_and_every_sentence_has_a_remedy(one: Gate, other: Gate, value: object) -> None:
    for key in one.document:
        for finding in check_gate(Gate({**one.document, key: value}), [other]):
            assert finding.text.endswith(".")
            assert finding.hint
