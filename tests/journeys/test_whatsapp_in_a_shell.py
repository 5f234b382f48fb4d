"""An approved template to several people, followed to read; and an answer within the window. All of it in a shell."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from console.domain.account import Account, Environment
from console.settings.credentials import Credentials
from console.settings.files import save_account
from console.settings.paths import find_home
from tests.cli.command import documents, switchroom
from tests.journeys.workplace import running

WITHIN = 20.0
"""Seconds for what takes a tenth of one."""

ANSWERS, EARLY, NOT_ON_WHATSAPP = "+46700009930", "+46700009902", "+46700002404"
BILL = {
    "type": "template",
    "template": {
        "namespace": "shop",
        "name": "bill",
        "language": {"code": "en"},
        "components": [
            {
                "type": "body",
                "parameters": [
                    {
                        "type": "currency",
                        "currency": {"fallbackValue": "$100.99", "code": "USD", "amount1000": "100990"},
                    },
                    {"type": "dateTime", "dateTime": {"fallbackValue": "Friday", "timestamp": "225732780000"}},
                ],
            }
        ],
    },
}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[str]:
    """With an account, the provider it is at, and a listener that the provider finds by itself."""
    home = find_home(tmp_path, sandbox=False)
    home.config_file.write_text("[listener]\nport = 0\n[sending]\nrate = 1000\n", encoding="utf-8")
    folder = ("--home", str(tmp_path))
    with running(*folder, "sandbox", "--json", "--delay", "0.1") as provider:
        options = {key: value for key, value in provider.said["accounts"]["link-whatsapp"].items() if key != "password"}
        account = Account(
            name="wa",
            provider="link-whatsapp",
            base_url=provider.said["link_whatsapp"],
            environment=Environment.SANDBOX,
            options=options,
        )
        save_account(home, account)
        Credentials(home).keep("wa", "password", "sandbox", allow_file=True)
        with running(*folder, "listen", "--json"):
            yield str(tmp_path)


def told(home: str, *words: str, given: Any = None) -> list[dict[str, Any]]:
    """What a command that succeeds answers."""
    result = switchroom("--home", home, *words, "--json", stdin=None if given is None else json.dumps(given))
    assert result.exit_code == 0, result.output
    return documents(result)


def sooner_or_later(look: Callable[[], Any], wanted: Any) -> None:
    until = time.monotonic() + WITHIN
    while (seen := look()) != wanted:
        assert time.monotonic() < until, seen
        time.sleep(0.05)


def test_a_template_is_followed_to_read_and_who_answers_is_answered(home: str) -> None:
    people = [word for number in (ANSWERS, EARLY, NOT_ON_WHATSAPP) for word in ("--to", number)]
    (sent,) = told(home, "whatsapp", "send", "-", "--account", "wa", *people, given=BILL)
    assert sent["outcome"] == "accepted"

    def codes() -> list[int]:
        (message,) = told(home, "messages", "list")
        return [recipient["parts"][0]["code"] for recipient in message["recipients"]]

    sooner_or_later(codes, [112007, 112007, 112404])
    assert told(home, "whatsapp", "templates", "learn", sent["message"])[0]["body"][0]["kind"] == "currency"

    def window() -> bool | None:
        (one,) = told(home, "whatsapp", "window", ANSWERS)
        open_now: bool | None = one["open"]
        return open_now

    sooner_or_later(window, True)
    text = {"type": "text", "text": {"body": "Thank you"}}
    (answer,) = told(home, "whatsapp", "send", "-", "--account", "wa", "--to", ANSWERS, given=text)
    assert answer["outcome"] == "accepted"

    def states() -> dict[str, str]:
        return {message["id"]: message["delivery"] for message in told(home, "messages", "list")}

    sooner_or_later(states, {sent["message"]: "not_delivered", answer["message"]: "delivered"})
