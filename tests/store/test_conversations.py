from __future__ import annotations

import sqlite3

import pytest

from console.domain.callbacks.event import Event, EventKind
from console.domain.message import Outcome
from console.store.arrivals import record_arrivals
from console.store.conversations import (
    active_pairs,
    last_received,
    last_received_at,
    last_sent,
    pairs_with,
    received_from,
    sent_to,
)
from console.store.database import Database
from console.store.messages import record_answer, record_sending
from tests.store.rows import BUFFERED, DELIVERED, NOW, arrival, report, sending

OURS, ANNA, BO = "46701740699", "46700000001", "46700000002"


def inbound(text: str, source: str = f"+{ANNA}", to: str = f"+{OURS}", **given: object) -> Event:
    values = {"channel": "whatsapp", "source": source, "destination": to, "text": text, **given}
    return Event(EventKind.INBOUND, "link-whatsapp", f"said {text}", **values)  # type: ignore[arg-type]  # mixed


def take(database: Database, event: Event, at: int = NOW) -> None:
    database.write_now(lambda connection: record_arrivals(connection, [arrival(event, at=at)], "test"))


def send(database: Database, message_id: str, at: int, *to: str) -> None:
    def work(connection: sqlite3.Connection) -> None:
        message = sending(
            message_id,
            to,
            segments=3,
            sent_at=at,
            channel="whatsapp",
            provider="link-whatsapp",
            source=f"+{OURS}",
            request={"body": {"refId": message_id}},
        )
        record_sending(connection, message)
        for place in range(len(to)):
            record_answer(
                connection,
                message_id,
                place,
                outcome=Outcome.ACCEPTED,
                state=BUFFERED,
                provider_ids=[f"{message_id}-{place}"],
                answered_at=at,
            )

    database.write_now(work)


@pytest.mark.parametrize("spelled", [f"+{ANNA}", f"00{ANNA}", ANNA])
def test_a_number_is_one_contact_however_its_plus_is_written(database: Database, spelled: str) -> None:
    take(database, inbound("hello", spelled), NOW)
    pair = (OURS, ANNA)
    assert database.read_now(lambda connection: active_pairs(connection, None, 9)) == [pair]
    assert database.read_now(lambda connection: pairs_with(connection, ANNA)) == [pair]
    found = database.read_now(lambda connection: last_received(connection, pair))
    assert found is not None
    assert (found.number, found.at, found.text) == (spelled, NOW, "hello")
    assert database.read_now(lambda connection: last_received_at(connection, OURS, [ANNA, BO])) == {ANNA: NOW}


def test_the_last_message_is_the_one_the_platform_got_last_and_none_is_of_the_future(database: Database) -> None:
    take(database, inbound("second", occurred_at=NOW - 10), NOW)
    take(database, inbound("first, and late", occurred_at=NOW - 500), NOW + 1)
    assert database.read_now(lambda connection: last_received_at(connection, OURS, [ANNA])) == {ANNA: NOW - 10}
    take(database, inbound("ahead", occurred_at=NOW + 99_999), NOW + 2)
    take(database, inbound("ahead", occurred_at=NOW + 99_999), NOW + 70)  # told twice
    assert database.read_now(lambda connection: last_received_at(connection, OURS, [ANNA])) == {ANNA: NOW + 2}
    rows = database.read_now(lambda connection: received_from(connection, (OURS, ANNA), 2))
    assert [(at, stored.event.text) for at, stored in rows] == [(NOW + 2, "ahead"), (NOW - 10, "second")]


def test_an_sms_is_no_part_of_it(database: Database) -> None:
    take(database, inbound("sms", channel="sms"))
    database.write_now(lambda connection: record_sending(connection, sending("S1", (f"+{ANNA}",), source=f"+{OURS}")))
    assert database.read_now(lambda connection: active_pairs(connection, None, 9)) == []
    assert database.read_now(lambda connection: pairs_with(connection, ANNA)) == []
    for last in (last_received, last_sent):
        assert database.read_now(lambda connection, last=last: last(connection, (OURS, ANNA))) is None  # type: ignore[misc]
    assert database.read_now(lambda connection: sent_to(connection, (OURS, ANNA), 9)) == []


def test_what_was_sent_has_the_parts_and_reports_of_the_one_destination(database: Database) -> None:
    send(database, "M1", NOW, f"+{ANNA}", f"+{BO}")
    send(database, "M2", NOW + 5, f"+{BO}")
    for part, state in ((0, DELIVERED), (2, BUFFERED), (None, BUFFERED)):
        told = report("M1-1", state, part=part, channel="whatsapp", provider="link-whatsapp", code=112003)
        take(database, told, NOW + 9)
    pairs = [(OURS, BO), (OURS, ANNA)]
    assert database.read_now(lambda connection: active_pairs(connection, "acme", 9)) == pairs
    assert database.read_now(lambda connection: active_pairs(connection, "acme", 1)) == pairs[:1]
    assert database.read_now(lambda connection: active_pairs(connection, "other", 9)) == []
    last = [database.read_now(lambda connection, pair=pair: last_sent(connection, pair)) for pair in pairs]  # type: ignore[misc]
    assert [row.at for row in last if row] == [NOW + 5, NOW]

    newest, older = database.read_now(lambda connection: sent_to(connection, (OURS, BO), 9))
    assert (newest.message_id, older.message_id, older.request) == ("M2", "M1", {"body": {"refId": "M1"}})
    assert [older.parts[index].state for index in range(3)] == [DELIVERED, BUFFERED, BUFFERED]
    assert [len(older.parts[index].events) for index in range(3)] == [2, 1, 2]
    assert [event.event.part for event in older.events] == [0, 2, None]
    assert [row.events for row in database.read_now(lambda connection: sent_to(connection, (OURS, ANNA), 9))] == [()]


def test_a_conversation_is_found_by_index(database: Database) -> None:
    def plan(connection: sqlite3.Connection) -> str:
        seen: list[str] = []
        connection.set_trace_callback(seen.append)
        received_from(connection, (OURS, ANNA), 1)
        sent_to(connection, (OURS, ANNA), 1)
        last_received_at(connection, OURS, [ANNA])
        last_received(connection, (OURS, ANNA))
        last_sent(connection, (OURS, ANNA))
        pairs_with(connection, ANNA)
        connection.set_trace_callback(None)
        wanted = [one for one in seen if "ltrim" in one]
        return "\n".join(row[3] for one in wanted for row in connection.execute(f"EXPLAIN QUERY PLAN {one}"))

    said = database.read_now(plan)
    assert "event_whatsapp" in said
    assert "recipient_number" in said
    assert "SCAN event" not in said
    assert "SCAN message" not in said
