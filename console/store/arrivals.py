"""Storing callbacks: the hot path. Raw first, meaning second, in one transaction for all that wait."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from console.domain.callbacks.event import Arrival, Event, EventKind, Recorded
from console.domain.callbacks.matching import id_key
from console.store.joining import Report, join_reports
from console.store.rows import storable, triple

DAY = 86_400_000
"""Milliseconds; tally counts by UTC day."""

_INSERT_CALLBACK = (
    "INSERT INTO callback (id, received_at, listener, account, peer, method, path, query, headers, content_type, body, "
    "answer_status, source_check) VALUES {rows}"
)
_INSERT_EVENT = (
    "INSERT INTO event (id, callback, received_at, occurred_at, sent_at, provider, account, channel, kind, "
    "provider_message_id, id_key, part, reference, source, destination, code, status, finality, delivery, billing, "
    "operator, operator_code, text, extra, progress, dedup_key, dedup) "
    "VALUES {rows} ON CONFLICT (dedup) DO NOTHING"
)
_COUNT = (
    "INSERT INTO tally (day, provider, kind, code, events, last_at) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT DO UPDATE SET events = events + excluded.events, last_at = max(last_at, excluded.last_at)"
)
_SIGHT = (
    "INSERT INTO sighting (account, gate, kind, last_at, event) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT DO UPDATE SET last_at = max(last_at, excluded.last_at), event = max(event, excluded.event)"
)
# Where _INSERT_EVENT has them.
_RECEIVED_AT, _PROVIDER, _ACCOUNT, _KIND, _PROVIDER_ID, _ID_KEY, _REFERENCE, _DESTINATION, _CODE = (
    2, 5, 6, 8, 9, 10, 12, 14, 15,
)  # fmt: skip
_INSTANTS = 2**48
_ROWS_AT_ONCE = 32
"""Few enough that the statements for each number of rows stay prepared: two tables, and room for the others."""

_ENCODE = json.JSONEncoder(check_circular=False).encode  # what comes was read from JSON, so it holds no circle

_GATES_AT_MOST = 8
"""Of one event: the provider's own list of them is short."""
_LONGEST_GATE = 64

Values = tuple[Any, ...]


def record_arrivals(connection: sqlite3.Connection, arrivals: Sequence[Arrival], listener: str) -> Recorded:
    """Store the callbacks with the events read from them, and join those to their messages.

    To be called inside one write. Every callback gets a row; news told before gets no second event, the first one is
    counted up. Texts and numbers no database can hold (half a surrogate pair, a code beyond 64 bits) are stored with
    what can be held; the callback's body keeps the bytes.
    """
    (callback,) = connection.execute("SELECT ifnull(max(id), 0) + 1 FROM callback").fetchone()
    (first,) = connection.execute("SELECT ifnull(max(id), 0) + 1 FROM event").fetchone()
    callbacks = [_callback_row(callback + index, arrival, listener) for index, arrival in enumerate(arrivals)]
    told = [(index, arrival, event) for index, arrival in enumerate(arrivals) for event in arrival.events]
    events = [
        _event_row(first + offset, callback + index, arrival, event)
        for offset, (index, arrival, event) in enumerate(told)
    ]
    try:
        _insert(connection, callbacks, events)
    except (UnicodeEncodeError, OverflowError):
        connection.execute("DELETE FROM event WHERE id >= ?", (first,))
        connection.execute("DELETE FROM callback WHERE id >= ?", (callback,))
        events = [storable(row) for row in events]
        _insert(connection, [storable(row) for row in callbacks], events)

    new = _count_repeats(connection, first, events)
    _count_events(connection, [events[offset] for offset in new])
    _note_sightings(connection, [(events[offset], told[offset][2]) for offset in new])
    reports = [_report(events[offset]) for offset in new if told[offset][2].kind is EventKind.REPORT]
    joined = join_reports(connection, reports) if reports else set()

    fresh = {told[offset][0] for offset in new}
    return Recorded(
        repeated=len({index for index, _, _ in told} - fresh),
        unmatched=len({told[report.event - first][0] for report in reports if report.event not in joined}),
        unrecognised=len({told[offset][0] for offset in new if told[offset][2].kind is EventKind.UNRECOGNISED}),
    )


@lru_cache(256)
def _headers(headers: tuple[tuple[str, str], ...]) -> str:
    """A provider sends the same headers with every callback."""
    return _ENCODE(headers)


def _callback_row(number: int, arrival: Arrival, listener: str) -> Values:
    request = arrival.request
    return (
        number, request.received_at, listener, arrival.account, request.peer, request.method, request.path,
        request.query, _headers(request.headers), request.content_type, request.body, arrival.answer_status,
        arrival.source_check,
    )  # fmt: skip


