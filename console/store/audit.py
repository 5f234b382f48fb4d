"""Every write to the outside: who did what to whom, and what came of it. Append only."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from console.domain.timestamps import Millis


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`subject` is what was acted on (a message id, an account's name), `before` and `after` how it stood, without
    secrets; `id` is None until it is stored."""

    at: Millis
    who: str
    action: str
    outcome: str
    account: str | None = None
    environment: str | None = None
    subject: str | None = None
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    id: int | None = None


def append_audit(connection: sqlite3.Connection, entry: AuditEntry) -> None:
    connection.execute(
        "INSERT INTO audit (at, who, action, account, environment, subject, before, after, outcome) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.at,
            entry.who,
            entry.action,
            entry.account,
            entry.environment,
            entry.subject,
            _json(entry.before),
            _json(entry.after),
            entry.outcome,
        ),
    )


def audit_entries(connection: sqlite3.Connection, limit: int = 100) -> list[AuditEntry]:
    """The newest `limit`, newest first."""
    rows = connection.execute(
        "SELECT at, who, action, outcome, account, environment, subject, before, after, id FROM audit "
        "ORDER BY id DESC LIMIT ?",
        (limit,),
    )
    return [
        AuditEntry(at, who, action, outcome, account, environment, subject, _read(before), _read(after), number)
        for at, who, action, outcome, account, environment, subject, before, after, number in rows
    ]


def _json(state: Mapping[str, Any] | None) -> str | None:
    return None if state is None else json.dumps(dict(state))


def _read(text: str | None) -> dict[str, Any] | None:
    return None if text is None else dict(json.loads(text))
