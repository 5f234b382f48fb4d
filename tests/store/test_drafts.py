from __future__ import annotations

from functools import partial

import pytest

from console.errors import NotFound
from console.store.database import Database
from console.store.drafts import DraftRow, discard_draft, drafts, keep_draft, rename_account
from tests.store.rows import NOW


def kept_in(database: Database, channel: str) -> list[DraftRow]:
    return database.read_now(partial(drafts, channel=channel))


def test_drafts_are_kept_changed_and_thrown_away(database: Database) -> None:
    whole = {"text": "Hej \ud800\0", "destinations": ["+46700000001", "x"], "nobody": {"knows": None}}
    first = database.write_now(lambda connection: keep_draft(connection, "sms", whole, NOW, resend_of="01J"))
    second = database.write_now(lambda connection: keep_draft(connection, "sms", {}, NOW + 1))
    assert kept_in(database, "sms") == [
        (second, NOW + 1, {}, None),
        (first, NOW, whole, "01J"),
    ]
    assert first == database.write_now(
        lambda connection: keep_draft(connection, "sms", {"text": "a"}, NOW + 2, number=first, resend_of="01J")
    )
    assert kept_in(database, "sms") == [
        (first, NOW + 2, {"text": "a"}, "01J"),
        (second, NOW + 1, {}, None),
    ]
    database.write_now(lambda connection: discard_draft(connection, first))
    with pytest.raises(NotFound):
        database.write_now(lambda connection: discard_draft(connection, first))
    assert [row.number for row in kept_in(database, "sms")] == [second]


def test_a_channel_sees_its_own(database: Database) -> None:
    database.write_now(lambda connection: keep_draft(connection, "sms", {"text": "a"}, NOW))
    database.write_now(lambda connection: keep_draft(connection, "whatsapp", {"request": {}}, NOW))
    for channel, document in (("sms", {"text": "a"}), ("whatsapp", {"request": {}})):
        (row,) = kept_in(database, channel)
        assert row.document == document


def test_what_was_kept_before_there_were_channels_is_an_sms(database: Database) -> None:
    database.write_now(
        lambda connection: connection.execute('INSERT INTO draft (saved_at, draft) VALUES (1, \'{"text": "a"}\')')
    )
    (row,) = kept_in(database, "sms")
    assert row == (1, 1, {"text": "a"}, None)


def test_an_account_is_renamed_in_the_drafts_of_a_channel(database: Database) -> None:
    for channel, account in (("sms", "old"), ("sms", "other"), ("sms", None), ("whatsapp", "old")):
        document = {"account": account, "text": "Hej \ud800\0"}
        database.write_now(partial(keep_draft, channel=channel, document=document, now=NOW))
    database.write_now(lambda connection: rename_account(connection, "sms", "old", "it's new"))
    kept = kept_in(database, "sms")
    assert [row.document["account"] for row in kept] == [None, "other", "it's new"]
    assert {row.document["text"] for row in kept} == {"Hej \ud800\0"}
    assert kept_in(database, "whatsapp")[0].document["account"] == "old"
