"""Gates pointed at this listener for a while, with what they were before."""

from __future__ import annotations

import sqlite3
from typing import Any

from console.domain.gates.gate import Gate
from console.domain.gates.pointing import Pointing
from console.domain.timestamps import Millis
from console.errors import NotFound
from console.store.gates import gate_json, read_gate
from console.store.rows import storable

_COLUMNS = "id, account, gate_id, ref_id, target, at, who, former, pointed, until, at_exit"


def keep_pointing(connection: sqlite3.Connection, row: Pointing) -> int:
    """Before the gate is written. Returns its number."""
    cursor = connection.execute(
        "INSERT INTO gate_pointing (account, gate_id, ref_id, target, at, who, former, pointed, until, at_exit) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        storable(
            (
                row.account,
                row.gate_id,
                row.ref_id,
                row.target,
                row.at,
                row.who,
                gate_json(row.former),
                gate_json(row.pointed),
                row.until,
                row.at_exit,
            )
        ),
    )
    return int(cursor.lastrowid or 0)


def end_pointing(connection: sqlite3.Connection, number: int, at: Millis) -> None:
    connection.execute("UPDATE gate_pointing SET ended_at = ? WHERE id = ?", (at, number))


def drop_pointing(connection: sqlite3.Connection, number: int) -> None:
    """One that was never written."""
    connection.execute("DELETE FROM gate_pointing WHERE id = ?", (number,))


def change_pointing(
    connection: sqlite3.Connection, number: int, pointed: Gate, until: Millis | None, *, at_exit: bool
) -> None:
    """The gate was pointed here once more, in another way or for longer: what it was before all of it stays."""
    connection.execute(
        "UPDATE gate_pointing SET pointed = ?, until = ?, at_exit = ? WHERE id = ?",
        storable((gate_json(pointed), until, at_exit, number)),
    )


def open_pointings(connection: sqlite3.Connection) -> list[Pointing]:
    """Oldest first."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM gate_pointing WHERE ended_at IS NULL ORDER BY id")
    return [_row(row) for row in rows]


def pointing(connection: sqlite3.Connection, number: int) -> Pointing:
    """An open one. Raises NotFound."""
    found = next((row for row in open_pointings(connection) if row.id == number), None)
    if found is None:
        raise NotFound("This gate is not pointed here any more.", hint="Its former destinations are in its history.")
    return found


def _row(row: tuple[Any, ...]) -> Pointing:
    number, account, gate_id, ref_id, target, at, who, former, pointed, until, at_exit = row
    return Pointing(
        account,
        gate_id,
        ref_id,
        target,
        at,
        who,
        read_gate(former) or Gate(),
        read_gate(pointed) or Gate(),
        until,
        bool(at_exit),
        number,
    )
