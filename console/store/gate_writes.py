"""Writes of gates with an unknown outcome, plans that were carried out, and the newest callbacks of accounts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from console.domain.gates.open_write import OpenWrite
from console.domain.timestamps import Millis
from console.errors import NotFound
from console.store.gates import gate_json, read_gate
from console.store.rows import storable

_WRITE_COLUMNS = "id, account, gate_id, ref_id, kind, at, who, before, after, batch, formerly"


@dataclass(frozen=True, slots=True)
class BatchRow:
    """`gates` counts the revisions it wrote."""

    id: str
    account: str
    at: Millis
    who: str
    title: str
    undoes: str | None
    gates: int = 0
    undone: bool = False


def open_write(connection: sqlite3.Connection, write: OpenWrite) -> int:
    """Before the request leaves. Returns its number."""
    cursor = connection.execute(
        "INSERT INTO gate_write (account, gate_id, ref_id, kind, at, who, before, after, batch, formerly) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        storable(
            (
                write.account,
                write.gate_id,
                write.ref_id,
                write.kind,
                write.at,
                write.who,
                gate_json(write.before),
                gate_json(write.after),
                write.batch,
                write.formerly,
            )
        ),
    )
    return int(cursor.lastrowid or 0)


def close_writes(connection: sqlite3.Connection, number: int, account: str = "", gate_id: str = "") -> None:
    """The outcome of one is known; and so, where a gate is named, is that of all earlier ones to it."""
    connection.execute(
        "DELETE FROM gate_write WHERE id = ? OR (account = ? AND gate_id = ? AND gate_id <> '' AND id < ?)",
        storable((number, account, gate_id, number)),
    )


def open_writes(connection: sqlite3.Connection, accounts: Sequence[str]) -> list[OpenWrite]:
    """Oldest first."""
    rows = connection.execute(
        f"SELECT {_WRITE_COLUMNS} FROM gate_write WHERE account IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(accounts)),),
    )
    return [_write_row(row) for row in rows]


def keep_batch(connection: sqlite3.Connection, batch: BatchRow) -> None:
    connection.execute(
        "INSERT INTO gate_batch (id, account, at, who, title, undoes) VALUES (?, ?, ?, ?, ?, ?)",
        storable((batch.id, batch.account, batch.at, batch.who, batch.title, batch.undoes)),
    )


def batches(connection: sqlite3.Connection, account: str) -> list[BatchRow]:
    """Those that wrote something, newest first."""
    rows = connection.execute(
        "SELECT id, account, at, who, title, undoes, "
        "(SELECT count(*) FROM gate_revision WHERE batch = gate_batch.id) AS gates, "
        "EXISTS (SELECT 1 FROM gate_batch AS later WHERE later.undoes = gate_batch.id) "
        "FROM gate_batch WHERE account = ? AND gates > 0 ORDER BY id DESC",
        (account,),
    )
    return [
        BatchRow(name, owner, at, who, title, undoes, gates, bool(undone))
        for name, owner, at, who, title, undoes, gates, undone in rows
    ]


def batch(connection: sqlite3.Connection, account: str, name: str) -> BatchRow:
    """Raises NotFound."""
    found = next((one for one in batches(connection, account) if one.id == name), None)
    if found is None:
        raise NotFound(f"There is no plan {name} that wrote something.", hint="Look at the list of plans.")
    return found


def last_callbacks(connection: sqlite3.Connection) -> dict[tuple[str, str], Millis]:
    """When the newest callback came, by (account, gate); gate "" for all of an account."""
    rows = connection.execute(
        "SELECT account, gate, max(last_at) FROM sighting WHERE kind IN ('report', 'inbound') GROUP BY account, gate"
    )
    return {(account, gate): at for account, gate, at in rows}


def last_events(connection: sqlite3.Connection, kind: str) -> list[tuple[str, str, int]]:
    """(account, gate, number of the event), the newest first."""
    rows = connection.execute("SELECT account, gate, event FROM sighting WHERE kind = ? ORDER BY event DESC", (kind,))
    return [(account, gate, event) for account, gate, event in rows]


def _write_row(row: tuple[Any, ...]) -> OpenWrite:
    number, account, gate_id, ref_id, kind, at, who, before, after, name, formerly = row
    return OpenWrite(
        account, gate_id, ref_id, kind, at, who, read_gate(before), read_gate(after), name, formerly, number
    )
