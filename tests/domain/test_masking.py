from __future__ import annotations

from dataclasses import replace

from console.domain.callbacks.event import Event, EventKind, StoredEvent
from console.domain.masking import masked_event, masked_message
from console.domain.message import Message, Outcome, Recipient
from console.domain.redact import MASK
from console.domain.state import AWAITED

NUMBER = "+46701234567"
EVENT = StoredEvent(
    7,
    3,
    1_795_234_412_026,
    "acme",
    Event(
        EventKind.INBOUND,
        "link-smsc",
        "key",
        provider_message_id="abc",
        source=NUMBER,
        destination="LINK",
        code=1001,
        text="Din kod är 4711",
        extra={"contentType": "TEXT", "a": {"destination": NUMBER}, "b": [f"to {NUMBER}", 5]},
    ),
    recipient=NUMBER,
)
MESSAGE = Message(
    id="01A",
    sent_at=1_795_234_412_026,
    account="acme",
    provider="link-smsc",
    channel="sms",
    environment="test",
    source="LINK",
    text="Din kod är 4711",
    outcome=Outcome.ACCEPTED,
    state=AWAITED,
    segments=2,
    request={"Destination": NUMBER, "Userdata": "4711"},
    recipients=(Recipient(NUMBER, Outcome.ACCEPTED, AWAITED), Recipient("72401", Outcome.ACCEPTED, AWAITED)),
)


def test_nothing_of_a_person_is_left() -> None:
    for seen in (repr(masked_event(EVENT)), repr(masked_message(MESSAGE))):
        assert "701234" not in seen
        assert "4711" not in seen


def test_what_happened_stays() -> None:
    seen = masked_event(EVENT)
    assert (seen.id, seen.event.code, seen.event.provider_message_id, seen.event.destination) == (
        7,
        1001,
        "abc",
        "LINK",
    )
    assert seen.event.extra == {"contentType": "TEXT", "a": {"destination": MASK}, "b": [MASK, 5]}
    report = masked_event(replace(EVENT, event=EVENT.event._replace(kind=EventKind.REPORT))).event
    assert report.extra == {"contentType": "TEXT", "a": {"destination": "+46•••••••67"}, "b": ["to +46•••••••67", 5]}
    message = masked_message(MESSAGE)
    assert [recipient.to for recipient in message.recipients] == ["+46•••••••67", "72401"]
    assert (message.source, message.text, message.outcome) == ("LINK", MASK, Outcome.ACCEPTED)


def test_what_is_not_there_is_not_made_up() -> None:
    report = replace(EVENT, recipient=None, event=EVENT.event._replace(source=None, destination=None, text=None))
    seen = masked_event(report)
    assert (seen.recipient, seen.event.source, seen.event.destination, seen.event.text) == (None, None, None, None)
