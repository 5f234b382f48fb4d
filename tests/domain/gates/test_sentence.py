from __future__ import annotations

import pytest
from hypothesis import given

from console.domain.document import ABSENT
from console.domain.gates.gate import Gate
from console.domain.gates.sentence import say
from tests.domain.gates.gates import any_gates, destination, gate

A, B, C = (destination(f"https://ops:pw@{name}.example.com/in") for name in "abc")
DROP = {"url": "do://drop"}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (gate(A), "Every callback goes to a.example.com. Retried for up to 48 h until it answers 2xx."),
        (
            gate(A, B, acknowledge=True, throttle=20),
            "Every callback goes to both destinations. Retried for up to 48 h until each answers 2xx with a body. "
            "At most 20 a second.",
        ),
        (
            gate(A, B, C, ttl=5_400_000),
            "Every callback goes to all 3 destinations. Retried for up to 1 h 30 min until each answers 2xx.",
        ),
        (
            gate(A, B, gateType="ONE_ORDERED"),
            "Every callback goes to the first of 2 destinations that takes it, tried in their order. "
            "Retried for up to 48 h until one answers 2xx.",
        ),
        (
            gate(A, B, C, gateType="ONE_RANDOM", throttle=1_500),
            "Every callback goes to one of 3 destinations, picked at random. "
            "Retried for up to 48 h until one answers 2xx. At most 1,500 a second.",
        ),
        (
            gate(A, B, gateType="SOME").with_value("ttl", ABSENT),
            "Every callback goes to one or all of 2 destinations: its gateType does not say which. "
            "Retried for up to 48 h (the default) until one answers 2xx.",
        ),
        (
            gate(A, DROP, throttle=0),
            "Every callback goes to both destinations. Destination 2 throws away what it gets. "
            "Retried for up to 48 h until each answers 2xx.",
        ),
        (gate(DROP), "Every callback is thrown away."),
        (gate(destinations=[]), "Callbacks go nowhere: the gate has no destination."),
        (
            gate(destination("https://"), ttl="soon"),
            "Every callback goes to a destination without a host. "
            "Retried for up to a time nobody can read until it answers 2xx.",
        ),
    ],
)
def test_a_gate_is_said_in_a_few_sentences(said: Gate, sentence: str) -> None:
    assert say(said) == sentence


@given(any_gates)
def test_any_gate_can_be_said_without_its_secrets(one: Gate) -> None:
    assert "switchroom-secret" not in say(one)
