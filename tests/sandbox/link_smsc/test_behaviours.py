"""Outcomes by magic number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.sandbox.link_smsc import codes
from console.sandbox.link_smsc.behaviours import Behaviour, outcome_for


@pytest.mark.parametrize("code", sorted(codes.DESCRIPTIONS))
def test_four_last_digits_that_are_a_code_give_it(code: int) -> None:
    assert outcome_for(f"+4670000{code:04d}").code == code


@pytest.mark.parametrize("behaviour", Behaviour)
def test_the_reserved_range_asks_for_a_behaviour_and_delivers(behaviour: Behaviour) -> None:
    found = outcome_for(f"+4670000{behaviour.digits}")
    assert (found.code, found.behaviours) == (codes.DELIVERED, frozenset({behaviour}))
    assert int(behaviour.digits) not in codes.DESCRIPTIONS


@given(st.from_regex(r"\+[1-9][0-9]{7,14}", fullmatch=True))
def test_any_other_number_is_delivered(number: str) -> None:
    digits = int(number[-4:])
    found = outcome_for(number)
    assert found.code == (digits if digits in codes.DESCRIPTIONS else codes.DELIVERED)
    assert not found.behaviours or number[-4:] in {behaviour.digits for behaviour in Behaviour}


def test_what_is_always_asked_for_is_added() -> None:
    found = outcome_for("+46700009903", {Behaviour.AS_XML})
    assert found.behaviours == {Behaviour.REPEATED, Behaviour.AS_XML}


@pytest.mark.parametrize("behaviour", Behaviour)
def test_every_behaviour_is_found_by_its_name(behaviour: Behaviour) -> None:
    assert Behaviour.named(behaviour.title) is behaviour
