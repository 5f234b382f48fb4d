from __future__ import annotations

import pytest

from console.domain.sms.draft import Draft, Premium
from console.errors import NotFound
from console.store.database import Database
from console.store.drafts import discard_draft, drafts, keep_draft
from tests.store.rows import NOW


def test_drafts_are_kept_changed_and_thrown_away(database: Database) -> None:
    whole = Draft(
        "acme", "LINK", ("+46700000001", "x"), "Hej \ud800\0", Premium("SEK1000", "25.0", True, "in-7"), True, "0003"
    )
    first = database.write_now(lambda connection: keep_draft(connection, whole, NOW))
    second = database.write_now(lambda connection: keep_draft(connection, Draft(), NOW + 1))
    assert database.read_now(drafts) == [(second, NOW + 1, Draft()), (first, NOW, whole)]
    assert database.write_now(lambda connection: keep_draft(connection, Draft(text="a"), NOW + 2, first)) == first
    assert database.read_now(drafts) == [(first, NOW + 2, Draft(text="a")), (second, NOW + 1, Draft())]
    database.write_now(lambda connection: discard_draft(connection, first))
    with pytest.raises(NotFound):
        database.write_now(lambda connection: discard_draft(connection, first))
    assert database.read_now(drafts) == [(second, NOW + 1, Draft())]


def test_fields_of_another_version_do_no_harm(database: Database) -> None:
    database.write_now(
        lambda connection: connection.execute(
            'INSERT INTO draft (saved_at, draft) VALUES (1, \'{"text": "a", "colour": "red"}\')'
        )
    )
    ((_, _, draft),) = database.read_now(drafts)
    assert draft == Draft(text="a")
