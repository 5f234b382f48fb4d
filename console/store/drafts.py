"""Unsent work, as JSON: a draft's shape changes faster than a table should."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple

from console.domain.timestamps import Millis
from console.errors import NotFound


class DraftRow(NamedTuple):
    """`resend_of` is the message that it sends again."""

    number: int
    saved_at: Millis
    document: dict[str, Any]
    resend_of: str | None


def keep_draft(
    connection: sqlite3.Connection,
    channel: str,
    document: Mapping[str, Any],
    now: Millis,
    *,
    number: int | None = None,
    resend_of: str | None = None,
) -> int:
    """Keep a new draft, or a newer state of the one with this number; its number. A draft thrown away by somebody else
    meanwhile is kept again under its old number."""
    (kept,) = connection.execute(
        "INSERT INTO draft (id, saved_at, draft, channel, resend_of) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
        "SET saved_at = excluded.saved_at, draft = excluded.draft, resend_of = excluded.resend_of RETURNING id",
        (number, now, json.dumps(document), channel, resend_of),
    ).fetchone()
    return int(kept)


def drafts(connection: sqlite3.Connection, channel: str) -> list[DraftRow]:
    """Those of a channel, newest first."""
    rows = connection.execute(
        "SELECT id, saved_at, draft, resend_of FROM draft WHERE channel = ? ORDER BY saved_at DESC, id DESC", (channel,)
    )
    return [DraftRow(number, saved_at, json.loads(text), resend_of) for number, saved_at, text, resend_of in rows]


def discard_draft(connection: sqlite3.Connection, number: int) -> None:
    """Raises NotFound."""
    if connection.execute("DELETE FROM draft WHERE id = ?", (number,)).rowcount == 0:
        raise NotFound(f"There is no draft {number}.")


def rename_account(connection: sqlite3.Connection, channel: str, old: str, new: str) -> None:
    """In the drafts of a channel that are written for it."""
    connection.execute(
        "UPDATE draft SET draft = json_set(draft, '$.account', ?) "
        "WHERE channel = ? AND json_extract(draft, '$.account') = ?",
        (new, channel, old),
    )
