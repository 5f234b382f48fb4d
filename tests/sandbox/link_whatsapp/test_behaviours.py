"""Destinations and names that ask for a behaviour."""

from __future__ import annotations

import pytest

from console.sandbox.link_whatsapp.behaviours import Behaviour, outcome_for
from tests.sandbox.link_whatsapp.messages import TO


@pytest.mark.parametrize("behaviour", Behaviour)
def test_every_behaviour_is_found_by_its_name_and_its_digits(behaviour: Behaviour) -> None:
    assert Behaviour.named(behaviour.title) is behaviour
    assert outcome_for(f"+4670000{behaviour.digits}").behaviours == {behaviour}
    assert outcome_for(TO, [behaviour]).behaviours == {behaviour}


def test_other_numbers_ask_for_nothing() -> None:
    for number in (TO, "+46700002999", "123", "+46700009999"):
        assert outcome_for(number).behaviours == frozenset()
        assert outcome_for(number).code == 112007
