from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from console.domain.callbacks.event import Event, EventKind, StoredEvent
from console.domain.message import Message, Outcome, Part, Recipient
from console.domain.plain_text import plain
from console.domain.state import AWAITED, UNKNOWN, State
from console.services.exports import (
    billing_sign,
    event_json,
    event_text,
    message_json,
    message_text,
    sent_json,
    state_sign,
    state_words,
)
from tests.services.conftest import DELIVERED

EVENT_KEYS = {
    "id", "callback", "received_at", "occurred_at", "provider", "account", "channel", "kind", "provider_message_id",
    "part", "reference", "source", "destination", "code", "status", "finality", "delivery", "billing", "operator",
    "operator_code", "text", "message", "matched_by", "repeats", "extra",
}  # fmt: skip
MESSAGE_KEYS = {
    "id", "sent_at", "account", "provider", "channel", "source", "text", "reference", "outcome", "recipients"
}  # fmt: skip
REFUSED = State(DELIVERED.finality, AWAITED.delivery, AWAITED.billing)

stored = StoredEvent(
    7,
    3,
    1_795_234_412_026,
    "acme",
    Event(
        EventKind.REPORT,
        "link-smsc",
        "key",
        provider_message_id="abc",
        part=0,
        source="LINK",
        destination="+46701234567",
        code=1001,
        status="Billed and delivered",
        state=DELIVERED,
        text="Din kod är 4711",
        extra={"customParameters": {"destination": "+46701234567"}},
    ),
    message="01A",
    matched_by="exact",
)
message = Message(
    id="01A", sent_at=1_795_234_412_026, account="acme", provider="link-smsc", channel="sms", environment="test",
    source="LINK", text="Din kod är 4711", outcome=Outcome.ACCEPTED, state=DELIVERED, segments=2,
    recipients=(
        Recipient("+46701234567", Outcome.ACCEPTED, DELIVERED, 1005, "Queued", 1_795_234_413_000,
                  (Part(0, "abc", DELIVERED, 1001, (7,)), Part(1, "abc", AWAITED))),
    ),
)  # fmt: skip


def test_the_keys_scripts_rely_on_are_there_and_null_when_absent() -> None:
    document = event_json(stored)
    assert set(document) >= EVENT_KEYS
    assert document["received_at"] == "2026-11-21T04:13:32.026Z"
    assert document["occurred_at"] is None
    assert document["destination"] == "+46701234567"
    tree = message_json(message)
    assert set(tree) >= MESSAGE_KEYS
    assert tree["recipients"][0]["parts"][0]["events"] == [7]


def test_the_answer_of_send_names_each_provider_id_once() -> None:
    assert sent_json(message) == {
        "message": "01A",
        "outcome": "accepted",
        "recipients": [
            {
                "to": "+46701234567",
                "outcome": "accepted",
                "provider_ids": ["abc"],
                "code": 1005,
                "description": "Queued",
            }
        ],
    }


def test_each_state_has_a_sign_of_its_own() -> None:
    assert [state_sign(state) for state in (DELIVERED, REFUSED, AWAITED, UNKNOWN)] == ["●", "✕", "◌", "?"]
    assert (billing_sign(DELIVERED), billing_sign(AWAITED)) == ("¤", " ")
    assert state_words(UNKNOWN) == "finality unknown, delivery unknown, billing unknown"


def test_a_ticket_text_says_what_happened() -> None:
    lines = event_text(stored).splitlines()
    assert lines[:2] == ["● 1001 Billed and delivered", "final, delivered, billed"]
    assert any("abc part 0" in line for line in lines)
    told = message_text(message, [stored])
    assert "to +46701234567: accepted 1005 Queued" in told
    assert "part 1  abc  ◌ temporary" in told
    assert "  message 1  abc  ◌ temporary" in message_text(replace(message, channel="whatsapp"))


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_a_ticket_text_is_safe_whatever_came_in(status: str, text: str, number: str) -> None:
    hostile = Event(EventKind.INBOUND, "link-smsc", "k", status=status, text=text, source=number, operator=text)
    told = event_text(StoredEvent(1, 1, 0, number, hostile))
    assert all(line == plain(line) for line in told.split("\n"))
