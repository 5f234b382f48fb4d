"""The two readers of the filter language say the same about every event."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.callbacks.event import Event, EventKind
from console.domain.callbacks.filter import FIELDS, Kind, matches, parse
from console.domain.message import Outcome
from console.domain.state import Billing, Delivery, Finality, State
from console.store.arrivals import record_arrivals
from console.store.database import Database
from console.store.events import ids_after, newest, newest_ids
from console.store.messages import messages, record_answer, record_sending
from tests.store.rows import DELIVERED, FAILED, NOW, arrival, report, sending

# Wildcards, quotes, NUL, letters whose other case is not ASCII's business (the Kelvin sign, dotless i), combining
# marks, a surrogate half and everything SQLite might stumble over.
HOSTILE = st.sampled_from(
    ["%", "_", "a%b", "'", '"', "''", "\\", "\0", "a\0b", "\0b", "K", "k", "\u212a", "\u0131", "I", "\u0130", "\xdf",
     "SS", "\xc5", "\xe5", "A\u030a", "\U0001f600", "\ud800", "telia", "TELIA", "se.Telia", "+46700000001", "1001",
     "-", "", " ", "two words", "is:final", "[a-z]*", "--", ";DROP"]
)  # fmt: skip
TEXT = st.one_of(st.none(), HOSTILE, st.text(max_size=6))
SMALL = st.one_of(st.none(), st.integers(-2, 3), st.sampled_from([1001, 2106, 2**63 - 1, -(2**63)]))
STATES = st.builds(State, st.sampled_from(Finality), st.sampled_from(Delivery), st.sampled_from(Billing))
EVENTS = st.builds(
    report,
    TEXT,
    st.one_of(st.none(), STATES),
    kind=st.sampled_from(EventKind),
    provider=st.sampled_from(["link-smsc", "other%"]),
    part=SMALL,
    code=SMALL,
    reference=TEXT,
    source=TEXT,
    destination=TEXT,
    status=TEXT,
    operator=TEXT,
    operator_code=TEXT,
    text=TEXT,
)


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


@st.composite
def _terms(draw: st.DrawFn) -> str:
    minus = draw(st.sampled_from(["", "-"]))
    name = draw(st.sampled_from([None, *FIELDS, "to", "from", "ref"]))
    if name is None:
        return minus + _quoted(draw(HOSTILE | st.text(max_size=3)))
    field = FIELDS.get(name) or FIELDS[{"to": "destination", "from": "source", "ref": "reference"}[name]]
    if field.kind is Kind.TEXT:
        return f"{minus}{name}{draw(st.sampled_from([':', ':=']))}{_quoted(draw(HOSTILE | st.text(max_size=3)))}"
    if field.kind is Kind.NUMBER:
        operator = draw(st.sampled_from([":", ":=", ":>", ":>=", ":<", ":<=", ">="]))
        return f"{minus}{name}{operator}{draw(st.sampled_from([-1, 0, 1, 2, 1001, 2106, 10**17]))}"
    times = ["1s", "1h", "1d", "today", "yesterday", "2026-11-19", "2026-11-18T11:06:40Z"]
    return f"{minus}{name}:{draw(st.sampled_from(list(field.choices) if field.kind is Kind.CHOICE else times))}"


FILTERS = st.lists(_terms(), max_size=3).map(" ".join) | st.text(max_size=12)


@pytest.fixture(scope="module")
def shared() -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "switchroom.db")
        yield database
        database.close()


class _Undo(Exception):
    pass


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(EVENTS, st.sampled_from(["acme", "Other_%", None]), st.integers(0, 3)), min_size=1, max_size=8),
    st.lists(FILTERS, min_size=1, max_size=4),
    st.lists(st.booleans(), min_size=8, max_size=8),
)
def test_sql_and_predicate_agree(
    shared: Database, told: list[tuple[Event, str | None, int]], filters: list[str], flags: list[bool]
) -> None:
    def both(connection: sqlite3.Connection) -> None:
        record_sending(connection, sending("01SENT"))
        arrivals = [arrival(event, account=account, at=NOW - hours * 3_600_000 // 2) for event, account, hours in told]
        record_arrivals(connection, arrivals, "test")
        for number, flag in enumerate(flags, 1):
            if flag:
                connection.execute(
                    "UPDATE event SET message = '01SENT', repeats = 2, "
                    "recipient = (SELECT id FROM recipient WHERE message = '01SENT') WHERE id = ?",
                    (number,),
                )
        everything = newest(connection, parse(""), NOW, 100)
        assert len(everything) == len(told)
        for text in filters:
            wanted = parse(text)
            expected = [stored.id for stored in everything if matches(wanted, stored, NOW)]
            assert newest_ids(connection, wanted, NOW, 100) == expected, text
            assert ids_after(connection, wanted, NOW, 0) == expected, text
        raise _Undo

    with pytest.raises(_Undo):
        shared.write_now(both)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["01B", "01A"]),
        ("hello", ["01A"]),
        ("QX9", ["01A"]),
        ("id:qx91", ["01A"]),
        ("to:+4670", ["01B", "01A"]),
        ("number:0002", ["01B"]),
        ("number:LINK", ["01B", "01A"]),
        ("from:link -text:hello", ["01B"]),
        ("is:delivered", ["01A"]),
        ("is:failed", ["01B"]),
        ("code:2106", ["01B"]),
        ("code:1001", ["01A"]),
        ("operator:se.telia", ["01A"]),
        ("is:repeated", []),
        ("matched:yes", ["01A"]),
        ("message:01b", ["01B"]),
        ("before:1h", ["01B"]),
        ("delivery:not_delivered account:acme provider:link", ["01B"]),
        ("ref:ord-7", ["01B"]),
    ],
)
def test_messages_are_found_by_what_they_and_their_reports_say(
    database: Database, query: str, found: list[str]
) -> None:
    def store(connection: sqlite3.Connection) -> None:
        record_sending(connection, sending("01A"))
        second = sending("01B", ["+46700000002"], text="Goodbye", sent_at=NOW - 7_200_000, reference="ord-7")
        record_sending(connection, second)
        record_answer(
            connection, "01A", 0, outcome=Outcome.ACCEPTED, state=DELIVERED, provider_ids=["QX91ab"], answered_at=NOW
        )
        record_answer(connection, "01B", 0, outcome=Outcome.REFUSED, state=FAILED, code=2106, answered_at=NOW)
        record_arrivals(connection, [arrival(report("QX91ab", operator="se.telia"))], "test")

    database.write_now(store)
    there = database.read_now(lambda connection: messages(connection, where=parse(query), now=NOW))
    order = ["01A", "01B"]
    assert [message.id for message in there] == sorted(found, key=order.index)
