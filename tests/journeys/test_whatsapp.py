"""WhatsApp, from an approved template to its being read, and what the 24-hour window allows."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from console.domain.timestamps import HOUR, SECOND, Millis, format_rfc3339
from tests.journeys.driver import Engineer
from tests.journeys.workplace import Provider, call_back, provider_at_work

OURS, ANNA, BO = "+46701740699", "+46701234567", "+46702234567"
WORDS = {
    "templates": [
        {
            "namespace": "shop",
            "name": "order_update",
            "header": None,
            "body": [
                {"name": "customer", "kind": "text"},
                {"name": "total", "kind": "currency"},
                {"name": "leaves on", "kind": "dateTime"},
            ],
            "buttons": [],
            "variants": [
                {
                    "language": "en",
                    "body": "Hi *{{1}}*, your order of {{2}} leaves {{3}}.",
                    "footer": "Acme",
                    "buttons": [],
                }
            ],
        }
    ]
}


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Provider]:
    with provider_at_work(tmp_path / "provider", account="wa") as at_work:
        yield at_work


def now() -> Millis:
    return time.time_ns() // 1_000_000


def writes(engineer: Engineer, text: str, at: Millis, *, source: str = ANNA) -> None:
    """A customer, to our number; LINK tells the listener."""
    body: dict[str, Any] = {
        "destination": OURS,
        "source": source,
        "content": {"type": "WHATSAPP", "message": {"contentType": "TEXT", "text": text}},
        "provider": "whatsapp",
        "timestamp": format_rfc3339(at),
        "messageId": f"in-{at}",
        "route": {},
    }
    status, _ = call_back(engineer.workplace.listener, json.dumps(body).encode(), path="/callbacks/wa")
    assert status == 200


async def test_an_approved_template_with_money_and_a_date_to_two_people_until_it_is_read(engineer: Engineer) -> None:
    work = engineer.workplace
    work.has_whatsapp("wa")
    file = work.folder / "templates.json"
    file.write_text(json.dumps(WORDS), encoding="utf-8")
    assert work.switchroom("--account", "wa", "whatsapp", "templates", "import", str(file)).returncode == 0
    async with engineer.opens_the_console():
        await engineer.waits_until_sees("listening 127.0.0.1")
        await engineer.goes_to("WhatsApp")
        await engineer.waits_until_sees("wa, sandbox", "Say to whom")
        await engineer.sends_to(ANNA, BO)
        await engineer.waits_until_sees("2 not known")
        await engineer.presses("f3")
        await engineer.types("order")
        await engineer.waits_until_sees("order_update en 3 values")
        await engineer.presses("enter")
        await engineer.waits_until_sees("customer", "total", "leaves on")
        await engineer.fills_in("customer", "Ana")
        for value in ("$100.99", "USD", "100990", "Friday"):
            await engineer.presses("tab")
            await engineer.types(value)
        await engineer.clicks("1790000000000")  # the example in the field
        await engineer.types("1795000000000")
        await engineer.waits_until_sees("1795000000000")
        await engineer.waits_until_sees("Hi Ana, your order of $100.99 leaves", "Acme")

        await engineer.asks_to_send()
        await engineer.waits_until_sees("Send 2 messages?", "2 recipients", "order_update")
        await engineer.confirms()
        await engineer.waits_until_sees("All 2 accepted", "Open message")
        await engineer.clicks("Open message")
        await engineer.waits_until_sees("template order_update (en)", ANNA, BO, "2 of 2 messages delivered")
        await engineer.waits_until_sees("112007")

        await engineer.goes_to("WhatsApp")
        await engineer.presses("f3")
        await engineer.types("order")
        await engineer.presses("enter")
        await engineer.waits_until_sees("Hi Ana, your order of $100.99 leaves")
    assert work.rows("SELECT count(*) FROM part") == [(2,)]


async def test_a_customer_is_answered_within_the_window(engineer: Engineer) -> None:
    engineer.workplace.has_whatsapp("wa")
    async with engineer.opens_the_console():
        await engineer.waits_until_sees("listening 127.0.0.1")
        writes(engineer, "Where is my order?", now() - HOUR)
        await engineer.goes_to("WhatsApp")
        await engineer.waits_until_sees("wa, sandbox")
        await engineer.leaves_the_field()
        await engineer.presses("f7")
        await engineer.waits_until_sees(ANNA, "open 22 h 59 min", "Where is my order?", "may be sent")
        await engineer.presses("r")
        await engineer.waits_until_sees("open 22 h 59 min", "Text")
        await engineer.types("It leaves on *Friday*.")
        await engineer.waits_until_sees("It leaves on Friday.")
        await engineer.asks_to_send()
        await engineer.waits_until_sees("Send this message?", ANNA)
        await engineer.confirms()
        await engineer.waits_until_sees("Accepted")
        await engineer.presses("escape")
        await engineer.leaves_the_field()
        await engineer.presses("f7")
        await engineer.waits_until_sees("It leaves on Friday.", "Where is my order?")
    assert [row[0] for row in engineer.workplace.rows("SELECT channel FROM message")] == ["whatsapp"]


async def test_the_window_closed_while_it_was_being_written(engineer: Engineer) -> None:
    engineer.workplace.has_whatsapp("wa")
    async with engineer.opens_the_console():
        await engineer.waits_until_sees("listening 127.0.0.1")
        writes(engineer, "Are you there?", now() - 24 * HOUR + 12 * SECOND)
        await engineer.goes_to("WhatsApp")
        await engineer.waits_until_sees("wa, sandbox")
        await engineer.leaves_the_field()
        await engineer.presses("f7")
        await engineer.waits_until_sees(ANNA, "Are you there?")
        await engineer.presses("r")
        await engineer.waits_until_sees("Text", "● open")
        await engineer.types("We are.")
        await engineer.waits_until_sees("closed while you were writing", "Only a template may be sent there now")
        await engineer.presses("f9")
        await engineer.waits_until_sees("Cannot be sent yet", "The 24-hour window is closed")
    assert engineer.workplace.rows("SELECT count(*) FROM message") == [(0,)]
