from __future__ import annotations

from console.domain.callbacks.event import Event, EventKind, StoredEvent
from console.domain.callbacks.timeline import timeline
from console.domain.message import Message, Outcome, Part, Recipient
from console.domain.state import AWAITED, UNKNOWN, Billing, Delivery, Finality, State

DELIVERED = State(Finality.FINAL, Delivery.DELIVERED, Billing.BILLED)
AT = 1_795_000_000_000


def stored(number: int, at: int, state: State | None, code: int, repeats: int = 0) -> StoredEvent:
    event = Event(EventKind.REPORT, "link-smsc", f"news {number}", state=state, code=code, occurred_at=at - 5)
    return StoredEvent(number, number, at, "acme", event, "01A", "exact", repeats)


def message(*recipients: Recipient) -> Message:
    return Message(
        id="01A",
        sent_at=AT,
        account="acme",
        provider="link-smsc",
        channel="sms",
        environment="test",
        source="LINK",
        text="Hello",
        outcome=Outcome.ACCEPTED,
        state=AWAITED,
        segments=1,
        recipients=recipients,
    )


def test_each_part_has_its_own_steps_with_the_time_between() -> None:
    recipient = Recipient(
        "+46700000001",
        Outcome.ACCEPTED,
        AWAITED,
        1005,
        "Queued",
        AT + 271,
        (Part(0, "QX91", DELIVERED, 1001, (2, 1)), Part(1, "QX91", AWAITED, 1000, (3, 99))),
    )
    events = [
        stored(1, AT + 1471, AWAITED, 1000),
        stored(2, AT + 6071, DELIVERED, 1001, 1),
        stored(3, AT + 200, None, 1000),
    ]
    steps = timeline(message(recipient), events)
    assert [(step.part, step.what, step.after, step.code, step.event, step.repeats) for step in steps] == [
        (None, "sent", None, None, None, 0),
        (None, "accepted", 271, 1005, None, 0),
        (0, "report", 1200, 1000, 1, 0),
        (0, "report", 4600, 1001, 2, 1),
        (1, "report", -71, 1000, 3, 0),  # it overtook the answer
    ]
    assert steps[3].occurred_at == AT + 6066
    assert steps[4].state == AWAITED  # the report said none, so the part's


def test_what_was_not_answered_says_so_and_what_never_left_has_no_answer() -> None:
    lost = Recipient("+46700000001", Outcome.UNKNOWN, UNKNOWN, description="Timed out", answered_at=AT + 20_000)
    stopped = Recipient("+46700000002", Outcome.STOPPED, AWAITED)
    steps = timeline(message(lost, stopped), [])
    assert [(step.recipient, step.what, step.after, step.description) for step in steps] == [
        (0, "sent", None, None),
        (0, "no answer", 20_000, "Timed out"),
        (1, "stopped", None, None),
    ]
