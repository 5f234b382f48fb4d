from __future__ import annotations

import pytest

from console.domain.gates.gate import Gate
from console.domain.gates.open_write import OpenWrite
from console.domain.gates.revision import Origin
from console.errors import NotFound
from console.store.database import Database
from console.store.gate_writes import (
    BatchRow,
    batch,
    batches,
    close_writes,
    keep_batch,
    last_callbacks,
    last_events,
    open_write,
    open_writes,
)
from console.store.gates import Entry, batch_revisions, keep


def write(gate_id: str = "g1", account: str = "acme") -> OpenWrite:
    before, after = Gate({"id": gate_id}), Gate({"id": gate_id, "ttl": 1})
    return OpenWrite(account, gate_id, "REF", "update", 10, "anna", before, after)


def test_an_open_write_stays_until_its_outcome_is_known(database: Database) -> None:
    first, second, other = (
        database.write_now(lambda connection, one=one: open_write(connection, one))  # type: ignore[misc]  # bound now
        for one in (write(), write(), write("g2"))
    )
    kept = database.read_now(lambda connection: open_writes(connection, ["acme"]))
    assert [one.id for one in kept] == [first, second, other]
    assert kept[0].after == Gate({"id": "g1", "ttl": 1})
    database.write_now(lambda connection: close_writes(connection, second, "acme", "g1"))
    assert [one.id for one in database.read_now(lambda connection: open_writes(connection, ["acme"]))] == [other]
    database.write_now(lambda connection: close_writes(connection, other))
    assert database.read_now(lambda connection: open_writes(connection, ["acme"])) == []


def test_a_batch_counts_what_it_wrote_and_knows_that_it_was_undone(database: Database) -> None:
    database.write_now(lambda connection: keep_batch(connection, BatchRow("01A", "acme", 10, "anna", "Apply", None)))
    assert database.read_now(lambda connection: batches(connection, "acme")) == []
    for name in ("g1", "g2"):
        entry = Entry("acme", Gate({"id": name}), 11, Origin.WRITTEN, "anna", "01A")
        database.write_now(lambda connection, entry=entry: keep(connection, entry))  # type: ignore[misc]  # bound now
    assert database.read_now(lambda connection: batch(connection, "acme", "01A")).gates == 2
    assert [one.gate_id for one in database.read_now(lambda at: batch_revisions(at, "01A"))] == ["g1", "g2"]
    undo = BatchRow("01B", "acme", 12, "anna", "Undo", "01A")
    database.write_now(lambda connection: keep_batch(connection, undo))
    assert database.read_now(lambda connection: batch(connection, "acme", "01A")).undone
    with pytest.raises(NotFound):
        database.read_now(lambda connection: batch(connection, "acme", "01B"))


def test_without_callbacks_nothing_was_sighted(database: Database) -> None:
    assert database.read_now(last_callbacks) == {}
    assert database.read_now(lambda connection: last_events(connection, "report")) == []
