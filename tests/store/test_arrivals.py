from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.callbacks.event import Arrival, Event, EventKind, Recorded
from console.domain.callbacks.filter import Filter
from console.store.arrivals import record_arrivals
from console.store.database import Database
from console.store.events import callback, event, newest, sightings, totals
from console.store.gate_writes import last_callbacks, last_events
from tests.store.rows import FAILED, NOW, arrival, report

EVERYTHING = Filter()


def store(database: Database, *arrivals: Arrival) -> Recorded:
    return database.write_now(lambda connection: record_arrivals(connection, arrivals, "test"))


def test_what_came_is_kept_to_the_byte(database: Database) -> None:
    came = report(
        "QX91",
        part=1,
        reference="ord-7",
        source="LINK",
        destination="+46700000001",
        status="Delivered",
        operator="se.telia",
        operator_code="0",
        sent_at=NOW - 5,
        occurred_at=NOW - 3,
        text="Hej [red]\0\x1b[2J",
        extra={"segments": 2, "customParameters": {"received": "2026-11-20 09:00:05"}},
    )
    whole = arrival(came, body=bytes(range(256)))
    store(database, whole)
    kept = database.read_now(lambda connection: event(connection, 1))
    assert kept.event == came
    assert (kept.callback, kept.account, kept.received_at, kept.message, kept.repeats) == (1, "acme", NOW, None, 0)
    raw = database.read_now(lambda connection: callback(connection, 1))
    assert raw.request == whole.request
    assert (raw.listener, raw.account, raw.answer_status, raw.source_check) == ("test", "acme", 200, "loopback")


def test_one_callback_may_tell_several_things(database: Database) -> None:
    assert store(database, arrival(report("1"), report("2"), report("3"))) == Recorded(0, 1, 0)
    kept = database.read_now(lambda connection: newest(connection, EVERYTHING, NOW, 10))
    assert [(row.callback, row.event.provider_message_id) for row in kept] == [(1, "1"), (1, "2"), (1, "3")]


def test_news_told_again_is_counted_and_its_callback_kept(database: Database) -> None:
    once, other = report("1"), report("2")
    assert store(database, arrival(once), arrival(once), arrival(other)) == Recorded(1, 2, 0)
    assert store(database, arrival(once), arrival(once, other)) == Recorded(2, 0, 0)
    assert store(database, arrival(once, report("3"))) == Recorded(0, 1, 0)  # it told something new as well
    kept = database.read_now(lambda connection: newest(connection, EVERYTHING, NOW, 10))
    assert [(row.event.provider_message_id, row.repeats) for row in kept] == [("1", 4), ("2", 1), ("3", 0)]
    assert database.read_now(lambda connection: callback(connection, 6)).id == 6
    assert database.read_now(totals).events == 3


def test_the_same_words_to_another_account_or_from_another_provider_are_other_news(database: Database) -> None:
    once = report("1", dedup_key="key")
    store(database, arrival(once), arrival(once, account="other"), arrival(once, account=None))
    store(database, arrival(once._replace(provider="other")), arrival(once, account=None))
    kept = database.read_now(lambda connection: newest(connection, EVERYTHING, NOW, 10))
    assert [row.repeats for row in kept] == [0, 0, 1, 0]


def test_each_kind_is_counted_as_what_it_is(database: Database) -> None:
    inbound = Event(EventKind.INBOUND, "link-smsc", "mo", text="STOP", source="+46700000001")
    nonsense = Event(EventKind.UNRECOGNISED, "link-smsc", "?")
    assert store(database, arrival(inbound), arrival(nonsense), arrival(nonsense), arrival()) == Recorded(1, 0, 1)
    found = database.read_now(totals)
    assert (found.events, found.unmatched, found.unrecognised) == (2, 0, 1)


NASTY = st.text(st.characters(), max_size=8) | st.sampled_from(["\ud800", "\0", "\udfff" * 3, "x" * 100_000])
HUGE = st.integers(-(2**70), 2**70) | st.none()


