from __future__ import annotations

import sqlite3
from typing import Any

from console.domain.whatsapp.shapes.shape import Shape, Slot, Variant
from console.store.database import Database
from console.store.templates import (
    TemplateRow,
    drop_template,
    keep_template,
    last_values,
    remember_values,
    rename_account,
    rename_template,
    templates,
)
from tests.store.rows import NOW

ORDER = Shape("shop", "order_update", body=(Slot("name", "text"),), variants=(Variant("en", body="Hi {{1}}"),))
PARCEL = Shape("shop", "parcel")


def kept(database: Database, account: str | None = None) -> list[TemplateRow]:
    return database.read_now(lambda connection: templates(connection, account))


def values_of(database: Database, account: str, shape: Shape, language: str) -> dict[str, Any]:
    key = (shape.namespace, shape.name, language)
    return database.read_now(lambda connection: last_values(connection, account, key))


def test_a_shape_is_kept_by_account_namespace_and_name(database: Database) -> None:
    def keep(connection: sqlite3.Connection) -> None:
        for account, shape in (("b", ORDER), ("a", PARCEL), ("a", ORDER), ("a", ORDER)):
            keep_template(connection, TemplateRow(account, shape, NOW, "entered"))

    database.write_now(keep)
    assert [(row.account, row.shape) for row in kept(database)] == [("a", ORDER), ("a", PARCEL), ("b", ORDER)]
    assert [row.shape for row in kept(database, "b")] == [ORDER]
    assert database.write_now(lambda connection: drop_template(connection, "a", ORDER))
    assert not database.write_now(lambda connection: drop_template(connection, "a", ORDER))
    assert [(row.account, row.shape.name) for row in kept(database)] == [("a", "parcel"), ("b", "order_update")]


def test_values_are_those_of_the_language_or_else_of_the_last_use(database: Database) -> None:
    def remember(connection: sqlite3.Connection) -> None:
        keep_template(connection, TemplateRow("a", ORDER, NOW, "learned"))
        for language, name, at in (("en", "Anna", NOW), ("sv", "Bo", NOW + 2), ("en", "Ada \ud800", NOW + 1)):
            remember_values(connection, "a", ("shop", "order_update", language), {"body.0": name}, at)

    database.write_now(remember)
    assert values_of(database, "a", ORDER, "en") == {"body.0": "Ada \ud800"}
    assert values_of(database, "a", ORDER, "de") == {"body.0": "Bo"}
    assert values_of(database, "b", ORDER, "en") == {}
    assert kept(database)[0].used_at == NOW + 2


def test_values_follow_a_template_and_an_account_to_their_new_names(database: Database) -> None:
    renamed = Shape("shop", "order_news")

    def work(connection: sqlite3.Connection) -> None:
        keep_template(connection, TemplateRow("a", ORDER, NOW, "entered"))
        remember_values(connection, "a", ("shop", "order_update", "en"), {"body.0": "Anna"}, NOW)
        rename_template(connection, "a", ORDER, renamed)
        keep_template(connection, TemplateRow("a", renamed, NOW, "entered"))
        rename_account(connection, "a", "z")

    database.write_now(work)
    assert [(row.account, row.shape.name) for row in kept(database)] == [("z", "order_news")]
    assert values_of(database, "z", renamed, "en") == {"body.0": "Anna"}
    assert values_of(database, "z", ORDER, "en") == {}
