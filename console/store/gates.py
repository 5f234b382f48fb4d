"""Known gates and their revisions, as they stand in the store: sealed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from console.domain.document import same
from console.domain.gates.gate import Gate
from console.domain.gates.revision import Origin, Revision
from console.domain.timestamps import Millis
from console.errors import NotFound
from console.store.rows import storable

_GATE_COLUMNS = "account, gate_id, ref_id, document, fetched_at, revision, seen_revision, removed_at, formerly"
_REVISION_COLUMNS = "id, account, gate_id, ref_id, at, who, origin, document, batch"


@dataclass(frozen=True, slots=True)
class GateRow:
    account: str
    gate_id: str
    ref_id: str | None
    gate: Gate
    fetched_at: Millis
    revision: int
    seen_revision: int | None
    removed_at: Millis | None
    formerly: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A version of a gate that is to be kept."""

    account: str
    gate: Gate
    at: Millis
    origin: Origin
    who: str = ""
    batch: str | None = None
    formerly: str | None = None


def keep_list(connection: sqlite3.Connection, account: str, gates: Sequence[Gate], at: Millis) -> None:
    """Take in what an account's list says. Whatever the very first one says is no news to the user."""
    first = list_read_at(connection, account) is None
    for gate in gates:
        if not gate.id:  # nothing can be asked about it, or done to it
            continue
        before = gate_row(connection, account, gate.id)
        revision = keep(connection, Entry(account, gate, at, Origin.READ))
        if first and (before is None or before.seen_revision is None):
            mark_seen(connection, account, gate.id or "", revision)
    there = {gate.id for gate in gates}
    for row in gate_rows(connection, [account]):
        if row.removed_at is None and row.gate_id not in there:
            keep_removal(connection, Entry(account, row.gate, at, Origin.REMOVED))
    connection.execute(
        "INSERT INTO gate_list (account, fetched_at) VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET fetched_at = excluded.fetched_at",
        (account, at),
    )


def keep(connection: sqlite3.Connection, entry: Entry) -> int:
    """Keep a gate (with its id) as it is at the provider; returns the number of its revision. What was only read and
    is as it was makes no new one. What we wrote needs no looking at."""
    gate_id, ours = entry.gate.id or "", entry.origin != Origin.READ
    before = gate_row(connection, entry.account, gate_id)
    if (
        before is not None
        and before.removed_at is None
        and not ours
        and same(before.gate.document, entry.gate.document)
    ):
        connection.execute(
            "UPDATE gate SET fetched_at = ? WHERE account = ? AND gate_id = ?",
            storable((entry.at, entry.account, gate_id)),
        )
        return before.revision
    revision = _append(connection, entry)
    connection.execute(
        f"INSERT INTO gate ({_GATE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?) "
        "ON CONFLICT (account, gate_id) DO UPDATE SET ref_id = excluded.ref_id, document = excluded.document, "
        "fetched_at = excluded.fetched_at, revision = excluded.revision, removed_at = NULL, "
        "seen_revision = ifnull(excluded.seen_revision, seen_revision), formerly = ifnull(excluded.formerly, formerly)",
        storable(
            (
                entry.account,
                gate_id,
                entry.gate.ref_id,
                _json(entry.gate),
                entry.at,
                revision,
                revision if ours else None,
                entry.formerly,
            )
        ),
    )
    return revision


def keep_removal(connection: sqlite3.Connection, entry: Entry) -> int | None:
    """Note that a gate is gone; its last version stays. Without a `who` somebody else did it. None where it was not
    known, or known to be gone."""
    gate_id = entry.gate.id or ""
    before = gate_row(connection, entry.account, gate_id)
    if before is None or before.removed_at is not None:
        return None
    revision = _append(connection, entry)
    connection.execute(
        "UPDATE gate SET revision = ?, removed_at = ?, fetched_at = ?, seen_revision = iif(?, ?, seen_revision) "
        "WHERE account = ? AND gate_id = ?",
        storable((revision, entry.at, entry.at, bool(entry.who), revision, entry.account, gate_id)),
    )
    return revision


def mark_seen(connection: sqlite3.Connection, account: str, gate_id: str, revision: int) -> None:
    connection.execute(
        "UPDATE gate SET seen_revision = ? WHERE account = ? AND gate_id = ?", storable((revision, account, gate_id))
    )


def gate_rows(connection: sqlite3.Connection, accounts: Sequence[str]) -> list[GateRow]:
    """Those that are there and those that are gone, by account and refId."""
    rows = connection.execute(
        f"SELECT {_GATE_COLUMNS} FROM gate WHERE account IN (SELECT value FROM json_each(?)) "
        "ORDER BY account, ref_id IS NULL, ref_id, gate_id",
        (json.dumps(list(accounts)),),
    )
    return [_gate_row(row) for row in rows]