@settings(max_examples=30, deadline=None)
@given(NASTY, NASTY, NASTY, NASTY, HUGE, HUGE)
def test_nothing_received_is_an_exception(
    provider_id: str, text: str, reference: str, key: str, code: int | None, part: int | None
) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        database = Database(Path(folder) / "switchroom.db")
        bad = report(
            provider_id, text=text, reference=reference, destination=text, code=code, part=part, dedup_key=key,
            extra={text: [code]},
        )  # fmt: skip
        assert store(database, arrival(report("fine")), arrival(bad), arrival(bad)) == Recorded(1, 2, 0)
        kept = database.read_now(lambda connection: event(connection, 2))
        assert kept.event.text == text.encode("utf-8", "replace").decode()
        assert kept.event.code == (code if code is not None and -(2**63) <= code < 2**63 else None)
        assert kept.repeats == 1
        database.close()


def test_codes_are_counted_by_provider_and_day(database: Database) -> None:
    day = 86_400_000
    for days_ago, code, times in ((0, 1001, 3), (1, 1001, 2), (6, 2106, 1), (7, 2106, 1), (40, 2106, 1)):
        told = [report("1", FAILED, code=code) for _ in range(times)]
        store(database, *(arrival(one, at=NOW - days_ago * day) for one in told), arrival(told[0], at=NOW))
    store(database, arrival(report("1", provider="other", code=1001), at=NOW - 10), arrival(report("1", code=None)))
    seen = database.read_now(lambda connection: sightings(connection, NOW))
    assert {key: (one.count, one.last_at, one.daily) for key, one in seen.items()} == {
        ("link-smsc", 1001): (5, NOW, (0, 0, 0, 0, 0, 2, 3)),
        ("link-smsc", 2106): (3, NOW - 6 * day, (1, 0, 0, 0, 0, 0, 0)),
        ("other", 1001): (1, NOW - 10, (0, 0, 0, 0, 0, 0, 1)),
    }


_WRITE = """
import sys
from pathlib import Path
from console.store.arrivals import record_arrivals
from console.store.database import Database
from tests.store.rows import arrival, report

name, database = sys.argv[2], Database(Path(sys.argv[1]), busy_timeout=60)
for batch in range(40):
    told = [report(f"{name}{batch}{n}", dedup_key=f"{name} {batch} {n}") for n in range(8)]
    told.append(report("shared", dedup_key=f"shared {batch}"))
    database.write_now(lambda connection: record_arrivals(connection, [arrival(one) for one in told], name))
database.close()
"""


def test_two_listeners_may_write_at_once(path: Path, database: Database) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", _WRITE, str(path), name], stderr=subprocess.PIPE, text=True)
        for name in ("one", "two")
    ]
    assert [one.communicate(timeout=100)[1] for one in running] == ["", ""]

    def look(connection: object) -> tuple[int, ...]:
        return tuple(
            connection.execute(sql).fetchone()[0]  # type: ignore[attr-defined] # a sqlite3 connection
            for sql in (
                "SELECT count(*) FROM callback",
                "SELECT count(*) FROM event",
                "SELECT sum(repeats) FROM event",
                "SELECT sum(events) FROM tally",
                "SELECT count(DISTINCT callback) FROM event",
            )
        )

    assert database.read_now(look) == (720, 680, 40, 680, 680)


@pytest.mark.parametrize("count", [1, 32])
def test_a_batch_that_fails_leaves_nothing(database: Database, count: int) -> None:
    def fail(connection: object) -> None:
        record_arrivals(connection, [arrival(report(str(number))) for number in range(count)], "test")  # type: ignore[arg-type] # as above
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.write_now(fail)
    assert database.read_now(totals).events == 0
    assert store(database, arrival(report("1"))) == Recorded(0, 1, 0)
    assert database.read_now(lambda connection: event(connection, 1)).id == 1


def test_the_newest_event_of_each_account_and_of_each_gate_it_names_is_remembered(database: Database) -> None:
    inbound = Event(
        EventKind.INBOUND, "link-smsc", "in-1", extra={"route": {"gateIds": ["g1", 7, "x" * 99, "g2"]}}, text="hello"
    )
    store(database, arrival(report("a"), at=NOW), arrival(report("b"), at=NOW + 5), arrival(inbound, at=NOW + 9))
    store(database, arrival(report("c"), account=None, at=NOW + 60))
    seen = database.read_now(last_callbacks)
    assert seen == {("acme", ""): NOW + 9, ("acme", "g1"): NOW + 9, ("acme", "g2"): NOW + 9}
    assert database.read_now(lambda connection: last_events(connection, "report")) == [("acme", "", 2)]
