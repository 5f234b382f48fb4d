"""Moving around changes nothing but the draft that is being written."""

from __future__ import annotations

import asyncio
import random

import pytest

from tests.journeys.driver import Engineer
from tests.journeys.workplace import Workplace, call_back, report

KEYS = (
    *("j", "k", "g", "G", "down", "up", "left", "right", "home", "end", "pagedown", "pageup", "tab", "shift+tab"),
    *("1", "2", "3", "4", "5", "6", "7", "escape", "question_mark", "slash"),
)
STEPS = 70
TABLES = ("message", "recipient", "part", "sent_key", "callback", "event", "tally", "audit")


@pytest.mark.parametrize(("seed", "size"), [(1, (80, 24)), (2, (120, 40))])
async def test_no_walk_through_the_areas_changes_anything(engineer: Engineer, seed: int, size: tuple[int, int]) -> None:
    workplace = engineer.workplace
    workplace.has_account()
    sent = workplace.switchroom("send", "--account", "acme-sms", "--from", "LINK", "--to", "+46700009901", "Hello")
    assert sent.returncode == 0, sent.stderr
    chance = random.Random(seed)
    async with engineer.opens_the_console(size=size):
        await engineer.waits_until_sees("listening")
        for number in range(5):
            await asyncio.to_thread(call_back, workplace.listener, report(number))
        await engineer.waits_until_sees("5   ▶ following")
        before = everything(workplace)
        await engineer.presses(*chance.choices(KEYS, k=STEPS))
        assert everything(workplace) == before
        await engineer.presses("escape", "escape")
        await engineer.goes_to("Callbacks")
        await engineer.waits_until_sees("Callbacks", "listening")


def everything(workplace: Workplace) -> dict[str, object]:
    kept: dict[str, object] = {table: workplace.rows(f"SELECT * FROM {table}") for table in TABLES}
    home = workplace.home
    kept["files"] = [file.read_bytes() for file in (home.config_file, home.accounts_file, home.secrets_file)]
    return kept
