"""Unsent work, as JSON: a draft's shape changes faster than a table should."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, fields
from typing import Any

from console.domain.sms.draft import Draft, Premium
from console.domain.timestamps import Millis
from console.errors import NotFound


def keep_draft(connection: sqlite3.Connection, draft: Draft, now: Millis, draft_id: int | None = None) -> int:
    """Keep a new draft, or a newer text of the one numbered `draft_id`; its number. A draft thrown away by somebody
    else meanwhile is kept again under its old number."""
    (number,) = connection.execute(
        "INSERT INTO draft (id, saved_at, draft) VALUES (?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET saved_at = excluded.saved_at, draft = excluded.draft RETURNING id",
        (draft_id, now, json.dumps(asdict(draft))),
    ).fetchone()
    return int(number)


def drafts(connection: sqlite3.Connection) -> list[tuple[int, Millis, Draft]]:
    """(number, saved at, draft), newest first."""
    rows = connection.execute("SELECT id, saved_at, draft FROM draft ORDER BY saved_at DESC, id DESC")
    return [(number, saved_at, _draft(json.loads(text))) for number, saved_at, text in rows]


def discard_draft(connection: sqlite3.Connection, draft_id: int) -> None:
    """Raises NotFound."""
    if connection.execute("DELETE FROM draft WHERE id = ?", (draft_id,)).rowcount == 0:
        raise NotFound(f"There is no draft {draft_id}.")


def _draft(kept: dict[str, Any]) -> Draft:
    """Fields of a later version that this one does not know are left out."""
    premium = kept.pop("premium", {})
    known = {field.name: kept[field.name] for field in fields(Draft) if field.name in kept}
    known["destinations"] = tuple(known.get("destinations", ()))
    charge = {field.name: premium[field.name] for field in fields(Premium) if field.name in premium}
    return Draft(**known, premium=Premium(**charge))
