from __future__ import annotations

import asyncio

import pytest

from console.domain.callbacks.filter import parse
from console.errors import NotFound
from console.services import log_search
from console.services.desks import Desks
from console.settings.paths import Home
from tests.services.conftest import report, store


async def test_follow_yields_what_is_stored_later_by_another(desks: Desks, home: Home) -> None:
    store(home, [report(1)])
    stream = await desks.log.follow(parse("code:1001"))
    store(home, [report(2, code=2106), report(3)])
    assert (await asyncio.wait_for(anext(stream), 10)).id == 3
    upcoming = asyncio.ensure_future(anext(stream))
    await asyncio.sleep(0.2)
    store(home, [report(4)])
    assert (await asyncio.wait_for(upcoming, 10)).id == 4


async def test_changed_says_yes_first_and_then_only_after_a_write(desks: Desks, home: Home) -> None:
    assert [await desks.log.changed(), await desks.log.changed()] == [True, False]
    store(home, [report(1)])
    assert [await desks.log.changed(), await desks.log.changed()] == [True, False]


async def test_single_rows_and_their_raw_request(desks: Desks, home: Home) -> None:
    store(home, [report(1)])
    stored = await desks.log.event(1)
    assert stored.callback is not None
    assert (await desks.log.callback(stored.callback)).request.body == b'{"id": "id-1"}'
    with pytest.raises(NotFound):
        await desks.log.event(2)
    with pytest.raises(NotFound):
        await desks.log.callback(99)


async def test_the_newest_events_come_newest_last(desks: Desks, home: Home) -> None:
    store(home, [report(number) for number in range(1, 5)])
    assert [stored.id for stored in await desks.log.events(parse(""), limit=2)] == [3, 4]


async def test_the_newest_that_pass_are_looked_for_no_further_back_than_needed(
    desks: Desks, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_search, "STRIDE", 2)
    monkeypatch.setattr(log_search, "_SECONDS", 0.0)
    store(home, [report(number, code=1001 if number % 3 else 2106) for number in range(1, 11)])
    assert [stored.id for stored in await desks.log.events(parse("code:2106"), limit=2)] == [6, 9]
    assert [stored.id for stored in await desks.log.events(parse("code:2106"), limit=9)] == [3, 6, 9]
