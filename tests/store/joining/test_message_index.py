"""Several messages in one request share the message id of their destination: a report's index says which it is about
(LINK WhatsApp Message API 1.4.1, "Event report"). They come in any order, and at any time they claim."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.callbacks.event import Arrival
from console.domain.callbacks.request import CallbackRequest
from console.domain.message import Message, Outcome, Recipient
from console.domain.state import NEVER_SENT, UNKNOWN, Billing, Delivery, Finality, State
from console.domain.timestamps import format_rfc3339
from console.providers.registry import callback_provider
from console.store.arrivals import record_arrivals
from console.store.database import Database
from console.store.events import totals
from console.store.messages import message, record_answer, record_sending
from tests.store.rows import NOW, sending

TO = ("+46700000001", "+46700000002")
IDS = ("8aU6cwxAKE9NzMLrS6M82Y", "1aU6cwxAKE9NzMLrS6M82C")
MESSAGES = 3
LINK = callback_provider("link-whatsapp")
READER = LINK.callback_reader()
CODES = {known.code: known for known in LINK.codes()}
QUEUED = State(Finality.TEMPORARY, Delivery.NOT_DELIVERED, Billing.UNKNOWN)
DELIVERED = State(Finality.FINAL, Delivery.DELIVERED, Billing.UNKNOWN)
FAILED = State(Finality.FINAL, Delivery.NOT_DELIVERED, Billing.UNKNOWN)


def told(message_id: str, index: int, code: int, seconds: int = 0, kind: str = "text") -> Arrival:
    body = {
        "messageId": message_id, "refId": "r-1", "messageType": kind, "messageIndex": index, "resultCode": code,
        "timestamp": format_rfc3339(NOW + seconds * 1000), "resultDescription": "", "customParameters": {},
    }  # fmt: skip
    request = CallbackRequest(NOW, "127.0.0.1", "POST", "/callbacks/acme", "", (), "", json.dumps(body).encode())
    return Arrival(request, "acme", READER.read(request), 200, "loopback")


def sent(database: Database) -> None:
    request = sending("01W", TO, MESSAGES, provider="link-whatsapp", channel="whatsapp", reference="r-1")
    database.write_now(lambda connection: record_sending(connection, request))


def answered(database: Database) -> None:
    def record(connection: sqlite3.Connection) -> None:
        for place, message_id in enumerate(IDS):
            record_answer(
                connection,
                "01W",
                place,
                outcome=Outcome.ACCEPTED,
                state=QUEUED,
                code=112001,
                provider_ids=[message_id],
                answered_at=NOW,
            )

    database.write_now(record)


def came(database: Database, arrivals: Iterable[Arrival]) -> None:
    database.write_now(lambda connection: record_arrivals(connection, list(arrivals), "test"))


def stored(database: Database) -> Message:
    return database.read_now(lambda connection: message(connection, "01W"))


def codes(recipient: Recipient) -> list[int | None]:
    return [part.code for part in recipient.parts]


def test_two_destinations_and_three_messages_show_six_states_each_of_its_own(database: Database) -> None:
    sent(database)
    answered(database)
    came(database, [told(IDS[0], 0, 112003), told(IDS[0], 1, 112002), told(IDS[1], 2, 112404), told(IDS[1], 0, 112007)])
    first, second = stored(database).recipients
    assert [part.index for part in (*first.parts, *second.parts)] == [0, 1, 2] * 2
    assert {part.provider_message_id for part in first.parts} == {IDS[0]}
    assert (codes(first), codes(second)) == ([112003, 112002, 112001], [112007, 112001, 112404])
    assert (first.state, second.state) == (QUEUED, QUEUED)
    came(database, [told(IDS[1], 1, 112003)])
    assert stored(database).recipients[1].state == FAILED


def test_a_failed_request_speaks_for_all_messages_of_its_destination(database: Database) -> None:
    sent(database)
    answered(database)
    came(database, [told(IDS[0], -1, 112406, kind="request")])
    first, second = stored(database).recipients
    assert [(part.state, part.code, part.events) for part in first.parts] == [(NEVER_SENT, 112406, (1,))] * 3
    assert first.state == NEVER_SENT
    assert codes(second) == [112001] * 3


def test_what_a_phone_has_shown_is_not_undone_by_a_failure_told_later(database: Database) -> None:
    sent(database)
    answered(database)
    came(database, [told(IDS[0], 0, 112003, 1), told(IDS[0], 0, 112403, 9), told(IDS[0], -1, 112500, 9, "request")])
    part = stored(database).recipients[0].parts[0]
    assert (part.state, part.code) == (DELIVERED, 112003)


def test_codes_that_are_no_state_change_none(database: Database) -> None:
    sent(database)
    answered(database)
    came(database, [told(IDS[0], 0, 112002, 1), told(IDS[0], 0, 112004, 2), told(IDS[0], 0, 112005, 3)])
    part = stored(database).recipients[0].parts[0]
    assert (part.state, part.code, part.events) == (QUEUED, 112002, (1, 2, 3))


def test_reports_that_come_before_the_answer_find_their_message(database: Database) -> None:
    sent(database)
    came(database, [told(IDS[1], 2, 112007), told(IDS[1], -1, 112001, kind="request")])
    assert database.read_now(totals).unmatched == 2
    answered(database)
    assert database.read_now(totals).unmatched == 0
    assert [codes(recipient) for recipient in stored(database).recipients] == [[112001] * 3, [112001, 112001, 112007]]


@pytest.mark.parametrize("others", [0, 1])
def test_a_lost_answer_is_made_good_by_a_reference_only_one_recipient_has(database: Database, others: int) -> None:
    request = sending("01W", TO[: 1 + others], 1, provider="link-whatsapp", channel="whatsapp", reference="r-1")
    database.write_now(lambda connection: record_sending(connection, request))
    database.write_now(
        lambda connection: record_answer(connection, "01W", 0, outcome=Outcome.UNKNOWN, state=UNKNOWN, answered_at=NOW)
    )
    came(database, [told("w9", 0, 112002, 1), told("w9", 0, 112003, 2)])
    first = stored(database).recipients[0]
    assert database.read_now(totals).unmatched == 2 * others
    assert first.state == (UNKNOWN if others else DELIVERED)


WAY = (112001, 112002, 112006, 112403, 112003, 112007)
TOLD = st.lists(
    st.tuples(st.integers(-1, MESSAGES - 1), st.sampled_from(sorted(CODES)), st.integers(0, 3)),
    min_size=1,
    max_size=6,
    unique=True,
)


@settings(max_examples=15, deadline=None)
@given(TOLD, st.randoms(use_true_random=False), st.integers(0, 6))
def test_reports_in_any_order_and_before_or_after_the_answer_end_in_one_state(
    reports: list[tuple[int, int, int]], random: Any, before: int
) -> None:
    shuffled = [*reports]
    random.shuffle(shuffled)
    ends = []
    for order, early in ((reports, 0), (shuffled, before)):
        with tempfile.TemporaryDirectory() as folder:
            database = Database(Path(folder) / "switchroom.db")
            sent(database)
            arrivals = [told(IDS[0], index, code, at) for index, code, at in order]
            came(database, arrivals[:early])
            answered(database)
            came(database, arrivals[early:])
            recipient = stored(database).recipients[0]
            ends.append(([(part.index, part.state, part.code) for part in recipient.parts], recipient.state))
            database.close()
    assert ends[0] == ends[1]


@settings(max_examples=10, deadline=None)
@given(st.permutations(WAY), st.lists(st.integers(0, 9), min_size=len(WAY), max_size=len(WAY)))
def test_a_message_never_goes_back_whatever_the_times_say(order: list[int], times: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "switchroom.db")
        sent(database)
        answered(database)
        furthest = 0
        for code, at in zip(order, times, strict=True):
            came(database, [told(IDS[0], 1, code, at)])
            furthest = max(furthest, WAY.index(code))
            assert stored(database).recipients[0].parts[1].code == WAY[furthest]
        database.close()
