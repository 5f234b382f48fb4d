"""Seed data goes through the store's own functions and the provider's own reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from console.domain.account import Account, Environment
from console.providers.registry import callback_provider
from console.sandbox.seed import Seeded, seed
from console.store.database import Database

NOW = 1_795_161_600_000
ACCOUNT = Account(
    name="acme-sms",
    provider="link-smsc",
    base_url="http://127.0.0.1:9/smscsimplehttp",
    environment=Environment.SANDBOX,
    options={"service_id": "1001", "username": "sandbox"},
)


def seeded(path: Path) -> tuple[Database, Seeded]:
    database = Database(path)
    return database, seed(database, callback_provider("link-smsc").callback_reader().read, NOW, ACCOUNT)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Seeded]]:
    database, counts = seeded(tmp_path_factory.mktemp("seed") / "switchroom.db")
    yield database, counts
    database.close()


def ask(database: Database, sql: str) -> list[Any]:
    return database.read_now(lambda connection: connection.execute(sql).fetchall())


def test_there_are_several_thousand_events_of_every_kind(filled: tuple[Database, Seeded]) -> None:
    database, counts = filled
    kinds = dict(ask(database, "SELECT kind, count(*) FROM event GROUP BY kind"))
    assert kinds["report"] > 3_000
    assert kinds["inbound"] > 50
    assert kinds["unrecognised"] == 6
    assert ask(database, "SELECT count(*) FROM callback") == [(counts.callbacks,)]
    assert ask(database, "SELECT count(*) FROM message") == [(counts.messages,)]


def test_reports_joined_their_messages_but_for_those_of_strangers(filled: tuple[Database, Seeded]) -> None:
    (unmatched,) = ask(filled[0], "SELECT count(*) FROM event WHERE kind = 'report' AND message IS NULL")[0]
    assert 10 < unmatched < 100


def test_repeats_were_counted_and_not_doubled(filled: tuple[Database, Seeded]) -> None:
    (repeats,) = ask(filled[0], "SELECT sum(repeats) FROM event")[0]
    assert repeats > 20


def test_messages_ended_in_every_way(filled: tuple[Database, Seeded]) -> None:
    ends = {row[:2] for row in ask(filled[0], "SELECT DISTINCT outcome, delivery FROM message")}
    assert {("accepted", "delivered"), ("accepted", "not_delivered"), ("accepted", "unknown")} <= ends
    assert {("refused", "not_delivered"), ("unknown", "unknown")} <= ends
    assert not any(outcome == "sending" for outcome, _ in ends)


def test_no_secret_is_in_it(filled: tuple[Database, Seeded]) -> None:
    assert ask(filled[0], "SELECT count(*) FROM message WHERE request LIKE '%Password%'") == [(0,)]


def test_events_are_numbered_in_the_order_they_came(filled: tuple[Database, Seeded]) -> None:
    times = [time for (time,) in ask(filled[0], "SELECT received_at FROM event ORDER BY id")]
    assert times == sorted(times)
    assert times[-1] < NOW


def test_the_same_arguments_give_the_same_data(filled: tuple[Database, Seeded], tmp_path: Path) -> None:
    again, _ = seeded(tmp_path / "again.db")
    for table in ("message", "recipient", "part", "event", "callback"):
        assert ask(again, f"SELECT * FROM {table}") == ask(filled[0], f"SELECT * FROM {table}")
    again.close()
