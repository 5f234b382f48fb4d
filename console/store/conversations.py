"""Whom our numbers write with over WhatsApp: read from the events and messages that are there anyway."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from console.domain.callbacks.event import StoredEvent
from console.domain.message import Outcome, Part
from console.domain.state import State
from console.domain.timestamps import Millis
from console.store.rows import EVENT_COLUMNS, Row, state_of, storable, stored_event

Pair = tuple[str, str]
"""Our number and theirs, as `number_key` has them."""

_REQUESTS = 5_000
"""The newest requests among which the list of contacts looks for whom we wrote to."""

# As the index event_whatsapp has them.
_RECEIVED = "event.channel = 'whatsapp' AND event.kind = 'inbound'"
_RECEIVED_AT = (
    "min(ifnull(event.sent_at, event.received_at), ifnull(event.occurred_at, event.received_at), event.received_at)"
)
"""The window opens when the contact writes: what WhatsApp handed on late has been open for a while already."""
_THEIRS, _OURS = "ltrim(event.source, '+0')", "ltrim(event.destination, '+0')"
_SENT_FROM, _SENT_TO = "ltrim(message.source, '+0')", "ltrim(recipient.destination, '+0')"


@dataclass(frozen=True, slots=True)
class LastRow:
    """The newest between two numbers in one direction; `extra` is that of a received event."""

    source: str
    number: str
    account: str | None
    at: Millis
    text: str | None
    extra: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class SentRow:
    """A request as one destination got it. `request` is what the message holds."""

    message_id: str
    sent_at: Millis
    account: str
    request: dict[str, Any]
    outcome: Outcome
    state: State
    code: int | None
    description: str | None
    parts: dict[int, Part]
    events: tuple[StoredEvent, ...]


def number_key(number: str) -> str:
    """The same for every spelling of a number with its country code, without blanks."""
    return number.lstrip("+0")


def active_pairs(connection: sqlite3.Connection, account: str | None, limit: int) -> list[Pair]:
    """Who wrote or was written to last, of one account or all; the last active first."""
    of = "" if account is None else "AND account = ?"
    values = storable(() if account is None else (account,))
    last: dict[Pair, Millis] = {}
    for ours, theirs, at in (
        *connection.execute(
            f"SELECT {_OURS}, {_THEIRS}, max({_RECEIVED_AT}) FROM event WHERE {_RECEIVED} {of} "
            f"AND {_OURS} IS NOT NULL AND {_THEIRS} IS NOT NULL GROUP BY 2, 1 ORDER BY 3 DESC LIMIT ?",
            (*values, limit),
        ),
        *connection.execute(
            f"SELECT {_SENT_FROM}, {_SENT_TO}, max(sent_at) FROM (SELECT id, source, sent_at FROM message "
            f"WHERE channel = 'whatsapp' {of} ORDER BY sent_at DESC LIMIT ?) AS message "
            "JOIN recipient ON recipient.message = message.id GROUP BY 1, 2 ORDER BY 3 DESC LIMIT ?",
            (*values, _REQUESTS, limit),
        ),
    ):
        last[ours, theirs] = max(at, last.get((ours, theirs), at))
    return sorted(last, key=lambda pair: last[pair], reverse=True)[:limit]


def pairs_with(connection: sqlite3.Connection, number: str) -> list[Pair]:
    """The numbers of ours that wrote with this one, which is as `number_key` has it."""
    rows = connection.execute(
        f"SELECT {_OURS} FROM event WHERE {_RECEIVED} AND {_THEIRS} = ?1 AND {_OURS} IS NOT NULL UNION "
        f"SELECT {_SENT_FROM} FROM recipient JOIN message ON message.id = recipient.message "
        f"WHERE {_SENT_TO} = ?1 AND channel = 'whatsapp'",
        storable((number,)),
    )
    return [(ours, number) for (ours,) in rows]


def last_received(connection: sqlite3.Connection, pair: Pair) -> LastRow | None:
    """The newest message to our number from theirs."""
    row = connection.execute(
        f"SELECT destination, source, account, {_RECEIVED_AT}, text, extra FROM event WHERE {_RECEIVED} "
        f"AND {_OURS} = ? AND {_THEIRS} = ? ORDER BY 4 DESC, id DESC LIMIT 1",
        storable(pair),
    ).fetchone()
    if row is None:
        return None
    source, number, account, at, text, extra = row
    return LastRow(source, number, account, at, text, None if extra is None else json.loads(extra))


def last_sent(connection: sqlite3.Connection, pair: Pair) -> LastRow | None:
    """The newest request from our number to theirs."""
    row = connection.execute(
        "SELECT message.source, destination, account, sent_at, text "
        "FROM recipient JOIN message ON message.id = recipient.message "
        f"WHERE {_SENT_TO} = ? AND channel = 'whatsapp' AND {_SENT_FROM} = ? "
        "ORDER BY sent_at DESC, message.id DESC LIMIT 1",
        storable((pair[1], pair[0])),
    ).fetchone()
    return None if row is None else LastRow(*row)


def last_received_at(connection: sqlite3.Connection, source: str, numbers: Iterable[str]) -> dict[str, Millis]:
    """When each of these numbers last wrote to ours, all as `number_key` has them; without those that never did."""
    rows = connection.execute(
        f"SELECT {_THEIRS}, max({_RECEIVED_AT}) FROM event WHERE {_RECEIVED} AND {_OURS} = ? "
        f"AND {_THEIRS} IN (SELECT value FROM json_each(?)) GROUP BY 1",
        storable((source, json.dumps(list(numbers)))),
    )
    return dict(rows.fetchall())


def received_from(connection: sqlite3.Connection, pair: Pair, limit: int) -> list[tuple[Millis, StoredEvent]]:
    """The newest `limit` messages, newest first, each with the instant that counts."""
    rows = connection.execute(
        f"SELECT {_RECEIVED_AT}, {EVENT_COLUMNS} FROM event WHERE {_RECEIVED} AND {_OURS} = ? AND {_THEIRS} = ? "
        "ORDER BY 1 DESC, event.id DESC LIMIT ?",
        storable((*pair, limit)),
    )
    return [(row[0], stored_event(row[1:])) for row in rows]


def sent_to(connection: sqlite3.Connection, pair: Pair, limit: int) -> list[SentRow]:
    """The newest `limit` requests to that number, newest first."""
    rows = connection.execute(
        "SELECT recipient.id, message.id, sent_at, account, request, recipient.outcome, recipient.finality, "
        "recipient.delivery, recipient.billing, recipient.code, recipient.description "
        "FROM recipient JOIN message ON message.id = recipient.message "
        f"WHERE {_SENT_TO} = ? AND channel = 'whatsapp' AND {_SENT_FROM} = ? "
        "ORDER BY sent_at DESC, message.id DESC LIMIT ?",
        storable((pair[1], pair[0], limit)),
    ).fetchall()
    wanted = (json.dumps([row[0] for row in rows]),)
    events: defaultdict[int, list[StoredEvent]] = defaultdict(list)
    for recipient, *rest in connection.execute(
        f"SELECT event.recipient, {EVENT_COLUMNS} FROM event "
        "WHERE event.recipient IN (SELECT value FROM json_each(?)) ORDER BY event.id",
        wanted,
    ):
        events[recipient].append(stored_event(tuple(rest)))
    parts: defaultdict[int, dict[int, Part]] = defaultdict(dict)
    for recipient, index, provider_id, finality, delivery, billing, code in connection.execute(
        "SELECT recipient, part_index, provider_message_id, finality, delivery, billing, code FROM part "
        "WHERE recipient IN (SELECT value FROM json_each(?))",
        wanted,
    ):
        numbers = tuple(one.id for one in events[recipient] if one.event.part in (None, index))
        parts[recipient][index] = Part(index, provider_id, state_of(finality, delivery, billing), code, numbers)
    return [_sent(row, parts[row[0]], tuple(events[row[0]])) for row in rows]


def _sent(row: Row, parts: dict[int, Part], events: tuple[StoredEvent, ...]) -> SentRow:
    _, message_id, sent_at, account, request, outcome, finality, delivery, billing, code, description = row
    return SentRow(
        message_id,
        sent_at,
        account,
        json.loads(request),
        Outcome(outcome),
        state_of(finality, delivery, billing),
        code,
        description,
        parts,
        events,
    )
