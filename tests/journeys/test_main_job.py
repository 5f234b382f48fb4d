"""Write, send, watch the reports come, understand them: what the console is for."""

from __future__ import annotations

from tests.journeys.driver import Engineer


async def test_from_writing_to_understanding(engineer: Engineer) -> None:
    engineer.workplace.has_account()
    async with engineer.opens_the_console():
        await engineer.waits_until_sees("listening 127.0.0.1", "No callbacks yet.")
        await engineer.goes_to("Compose")
        await engineer.waits_until_sees("acme-sms, sandbox")
        await engineer.sends_from("LINK")
        await engineer.sends_to("+46701234567", "+46700002106")
        await engineer.writes("Order 77 – on its way")
        await engineer.waits_until_sees("UCS-2", "U+2013", "1 character forces UCS-2")
        await engineer.presses("ctrl+g")
        await engineer.waits_until_sees("GSM-7", "Order 77 - on its way")
        await engineer.asks_to_send()
        await engineer.waits_until_sees("Send 2 messages?", "from LINK", "2 segments in total", "acme-sms, sandbox")
        await engineer.confirms()
        await engineer.waits_until_sees("All 2 accepted")
        await engineer.presses("escape")

        await engineer.goes_to("Callbacks")
        await engineer.waits_until_sees("✕ 2106", "● 1001 Delivered", "▶ following")
        await engineer.filters("code:2106")
        await engineer.waits_until_sees("1 of 2")
        await engineer.presses("m")
        await engineer.waits_until_sees("1 of 2 parts delivered", "+46700002106")

        await engineer.presses("c")
        await engineer.waits_until_sees("2106", "Number error")
        await engineer.presses("e")
        await engineer.waits_until_sees("code:2106", "1 of 2")
        assert engineer.line_with("+46700002106")

    assert [row[0] for row in engineer.workplace.rows("SELECT text FROM message")] == ["Order 77 - on its way"]
    assert not engineer.workplace.home.listener_file.exists(), "the console stopped the listener it started"
