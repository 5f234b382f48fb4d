"""Reading what came in: single events, pages for a window over many, and counts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from console.domain.callbacks.event import StoredCallback, StoredEvent
from console.domain.callbacks.filter import Filter
from console.domain.timestamps import Millis
from console.errors import NotFound
from console.store.arrivals import DAY
from console.store.filter_sql import where
from console.store.rows import CALLBACK_COLUMNS, EVENT_COLUMNS, stored_callback, stored_event


@dataclass(frozen=True, slots=True)
class Totals:
    """`events` in the whole log, `unmatched` reports that joined no message, `unrecognised` callbacks."""

    events: int
    unmatched: int
    unrecognised: int


@dataclass(frozen=True, slots=True)
class CodeSeen:
    """How often a code came and when last; `daily` is the last seven UTC days, oldest first."""

    count: int
    last_at: Millis
    daily: tuple[int, ...]


def event(connection: sqlite3.Connection, event_id: int) -> StoredEvent:
    """Raises NotFound."""
    found = events_by_id(connection, [event_id])
    if not found:
        raise NotFound(f"There is no event {event_id}.", hint="`switchroom callbacks list` shows those there are.")
    return found[0]


def callback(connection: sqlite3.Connection, callback_id: int) -> StoredCallback:
    """The raw request. Raises NotFound."""
    row = connection.execute(f"SELECT {CALLBACK_COLUMNS} FROM callback WHERE id = ?", (callback_id,)).fetchone()
    if row is None:
        raise NotFound(f"There is no callback {callback_id}.", hint="`switchroom callbacks list` names them.")
    return stored_callback(row)


def events_by_id(connection: sqlite3.Connection, ids: Sequence[int]) -> list[StoredEvent]:
    """By ascending number; those that are not there are left out."""
    rows = connection.execute(
        f"SELECT {EVENT_COLUMNS} FROM event WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(ids)),),
    )
    return [stored_event(row) for row in rows]


def newest(
    connection: sqlite3.Connection,
    filter: Filter,  # noqa: A002 - the language's own word
    now: Millis,
    limit: int,
) -> list[StoredEvent]:
    """The newest `limit` events that pass, newest last."""
    condition, values = where(filter, now)
    rows = connection.execute(
        f"SELECT {EVENT_COLUMNS} FROM event WHERE {condition} ORDER BY id DESC LIMIT ?", (*values, limit)
    ).fetchall()
    return [stored_event(row) for row in reversed(rows)]


def newest_ids(
    connection: sqlite3.Connection,
    filter: Filter,  # noqa: A002 - as above
    now: Millis,
    limit: int,
    *,
    before: int | None = None,
) -> list[int]:
    """The numbers of the newest `limit` events that pass (older than `before`), ascending."""
    condition, values = where(filter, now)
    rows = connection.execute(
        f"SELECT id FROM event WHERE id < ? AND {condition} ORDER BY id DESC LIMIT ?",
        (2**63 - 1 if before is None else before, *values, limit),
    ).fetchall()
    return [number for (number,) in reversed(rows)]


def ids_after(
    connection: sqlite3.Connection,
    filter: Filter,  # noqa: A002 - as above
    now: Millis,
    after: int,
    limit: int = 100_000,
) -> list[int]:
    """The numbers of the events that pass and came after number `after`, ascending, at most `limit`."""
    condition, values = where(filter, now)
    rows = connection.execute(
        f"SELECT id FROM event WHERE id > ? AND {condition} ORDER BY id LIMIT ?", (after, *values, limit)
    )
    return [number for (number,) in rows]


def ids_between(
    connection: sqlite3.Connection,
    filter: Filter,  # noqa: A002 - as above
    now: Millis,
    first: int,
    before: int,
) -> list[int]:
    """The numbers of the events that pass from number `first` up to `before`, which is not one of them, ascending."""
    condition, values = where(filter, now)
    rows = connection.execute(
        f"SELECT id FROM event WHERE id >= ? AND id < ? AND {condition} ORDER BY id", (first, before, *values)
    )
    return [number for (number,) in rows]


def last_id(connection: sqlite3.Connection) -> int:
    """The number of the newest event; 0 in an empty log."""
    (number,) = connection.execute("SELECT ifnull(max(id), 0) FROM event").fetchone()
    return int(number)


def events_of_message(connection: sqlite3.Connection, message_id: str) -> list[StoredEvent]:
    """By number: in order of arrival."""
    rows = connection.execute(
        f"SELECT {EVENT_COLUMNS} FROM event WHERE recipient IN (SELECT id FROM recipient WHERE message = ?) "
        "ORDER BY id",
        (message_id,),
    )
    return [stored_event(row) for row in rows]


def totals(connection: sqlite3.Connection) -> Totals:
    events, unrecognised = connection.execute(
        "SELECT ifnull(sum(events), 0), ifnull(sum(events) FILTER (WHERE kind = 'unrecognised'), 0) FROM tally"
    ).fetchone()
    # Written as the index event_loose is, so that it answers alone.
    (unmatched,) = connection.execute(
        "SELECT count(*) FROM event WHERE kind = 'report' AND matched_by IS NOT 'exact' AND matched_by IS NULL"
    ).fetchone()
    return Totals(events, unmatched, unrecognised)


def count_events(connection: sqlite3.Connection) -> int:
    """The events in the whole log; costs the same however many they are."""
    (events,) = connection.execute("SELECT ifnull(sum(events), 0) FROM tally").fetchone()
    return int(events)


def sightings(connection: sqlite3.Connection, now: Millis) -> dict[tuple[str, int], CodeSeen]:
    """By (provider, code), over the whole log."""
    today = now // DAY
    counts: dict[tuple[str, int], int] = {}
    last: dict[tuple[str, int], int] = {}
    daily: dict[tuple[str, int], list[int]] = {}
    for day, provider, code, events, last_at in connection.execute(
        "SELECT day, provider, code, sum(events), max(last_at) FROM tally WHERE code <> '' GROUP BY day, provider, code"
    ):
        key = (provider, code)
        counts[key] = counts.get(key, 0) + events
        last[key] = max(last.get(key, 0), last_at)
        if today - 7 < day <= today:
            daily.setdefault(key, [0] * 7)[day - today + 6] += events
    return {key: CodeSeen(count, last[key], tuple(daily.get(key, [0] * 7))) for key, count in counts.items()}
