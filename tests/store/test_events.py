from __future__ import annotations

import sqlite3

import pytest

from console.domain.callbacks.filter import Filter, parse
from console.domain.message import Outcome
from console.errors import NotFound
from console.store.arrivals import record_arrivals
from console.store.database import Database
from console.store.events import callback, event, events_by_id, ids_after, ids_between, last_id, newest, newest_ids
from console.store.messages import record_answer, record_sending
from tests.store.rows import DELIVERED, NOW, arrival, report, sending

EVERYTHING = Filter()


@pytest.fixture
def ten(database: Database) -> Database:
    arrivals = [arrival(report(str(number), code=number % 2)) for number in range(10)]
    database.write_now(lambda connection: record_arrivals(connection, arrivals, "test"))
    return database


def test_an_empty_log(database: Database) -> None:
    assert database.read_now(last_id) == 0
    assert database.read_now(lambda connection: newest(connection, EVERYTHING, NOW, 10)) == []
    with pytest.raises(NotFound):
        database.read_now(lambda connection: event(connection, 1))
    with pytest.raises(NotFound):
        database.read_now(lambda connection: callback(connection, 1))


def test_the_newest_come_last_and_older_pages_before_them(ten: Database) -> None:
    odd = parse("code:1")
    assert ten.read_now(last_id) == 10
    assert [row.id for row in ten.read_now(lambda connection: newest(connection, odd, NOW, 3))] == [6, 8, 10]
    assert ten.read_now(lambda connection: newest_ids(connection, odd, NOW, 3)) == [6, 8, 10]
    assert ten.read_now(lambda connection: newest_ids(connection, odd, NOW, 3, before=6)) == [2, 4]
    assert ten.read_now(lambda connection: ids_between(connection, odd, NOW, 2, 8)) == [2, 4, 6]
    assert ten.read_now(lambda connection: ids_after(connection, odd, NOW, 6)) == [8, 10]
    assert ten.read_now(lambda connection: ids_after(connection, odd, NOW, 0, 2)) == [2, 4]


def test_rows_by_number_in_order_without_those_that_are_not_there(ten: Database) -> None:
    assert [row.id for row in ten.read_now(lambda connection: events_by_id(connection, [7, 3, 99, 3]))] == [3, 7]


@pytest.mark.parametrize(
    ("sql", "plan"),
    [
        ("SELECT id FROM event WHERE id < 5 AND code = 1 ORDER BY id DESC LIMIT 3", "INTEGER PRIMARY KEY"),
        ("SELECT count(*) FROM event WHERE kind = 'report' AND matched_by IS NOT 'exact' AND matched_by IS NULL",
         "COVERING INDEX event_loose"),
        ("SELECT id FROM event WHERE id_key IN (SELECT value FROM json_each('[]')) AND kind = 'report' "
         "AND matched_by IS NOT 'exact' ORDER BY id", "event_loose (id_key=?)"),
        ("SELECT id FROM event WHERE recipient IN (SELECT value FROM json_each('[]'))", "event_recipient"),
        ("SELECT recipient FROM sent_key WHERE key IN (SELECT value FROM json_each('[]'))", "PRIMARY KEY (key=?)"),
        ("SELECT id FROM message ORDER BY sent_at DESC, id DESC LIMIT 5", "message_sent_at"),
        ("SELECT DISTINCT message FROM recipient WHERE outcome = 'sending' ORDER BY message", "recipient_sending"),
    ],
)  # fmt: skip
def test_the_questions_asked_often_have_an_index(database: Database, sql: str, plan: str) -> None:
    def explain(connection: sqlite3.Connection) -> str:
        return " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}"))

    steps = database.read_now(explain)
    assert plan in steps
    assert "TEMP B-TREE" not in steps or "id_key" in sql


def test_a_report_that_names_no_destination_went_where_its_message_did(database: Database) -> None:
    def store(connection: sqlite3.Connection) -> None:
        record_sending(connection, sending("01A", ["+46700000001"]))
        record_answer(
            connection, "01A", 0, outcome=Outcome.ACCEPTED, state=DELIVERED, provider_ids=["wa-1"], answered_at=NOW
        )
        silent = [report("wa-1", destination=None), report("wa-2", destination=None)]
        record_arrivals(connection, [arrival(one) for one in silent], "test")

    database.write_now(store)
    joined, loose = database.read_now(lambda connection: newest(connection, parse(""), NOW, 10))
    assert (joined.event.destination, joined.destination, loose.destination) == (None, "+46700000001", None)
    for query in ("to:0001", "number:=+46700000001", "+4670"):
        assert database.read_now(lambda c, query=query: newest_ids(c, parse(query), NOW, 10)) == [joined.id]  # type: ignore[misc]  # bound now
