"""The WhatsApp conversations of a first look, read by the provider's own reader and joined by the store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from console.domain.account import Account, Environment
from console.providers.registry import callback_provider
from console.sandbox.conversations import conversations
from console.sandbox.link_whatsapp.behaviours import Behaviour, outcome_for
from console.sandbox.seed import seed
from console.store.database import Database
from tests.sandbox.test_seed import ACCOUNT, NOW, ask

DAY = 24 * 3_600_000
TALKER = Account(
    name="acme-chat",
    provider="link-whatsapp",
    base_url="http://127.0.0.1:9/whatsapp-message",
    environment=Environment.SANDBOX,
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(tmp_path_factory.mktemp("talk") / "switchroom.db")
    read, hear = (callback_provider(name).callback_reader().read for name in ("link-smsc", "link-whatsapp"))
    seed(database, read, NOW, ACCOUNT, messages=50, whatsapp=(TALKER, hear))
    yield database
    database.close()


def test_every_callback_was_understood_and_every_report_joined(filled: Database) -> None:
    kinds = ask(filled, "SELECT kind, count(*) FROM event WHERE account = 'acme-chat' GROUP BY kind ORDER BY kind")
    assert [kind for kind, _ in kinds] == ["inbound", "report"]
    assert dict(kinds)["inbound"] == 5
    assert ask(
        filled, "SELECT count(*) FROM event WHERE channel = 'whatsapp' AND kind = 'report' AND message IS NULL"
    ) == [(0,)]


def test_messages_ended_in_every_way(filled: Database) -> None:
    ends = {
        row[0]
        for row in ask(
            filled,
            "SELECT DISTINCT delivery FROM recipient WHERE message IN "
            "(SELECT id FROM message WHERE channel = 'whatsapp')",
        )
    }
    assert ends == {"delivered", "not_delivered"}


def test_each_message_of_a_request_is_a_part(filled: Database) -> None:
    counted = ask(
        filled,
        "SELECT recipient.destination, count(*) FROM part JOIN recipient ON recipient.id = part.recipient "
        "JOIN message ON message.id = recipient.message WHERE message.reference = 'wa-1001' GROUP BY 1",
    )
    assert [count for _, count in counted] == [2, 2]


def test_a_request_is_kept_whole_and_without_secrets(filled: Database) -> None:
    rows = ask(filled, "SELECT request, text FROM message WHERE channel = 'whatsapp' ORDER BY id")
    documents: list[Any] = [json.loads(request)["body"] for request, _ in rows]
    assert [document["refId"] for document in documents] == [f"wa-{1001 + number}" for number in range(7)]
    assert rows[1][1] == "template invoice_due (sv)"
    assert not any("password" in request for request, _ in rows)


def test_whose_window_is_open_here_has_it_open_in_the_simulator(filled: Database) -> None:
    rows = ask(
        filled, "SELECT source, max(occurred_at) FROM event WHERE channel = 'whatsapp' AND kind = 'inbound' GROUP BY 1"
    )
    for contact, last in rows:
        assert (NOW - last < DAY) == (Behaviour.OPEN in outcome_for(contact).behaviours), contact
    assert len(rows) == 3


def test_all_of_it_is_in_the_past_and_the_same_each_time(tmp_path: Path) -> None:
    assert conversations(NOW) == conversations(NOW)
    assert all(NOW - 7 * DAY < at < NOW for at, _ in conversations(NOW).callbacks())
