"""One database, several at work: consoles beside one another, and beside a listener nobody's console started."""

from __future__ import annotations

import asyncio

from tests.journeys.driver import Engineer
from tests.journeys.workplace import Workplace, call_back, report


async def test_the_log_stands_still_for_who_looks_back_and_counts_what_comes(engineer: Engineer) -> None:
    engineer.workplace.has_account()
    async with engineer.opens_the_console(size=(100, 24)):
        await engineer.waits_until_sees("listening")
        await tell(engineer.workplace, range(40))
        await engineer.waits_until_sees("40", "▶ following", number(39))
        await engineer.presses("k", "k", "k")
        await engineer.waits_until_sees("▮ standing still")
        selected = engineer.line_with("▌")
        assert number(36) in selected
        before = rows_of(engineer)
        await tell(engineer.workplace, range(40, 65))
        await engineer.waits_until_sees("▼ 25 new")
        assert engineer.line_with("▌") == selected
        assert rows_of(engineer) == before, "nothing moves under the eyes"
        await engineer.presses("G")
        await engineer.waits_until_sees("▶ following", number(64))
        assert number(64) in engineer.line_with("▌")
        await tell(engineer.workplace, range(65, 66))
        await engineer.waits_until_sees(number(65))


async def test_two_consoles_see_the_same_and_stop_only_what_is_theirs(workplace: Workplace) -> None:
    workplace.has_account()
    first, second = Engineer(workplace), Engineer(workplace)
    async with first.opens_the_console():
        await first.waits_until_sees("listening")
        async with second.opens_the_console():
            await second.waits_until_sees("listening")
            await tell(workplace, range(3))
            await first.waits_until_sees(number(2))
            await second.waits_until_sees(number(2))
            await second.composes("From the second desk", "+46701234567")
            await second.confirms()
            await second.waits_until_sees("Accepted")
            await first.goes_to("Messages")
            await first.waits_until_sees("● delivered", "Text 1 segment each")
        await tell(workplace, range(3, 4))
        await first.goes_to("Callbacks")
        await first.waits_until_sees(number(3))
    assert not workplace.home.listener_file.exists()


async def test_a_listener_nobodys_console_started_outlives_them(engineer: Engineer) -> None:
    workplace = engineer.workplace
    workplace.has_account()
    with workplace.listens() as listener:
        await tell(workplace, range(1))
        async with engineer.opens_the_console():
            await engineer.waits_until_sees("listening", number(0))
            await tell(workplace, range(1, 2))
            await engineer.waits_until_sees(number(1))
        assert listener.child.poll() is None
        await tell(workplace, range(2, 3))
        async with engineer.opens_the_console():
            await engineer.waits_until_sees(number(2))


def rows_of(engineer: Engineer) -> list[str]:
    """The log without its scroll bar."""
    return [line[:-1] for line in engineer.screen_lines()[3:-2]]


async def tell(workplace: Workplace, numbers: range) -> None:
    for one in numbers:
        answer = await asyncio.to_thread(call_back, workplace.listener, report(one, to=number(one)))
        assert answer == (200, b"OK")


def number(one: int) -> str:
    return f"+4670123{one:04d}"
