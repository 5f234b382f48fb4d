from __future__ import annotations

from itertools import permutations

import pytest

from console.domain.message import Outcome, outcome_of

LEAST_CERTAIN_FIRST = (Outcome.SENDING, Outcome.UNKNOWN, Outcome.ACCEPTED, Outcome.REFUSED, Outcome.STOPPED)


@pytest.mark.parametrize("count", range(1, 6))
def test_the_least_certain_recipient_decides(count: int) -> None:
    for outcomes in permutations(Outcome, count):
        assert outcome_of(outcomes) is min(outcomes, key=LEAST_CERTAIN_FIRST.index)


def test_a_message_to_nobody_left_nowhere() -> None:
    assert outcome_of(()) is Outcome.STOPPED
