from __future__ import annotations

import sqlite3
from functools import partial

import pytest

from console.domain.message import Message, Outcome
from console.domain.state import AWAITED, NEVER_SENT, UNKNOWN
from console.errors import InvalidInput, NotFound
from console.store.arrivals import record_arrivals
from console.store.database import Database
from console.store.messages import (
    message,
    messages,
    record_answer,
    record_lost,
    record_sending,
    record_stopped,
    unfinished,
)
from tests.store.rows import DELIVERED, FAILED, NOW, arrival, report, sending


def read(database: Database, name: str) -> Message:
    return database.read_now(lambda connection: message(connection, name))


def accepted(connection: sqlite3.Connection, name: str, provider_id: str) -> None:
    record_answer(
        connection, name, 0, outcome=Outcome.ACCEPTED, state=AWAITED, provider_ids=[provider_id], answered_at=NOW
    )


def test_a_message_is_read_as_it_was_written(database: Database) -> None:
    first = sending("01A", ["+46700000001", "+46700000002"], 2, request={"url": "https://example.com", "n": 1})
    again = sending("01B", resend_of="01A", resend_reason="The handset was off", reference="ord-7", text="lone \ud800")
    for new in (first, again):
        database.write_now(partial(record_sending, message=new))
    assert read(database, "01A") == first
    assert read(database, "01B").text == "lone ?"
    assert (read(database, "01B").resend_of, read(database, "01B").resend_reason) == ("01A", "The handset was off")


def test_each_recipient_is_answered_for_itself(database: Database) -> None:
    def send(connection: sqlite3.Connection) -> None:
        record_sending(connection, sending("01A", ["+46700000001", "+46700000002", "+46700000003"], 2))
        record_answer(connection, "01A", 0, outcome=Outcome.ACCEPTED, state=AWAITED, code=1005, description="Queued",
                      provider_ids=["QX91"], answered_at=NOW + 5)  # fmt: skip
        record_answer(connection, "01A", 1, outcome=Outcome.REFUSED, state=FAILED, code=2106, answered_at=NOW + 6)

    database.write_now(send)
    tree = read(database, "01A")
    assert tree.outcome is Outcome.SENDING
    first, second, third = tree.recipients
    assert (first.outcome, first.state, first.code, first.description, first.answered_at) == (
        Outcome.ACCEPTED, AWAITED, 1005, "Queued", NOW + 5,
    )  # fmt: skip
    assert [(part.index, part.provider_message_id, part.state) for part in first.parts] == [
        (0, "QX91", AWAITED),
        (1, "QX91", AWAITED),
    ]
    assert (second.outcome, second.state, second.parts) == (Outcome.REFUSED, FAILED, ())
    assert (third.outcome, third.state) == (Outcome.SENDING, AWAITED)
    database.write_now(lambda connection: record_stopped(connection, "01A"))
    tree = read(database, "01A")
    assert tree.outcome is Outcome.ACCEPTED
    assert (tree.recipients[2].outcome, tree.recipients[2].state) == (Outcome.STOPPED, NEVER_SENT)
    assert tree.recipients[:2] == (first, second)


def test_an_answer_for_nobody_is_refused(database: Database) -> None:
    with pytest.raises(NotFound):
        database.write_now(
            lambda connection: record_answer(
                connection, "01A", 0, outcome=Outcome.ACCEPTED, state=AWAITED, answered_at=NOW
            )
        )


def test_what_a_dead_process_was_sending_may_have_arrived(database: Database) -> None:
    def send(connection: sqlite3.Connection) -> None:
        record_sending(connection, sending("01A", ["+46700000001", "+46700000002"]))
        record_sending(connection, sending("01B"))
        for name in ("01A", "01B"):
            accepted(connection, name, name)

    database.write_now(send)
    assert database.read_now(unfinished) == ["01A"]
    assert database.write_now(lambda connection: record_lost(connection, "01A")) == 1
    assert database.read_now(unfinished) == []
    tree = read(database, "01A")
    assert (tree.outcome, tree.recipients[1].outcome, tree.recipients[1].state) == (
        Outcome.UNKNOWN, Outcome.UNKNOWN, UNKNOWN,
    )  # fmt: skip
    assert tree.recipients[0].outcome is Outcome.ACCEPTED


def test_an_answer_that_comes_after_all_keeps_what_the_report_named(database: Database) -> None:
    def send(connection: sqlite3.Connection) -> None:
        record_sending(connection, sending("01A", reference="ord-7"))
        record_lost(connection, "01A")
        came = report("QX91", reference="ord-7", destination="+46700000001")
        record_arrivals(connection, [arrival(came)], "test")
        accepted(connection, "01A", "QX91")

    database.write_now(send)
    (part,) = read(database, "01A").recipients[0].parts
    assert (part.provider_message_id, part.state, part.events) == ("QX91", DELIVERED, (1,))


def test_a_message_is_found_by_its_id_a_beginning_of_it_or_the_providers(database: Database) -> None:
    def send(connection: sqlite3.Connection) -> None:
        for name, provider_id in (("01JAA", "QX1"), ("01JAB", "00qx2"), ("01J", "QX3")):
            record_sending(connection, sending(name))
            accepted(connection, name, provider_id)

    database.write_now(send)
    for name, found in (("01JAA", "01JAA"), ("01jab", "01JAB"), ("01J", "01J"), ("QX1", "01JAA"), ("00qx2", "01JAB")):
        assert read(database, name).id == found
    with pytest.raises(InvalidInput, match="Several messages"):
        read(database, "01JA")
    for nothing in ("01K", "qx1", "", "%", "\ud800"):
        with pytest.raises(NotFound):
            read(database, nothing)


def test_pages_follow_one_another_newest_first(database: Database) -> None:
    def send(connection: sqlite3.Connection) -> None:
        for number in range(7):  # some in the same millisecond
            record_sending(connection, sending(f"01{number}", sent_at=NOW + number // 3))

    database.write_now(send)
    seen: list[str] = []
    before = None
    while True:
        page = database.read_now(partial(messages, limit=3, before=before, now=NOW))
        if not page:
            break
        seen += [one.id for one in page]
        before = page[-1].id
    assert seen == [f"01{number}" for number in reversed(range(7))]


def test_hundreds_of_recipients_take_no_more_queries_than_one(database: Database) -> None:
    def send(connection: sqlite3.Connection) -> list[int]:
        record_sending(connection, sending("01A", [f"+4670{number:07}" for number in range(300)]))
        record_sending(connection, sending("01B"))
        counts = []
        for name in ("01A", "01B"):
            statements: list[str] = []
            connection.set_trace_callback(statements.append)
            message(connection, name)
            connection.set_trace_callback(None)
            counts.append(len(statements))
        return counts

    many, one = database.write_now(send)
    assert many == one