def _event_row(number: int, callback: int, arrival: Arrival, event: Event) -> Values:
    (
        kind, provider, dedup_key, channel, provider_id, part, reference, source, destination, code, status, state,
        operator, operator_code, sent_at, occurred_at, text, extra, progress,
    ) = event  # fmt: skip
    account = arrival.account
    finality, delivery, billing = (None, None, None) if state is None else triple(state)
    return (
        number, callback, arrival.request.received_at, occurred_at, sent_at, provider, account, channel, kind._value_,
        provider_id, None if provider_id is None else id_key(provider_id), part, reference, source, destination, code,
        status, finality, delivery, billing, operator, operator_code, text, _ENCODE({**extra}) if extra else None,
        progress, dedup_key, _dedup(account, event),
    )  # fmt: skip


def _report(row: Values) -> Report:
    """From what was stored, not from what came: the two differ where a text cannot be stored as it is."""
    return Report(
        row[0], row[_PROVIDER], row[_ACCOUNT], row[_PROVIDER_ID], row[_ID_KEY], row[_DESTINATION], row[_REFERENCE]
    )


def _dedup(account: str | None, event: Event) -> bytes:
    """The same news told by another provider or to another account is other news.

    A report's own instant comes first. Reports arrive roughly in that order, so the unique index grows at its end
    instead of changing a page for each, which was a third of the work.
    """
    key = f"{account or ''}\0{event.provider}\0{event.dedup_key}"
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    instant = event.occurred_at if event.kind is EventKind.REPORT and event.occurred_at else 0
    return (instant % _INSTANTS).to_bytes(6, "big") + digest


def _insert(connection: sqlite3.Connection, callbacks: Sequence[Values], events: Sequence[Values]) -> None:
    _insert_rows(connection, _INSERT_CALLBACK, callbacks)
    _insert_rows(connection, _INSERT_EVENT, events)


def _insert_rows(connection: sqlite3.Connection, statement: str, rows: Sequence[Values]) -> None:
    """Many rows to one statement. Python gives its lock away at each, and a busy event loop is slow to give it back."""
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        chunk = rows[start : start + _ROWS_AT_ONCE]
        connection.execute(_for_rows(statement, len(chunk), len(chunk[0])), [value for row in chunk for value in row])


@lru_cache(2 * _ROWS_AT_ONCE)
def _for_rows(statement: str, count: int, columns: int) -> str:
    row = f"({', '.join('?' * columns)})"
    return statement.format(rows=", ".join([row] * count))


def _count_repeats(connection: sqlite3.Connection, first: int, events: Sequence[Values]) -> Sequence[int]:
    """The offsets of the events that are news; the others are counted up where they were first told."""
    kept = [number - first for (number,) in connection.execute("SELECT id FROM event WHERE id >= ?", (first,))]
    if len(kept) == len(events):
        return kept
    repeats = sorted(set(range(len(events))) - set(kept))
    connection.executemany(
        "UPDATE event SET repeats = repeats + 1 WHERE dedup = ?", [(events[offset][-1],) for offset in repeats]
    )
    return kept


def _count_events(connection: sqlite3.Connection, events: Sequence[Values]) -> None:
    counted: Counter[Values] = Counter()
    last: dict[Values, int] = {}
    for row in events:
        received_at, code = row[_RECEIVED_AT], row[_CODE]
        key = (received_at // DAY, row[_PROVIDER], row[_KIND], "" if code is None else code)
        counted[key] += 1
        last[key] = max(received_at, last.get(key, received_at))
    connection.executemany(_COUNT, [(*key, count, last[key]) for key, count in counted.items()])


def _note_sightings(connection: sqlite3.Connection, events: Sequence[tuple[Values, Event]]) -> None:
    """The newest event of each account and kind, and of each gate that a received message names."""
    seen: dict[tuple[str, str, str], tuple[int, int]] = {}
    for row, event in events:
        account = row[_ACCOUNT]
        if account is None:
            continue
        for gate in ("", *_gates(event)):
            key = (account, gate, row[_KIND])
            seen[key] = (max(row[_RECEIVED_AT], seen.get(key, (0, 0))[0]), row[0])
    connection.executemany(_SIGHT, [(*key, *last) for key, last in seen.items()])


def _gates(event: Event) -> Sequence[str]:
    route = event.extra.get("route") if event.extra else None
    named = route.get("gateIds") if isinstance(route, dict) else None
    if not isinstance(named, list):
        return ()
    return storable(
        [gate for gate in named[:_GATES_AT_MOST] if isinstance(gate, str) and 0 < len(gate) <= _LONGEST_GATE]
    )
