"""What is sent, what is asked first, and what is said when nobody can know."""

from __future__ import annotations

from console.domain.account import Environment
from tests.journeys.driver import Engineer

DELIVERED = "+46701234567"
SILENT = "+46700009920"
"""Taken on, and never answered."""


async def test_without_an_answer_nothing_is_sent_again_without_a_reason(engineer: Engineer) -> None:
    engineer.workplace.waits_for_an_answer(0.3)
    engineer.workplace.has_account()
    async with engineer.opens_the_console():
        await engineer.composes("Your parcel is here", SILENT)
        await engineer.confirms()
        await engineer.waits_until_sees("May have been delivered and billed", SILENT, "Send again…")
        await engineer.clicks("Send again…")
        await engineer.waits_until_sees("Why is it sent again?", "paid for, twice")
        await engineer.presses("enter")
        assert engineer.sees("Why is it sent again?"), "no reason, no way on"
        await engineer.types("the customer waits")
        await engineer.presses("enter")
        await engineer.waits_until_sees("Send this message?")
        await engineer.confirms()
        await engineer.waits_until_sees("May have been delivered and billed", "Open message")
        await engineer.clicks("Open message")
        await engineer.waits_until_sees("because the customer waits", "It may have been delivered and billed.")

    first, second = engineer.workplace.rows("SELECT id, resend_of, resend_reason FROM message ORDER BY id")
    assert first[1:] == (None, None)
    assert second[1:] == (first[0], "the customer waits")


async def test_each_part_of_a_long_text_is_reported(engineer: Engineer) -> None:
    engineer.workplace.has_account()
    async with engineer.opens_the_console():
        await engineer.waits_until_sees("listening")
        await engineer.composes("All about the delivery of your order. " * 9, DELIVERED)
        await engineer.waits_until_sees("segments 3")
        await engineer.confirms()
        await engineer.waits_until_sees("Accepted", "Open message")
        await engineer.clicks("Open message")
        await engineer.waits_until_sees("3 of 3 parts delivered", "part 0", "part 1", "part 2")
        await engineer.presses("e")
        await engineer.waits_until_sees("3 of 3", "(rule: exact)")

    (sent,) = engineer.workplace.rows("SELECT DISTINCT provider_message_id FROM event")
    bodies = [body for (body,) in engineer.workplace.rows("SELECT body FROM callback")]
    assert {part for part in range(3) if any(f"{sent[0]}${part}".encode() in body for body in bodies)} == {0, 1, 2}


async def test_production_wants_its_name_typed(engineer: Engineer) -> None:
    engineer.workplace.has_account("acme-live", environment=Environment.PRODUCTION)
    async with engineer.opens_the_console():
        await engineer.waits_until_sees("PRODUCTION")
        await engineer.composes("Your code is 4711", DELIVERED)
        await engineer.waits_until_sees("Type acme-live to go on", "real messages to real people")
        await engineer.types("acme-test")
        await engineer.presses("enter")
        assert engineer.sees("Type acme-live to go on")
        assert engineer.workplace.rows("SELECT count(*) FROM message") == [(0,)]
        await engineer.presses("home", "shift+end", "delete")
        await engineer.types("acme-live")
        await engineer.presses("enter")
        await engineer.waits_until_sees("Accepted")
    assert engineer.workplace.rows("SELECT account, environment, outcome FROM message") == [
        ("acme-live", "production", "accepted")
    ]


async def test_a_charge_wants_its_word(engineer: Engineer) -> None:
    engineer.workplace.has_account()
    async with engineer.opens_the_console():
        await engineer.goes_to("Compose")
        await engineer.waits_until_sees("▶ Premium")
        await engineer.clicks("▶ Premium")
        await engineer.waits_until_sees("Tariff")
        await engineer.fills_in("Tariff", "SEK1000")
        await engineer.fills_in("VAT %", "25.0")
        await engineer.sends_from("72401")
        await engineer.sends_to(DELIVERED)
        await engineer.writes("Thank you for your gift")
        await engineer.asks_to_send()
        await engineer.waits_until_sees("The receiver pays SEK 10.00", "Type CHARGE to go on")
        await engineer.types("charge")
        await engineer.presses("enter")
        await engineer.presses("escape")
        await engineer.waits_until_gone("Type CHARGE to go on")
    assert engineer.workplace.rows("SELECT count(*) FROM message") == [(0,)]


async def test_who_may_only_look_cannot_send(engineer: Engineer) -> None:
    engineer.workplace.has_account(read_only=True)
    async with engineer.opens_the_console():
        await engineer.goes_to("Compose")
        await engineer.waits_until_sees("acme-sms is read-only: it can look, not send.")
        await engineer.sends_from("LINK")
        await engineer.sends_to(DELIVERED)
        await engineer.writes("Hello")
        await engineer.presses("f9")
        await engineer.waits_until_sees("✕ Account 'acme-sms' is read-only.")
        assert not engineer.sees("Cancel")
    assert engineer.workplace.rows("SELECT count(*) FROM message") == [(0,)]


async def test_the_first_run_leads_to_a_message_that_was_sent(engineer: Engineer) -> None:
    async with engineer.opens_the_console():
        await engineer.waits_until_sees("No accounts yet", "switchroom --sandbox")
        await engineer.presses("a")
        await engineer.waits_until_sees("Add an account")
        await engineer.fills_in("Name", "acme-sms")
        await engineer.fills_in("Base URL", engineer.workplace.provider.url)
        await engineer.fills_in("Service id", "1001")
        await engineer.fills_in("User name", "sandbox")
        await engineer.fills_in("Password", "sandbox")
        await engineer.presses("f9")
        await engineer.waits_until_sees("No keyring on this machine")
        await engineer.clicks("Keep it in the file")
        await engineer.waits_until_sees("in a file only you can read")
        await engineer.presses("c")
        await engineer.waits_until_sees("Checked", "✓ Reached 127.0.0.1", "nothing was sent")
        await engineer.composes("Hello", DELIVERED)
        await engineer.confirms()
        await engineer.waits_until_sees("Accepted")
    assert engineer.workplace.rows("SELECT outcome FROM message") == [("accepted",)]