def gate_row(connection: sqlite3.Connection, account: str, gate_id: str) -> GateRow | None:
    row = connection.execute(
        f"SELECT {_GATE_COLUMNS} FROM gate WHERE account = ? AND gate_id = ?", storable((account, gate_id))
    ).fetchone()
    return None if row is None else _gate_row(row)


def list_read_at(connection: sqlite3.Connection, account: str) -> Millis | None:
    row = connection.execute("SELECT fetched_at FROM gate_list WHERE account = ?", (account,)).fetchone()
    return None if row is None else int(row[0])


def revisions(connection: sqlite3.Connection, account: str, gate_id: str) -> list[Revision]:
    """Newest first, those of the ids the gate had before among them."""
    ids: list[str] = []
    named: str | None = gate_id
    while named is not None and named not in ids:
        ids.append(named)
        row = gate_row(connection, account, named)
        named = row.formerly if row is not None else None
    rows = connection.execute(
        f"SELECT {_REVISION_COLUMNS} FROM gate_revision WHERE account = ? "
        "AND gate_id IN (SELECT value FROM json_each(?)) ORDER BY id DESC",
        (account, json.dumps(ids)),
    )
    return [_revision_row(row) for row in rows]


def revision(connection: sqlite3.Connection, number: int) -> Revision:
    """Raises NotFound."""
    row = connection.execute(
        f"SELECT {_REVISION_COLUMNS} FROM gate_revision WHERE id = ?", storable((number,))
    ).fetchone()
    if row is None:
        raise NotFound(f"There is no revision {number}.", hint="The gate's history shows those there are.")
    return _revision_row(row)


def revisions_by_id(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Revision]:
    rows = connection.execute(
        f"SELECT {_REVISION_COLUMNS} FROM gate_revision WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return {row[0]: _revision_row(row) for row in rows}


def account_revisions(connection: sqlite3.Connection, account: str) -> list[Revision]:
    """All of an account, oldest first."""
    rows = connection.execute(
        f"SELECT {_REVISION_COLUMNS} FROM gate_revision WHERE account = ? ORDER BY id", (account,)
    )
    return [_revision_row(row) for row in rows]


def batch_revisions(connection: sqlite3.Connection, batch: str) -> list[Revision]:
    """What a plan wrote, in that order."""
    rows = connection.execute(f"SELECT {_REVISION_COLUMNS} FROM gate_revision WHERE batch = ? ORDER BY id", (batch,))
    return [_revision_row(row) for row in rows]


def rename_account(connection: sqlite3.Connection, old: str, new: str) -> None:
    drop_account(connection, new)  # what an account of that name left behind
    for table in ("gate", "gate_revision", "gate_list", "gate_write", "gate_batch", "gate_pointing"):
        connection.execute(f"UPDATE {table} SET account = ? WHERE account = ?", (new, old))


def drop_account(connection: sqlite3.Connection, account: str) -> None:
    """Forget its gates; the revisions stay on record."""
    for table in ("gate", "gate_list", "gate_write", "gate_pointing"):
        connection.execute(f"DELETE FROM {table} WHERE account = ?", (account,))


def _append(connection: sqlite3.Connection, entry: Entry) -> int:
    cursor = connection.execute(
        "INSERT INTO gate_revision (account, gate_id, ref_id, at, who, origin, document, batch) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        storable(
            (
                entry.account,
                entry.gate.id or "",
                entry.gate.ref_id,
                entry.at,
                entry.who,
                entry.origin,
                _json(entry.gate),
                entry.batch,
            )
        ),
    )
    return int(cursor.lastrowid or 0)


def gate_json(gate: Gate | None) -> str | None:
    """A gate as a column holds it."""
    return None if gate is None else _json(gate)


def read_gate(text: str | None) -> Gate | None:
    return None if text is None else Gate(json.loads(text))


def _json(gate: Gate) -> str:
    return json.dumps(dict(gate.bare.document))


def _gate_row(row: tuple[Any, ...]) -> GateRow:
    account, gate_id, ref_id, document, fetched_at, number, seen, removed_at, formerly = row
    gate = Gate(json.loads(document))
    return GateRow(account, gate_id, ref_id, gate, fetched_at, number, seen, removed_at, formerly)


def _revision_row(row: tuple[Any, ...]) -> Revision:
    number, account, gate_id, ref_id, at, who, origin, document, batch = row
    return Revision(number, account, gate_id, ref_id, at, who, Origin(origin), Gate(json.loads(document)), batch)
