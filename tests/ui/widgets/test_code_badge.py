from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from console.domain.message import Message, Outcome
from console.domain.state import AWAITED, NEVER_SENT, UNKNOWN, Billing, Delivery, Finality, State
from console.providers.registry import provider
from console.services.exports import state_sign
from console.ui.widgets import code_badge
from console.ui.widgets.code_badge import Sign
from tests.ui.told import inbound, raw, report

STATES = [State(*triple) for triple in itertools.product(Finality, Delivery, Billing)]
DELIVERED = State(Finality.FINAL, Delivery.DELIVERED, Billing.BILLED)
SIGNS = [value for value in vars(code_badge).values() if isinstance(value, Sign)]


def a_message(outcome: Outcome, state: State) -> Message:
    return Message("01JD3F", 0, "acme-sms", "link-smsc", "sms", "sandbox", "ACME", "Hej", outcome, state, 1)


def test_every_sign_is_its_own_and_one_column_wide() -> None:
    assert len({sign.sign for sign in SIGNS}) == len(SIGNS) == 9
    assert all(len(sign.sign) == 1 and sign.word for sign in SIGNS)


@pytest.mark.parametrize("state", STATES, ids=str)
def test_the_screen_shows_the_sign_of_the_exports(state: State) -> None:
    assert code_badge.of_state(state).sign == state_sign(state)


def test_a_state_nobody_knows_is_unknown() -> None:
    assert code_badge.of_state(None) is code_badge.UNKNOWN
    assert code_badge.of_state(UNKNOWN) is code_badge.UNKNOWN


@pytest.mark.parametrize("state", STATES, ids=str)
def test_the_triple_is_said_in_words_that_differ(state: State) -> None:
    words = code_badge.in_words(state)
    assert words.count(" · ") == 2
    assert [other for other in STATES if code_badge.in_words(other) == words] == [state]
    shown = code_badge.state_line(state).plain
    billing = code_badge.of_billing(state)
    assert shown.replace(f"{billing.sign} " if billing else "\0", "") == words


def test_billing_that_is_not_known_is_shown_and_no_billing_is_not() -> None:
    assert code_badge.of_billing(replace(DELIVERED, billing=Billing.NOT_BILLED)) is None
    assert code_badge.of_billing(DELIVERED) is code_badge.BILLED
    assert code_badge.of_billing(UNKNOWN) is code_badge.BILLING_UNKNOWN


def test_an_event_shows_what_it_is() -> None:
    assert code_badge.of_event(report(1, 5_000, code=1001).events[0]) is code_badge.DELIVERED
    assert code_badge.of_event(report(1, 5_000, code=2106).events[0]) is code_badge.FAILED
    assert code_badge.of_event(report(1, 5_000, code=1000).events[0]) is code_badge.TEMPORARY
    assert code_badge.of_event(report(1, 5_000, code=4711).events[0]) is code_badge.UNKNOWN
    assert code_badge.of_event(inbound(1, 5_000, "Hej").events[0]) is code_badge.INBOUND
    assert code_badge.of_event(raw(b"?", 5_000).events[0]) is code_badge.LOOK


@pytest.mark.parametrize(
    ("outcome", "state", "word"),
    [
        (Outcome.SENDING, AWAITED, "on its way"),
        (Outcome.ACCEPTED, AWAITED, "on its way"),
        (Outcome.ACCEPTED, DELIVERED, "delivered"),
        (Outcome.REFUSED, NEVER_SENT, "not delivered"),
        (Outcome.STOPPED, NEVER_SENT, "stopped"),
        (Outcome.UNKNOWN, UNKNOWN, "unknown"),
        (Outcome.UNKNOWN, AWAITED, "unknown"),
        (Outcome.UNKNOWN, DELIVERED, "delivered"),
    ],
)
def test_a_message_is_unknown_until_something_final_is_known(outcome: Outcome, state: State, word: str) -> None:
    assert code_badge.of_message(a_message(outcome, state)).word == word


def test_a_code_is_shown_with_its_name_and_what_it_costs() -> None:
    codes = {code.code: code for code in provider("link-smsc").codes()}
    assert code_badge.code_badge(codes[1001]).plain.startswith("● 1001 ")
    assert code_badge.code_badge(codes[1001]).plain.endswith(" ¤")
    assert code_badge.code_badge(codes[2106]).plain.startswith("✕ 2106 ")
    assert "¤" not in code_badge.code_badge(codes[2106]).plain
