"""Looking into the database beside the desks."""

from __future__ import annotations

from console.settings.paths import Home
from console.store.audit import AuditEntry, audit_entries
from console.wiring import open_database


def audit_rows(home: Home) -> list[AuditEntry]:
    """Newest first."""
    database = open_database(home)
    try:
        return database.read_now(audit_entries)
    finally:
        database.close()


def run_sql(home: Home, statement: str) -> None:
    database = open_database(home)
    try:
        database.write_now(lambda connection: connection.execute(statement))
    finally:
        database.close()
