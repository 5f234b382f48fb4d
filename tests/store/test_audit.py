from __future__ import annotations

from dataclasses import replace
from functools import partial

from console.store.audit import AuditEntry, append_audit, audit_entries
from console.store.database import Database
from tests.store.rows import NOW


def test_the_newest_entries_come_first(database: Database) -> None:
    sent = AuditEntry(
        NOW, "ana", "message.send", "accepted", "acme", "production", "01A", before=None, after={"to": ["+46700000001"]}
    )
    removed = AuditEntry(NOW + 1, "ana", "account.remove", "done", subject="old", before={"name": "old"})
    for entry in (sent, removed):
        database.write_now(partial(append_audit, entry=entry))
    assert database.read_now(audit_entries) == [replace(removed, id=2), replace(sent, id=1)]
    assert database.read_now(lambda connection: audit_entries(connection, 1)) == [replace(removed, id=2)]
