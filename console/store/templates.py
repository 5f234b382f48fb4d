"""The register of WhatsApp templates, as JSON: a shape changes faster than a table should."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from console.domain.timestamps import Millis
from console.domain.whatsapp.shapes.exchange import read_shape, shape_document
from console.domain.whatsapp.shapes.shape import Shape
from console.store.rows import storable


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """`used_at` is the newest of all languages, None for never."""

    account: str
    shape: Shape
    changed_at: Millis
    origin: str
    used_at: Millis | None = None


def keep_template(connection: sqlite3.Connection, row: TemplateRow) -> None:
    """In place of the one of that account, namespace and name, or as another."""
    connection.execute(
        "INSERT INTO template (account, namespace, name, shape, changed_at, origin) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET shape = excluded.shape, changed_at = excluded.changed_at, origin = excluded.origin",
        storable(
            (
                row.account,
                row.shape.namespace,
                row.shape.name,
                json.dumps(shape_document(row.shape)),
                row.changed_at,
                row.origin,
            )
        ),
    )


def templates(connection: sqlite3.Connection, account: str | None = None) -> list[TemplateRow]:
    """Of one account or all, by account, name and namespace."""
    rows = connection.execute(
        "SELECT account, shape, changed_at, origin, (SELECT max(used_at) FROM template_use WHERE "
        "(template_use.account, template_use.namespace, template_use.name) = "
        "(template.account, template.namespace, template.name)) "
        "FROM template WHERE ? IN (account, '') ORDER BY account, name, namespace",
        storable((account or "",)),
    )
    return [TemplateRow(owner, read_shape(json.loads(text)), *rest) for owner, text, *rest in rows]


def drop_template(connection: sqlite3.Connection, account: str, shape: Shape) -> bool:
    """With the values that were remembered; whether it was there."""
    which = storable((account, shape.namespace, shape.name))
    connection.execute("DELETE FROM template_use WHERE (account, namespace, name) = (?, ?, ?)", which)
    return connection.execute("DELETE FROM template WHERE (account, namespace, name) = (?, ?, ?)", which).rowcount > 0


def rename_template(connection: sqlite3.Connection, account: str, old: Shape, new: Shape) -> None:
    """The values go along; the shape itself is kept by `keep_template`."""
    connection.execute(
        "UPDATE OR REPLACE template_use SET namespace = ?, name = ? WHERE (account, namespace, name) = (?, ?, ?)",
        storable((new.namespace, new.name, account, old.namespace, old.name)),
    )
    drop_template(connection, account, old)


def remember_values(
    connection: sqlite3.Connection, account: str, key: tuple[str, str, str], values: Mapping[str, Any], at: Millis
) -> None:
    """`key` is namespace, name and language; `values` by the key of the slot."""
    connection.execute(
        "INSERT INTO template_use (account, namespace, name, language, used_at, slot_values) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET used_at = excluded.used_at, slot_values = excluded.slot_values",
        storable((account, *key, at, json.dumps(dict(values)))),
    )


def last_values(connection: sqlite3.Connection, account: str, key: tuple[str, str, str]) -> dict[str, Any]:
    """Of this language, else of the one used last; empty for none."""
    namespace, name, language = key
    row = connection.execute(
        "SELECT slot_values FROM template_use WHERE (account, namespace, name) = (?, ?, ?) "
        "ORDER BY language = ? DESC, used_at DESC LIMIT 1",
        storable((account, namespace, name, language)),
    ).fetchone()
    return {} if row is None else dict(json.loads(row[0]))


def rename_account(connection: sqlite3.Connection, old: str, new: str) -> None:
    """Its templates go along, in place of any that were kept under the new name."""
    for table in ("template", "template_use"):
        connection.execute(f"UPDATE OR REPLACE {table} SET account = ? WHERE account = ?", storable((new, old)))
