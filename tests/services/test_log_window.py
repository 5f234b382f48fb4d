from __future__ import annotations

import asyncio

import pytest

from console.domain.callbacks.filter import parse
from console.services import log_search, log_window
from console.services.desks import Desks
from console.services.log_window import Growth, LogWindow
from console.settings.paths import Home
from tests.services.conftest import report, store


async def window(desks: Desks, query: str = "") -> LogWindow:
    opened = desks.log.window()
    await opened.open(parse(query))
    return opened


def ids(opened: LogWindow) -> list[int | None]:
    rows = [opened.cached(index) for index in range(opened.count)]
    return [row.id if row is not None else None for row in rows]


async def test_an_empty_log(desks: Desks) -> None:
    opened = await window(desks)
    assert (opened.count, opened.cached(0), opened.position_of(1)) == (0, None, None)
    assert await opened.refresh() == Growth(0)


async def test_the_newest_page_is_there_when_open_returns_and_older_rows_when_asked_for(
    desks: Desks, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_window, "PAGE", 3)
    monkeypatch.setattr(log_window, "_CHUNK", 4)
    store(home, [report(number) for number in range(1, 21)])
    opened = await window(desks)
    assert opened.count == 20
    assert ids(opened)[-3:] == [18, 19, 20]
    assert opened.cached(0) is None
    await opened.load(0, 2)
    assert ids(opened)[:3] == [1, 2, None]
    assert [opened.position_of(number) for number in (1, 7, 20, 21)] == [0, 6, 19, None]


async def test_rows_that_arrive_while_older_numbers_are_read_keep_every_index(
    desks: Desks, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_window, "PAGE", 2)
    monkeypatch.setattr(log_window, "_CHUNK", 2)
    store(home, [report(number) for number in range(1, 11)])
    opened = await window(desks)
    store(home, [report(number) for number in range(11, 14)])
    filling = asyncio.create_task(opened.load(0, 13))
    assert sum([(await opened.refresh()).added for _ in range(2)]) == 3
    await filling
    await opened.load(0, 13)
    assert ids(opened) == list(range(1, 14))


async def test_a_filter_lets_through_what_holds_now_and_later(desks: Desks, home: Home) -> None:
    store(home, [report(number, code=1001 if number % 2 else 2106) for number in range(1, 7)])
    opened = await window(desks, "code:2106")
    assert ids(opened) == [2, 4, 6]
    assert opened.position_of(3) == 1
    store(home, [report(7), report(8, code=2106)])
    assert await opened.refresh() == Growth(1)
    assert ids(opened) == [2, 4, 6, 8]
    await opened.open(parse("code:1001"))
    assert ids(opened) == [1, 3, 5, 7]


async def test_a_repeat_adds_no_row_and_changes_the_one_on_screen(desks: Desks, home: Home) -> None:
    store(home, [report(1)])
    opened = await window(desks)
    store(home, [report(1)])
    assert await opened.refresh() == Growth(0)
    row = opened.cached(0)
    assert row is not None
    assert row.repeats == 1


async def test_memory_is_bounded_in_rows_and_numbers(desks: Desks, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_window, "LARGEST", 10)
    monkeypatch.setattr(log_window, "SLACK", 2)
    monkeypatch.setattr(log_window, "PAGE", 4)
    monkeypatch.setattr(log_window, "CACHED", 4)
    store(home, [report(number) for number in range(1, 16)])
    opened = await window(desks)
    await opened.load(0, 10)
    assert opened.count == 10
    assert opened.position_of(6) == 0
    assert sum(number is not None for number in ids(opened)) == 4
    store(home, [report(number) for number in range(16, 20)])
    assert await opened.refresh(keep=lambda: 2) == Growth(4, 2)
    assert opened.position_of(8) == 0
    store(home, [report(20)])
    assert await opened.refresh() == Growth(1, 3)
    assert opened.count == 10
    assert opened.position_of(11) == 0


async def test_what_passes_is_looked_for_from_the_end_a_stretch_at_a_time(
    desks: Desks, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_search, "STRIDE", 3)
    monkeypatch.setattr(log_search, "_SECONDS", 0.0)
    store(home, [report(number, code=1001 if number % 4 else 2106) for number in range(1, 13)])
    opened = await window(desks, "code:2106")
    assert (ids(opened), opened.searched) == ([12], 0.25)
    assert (opened.unread(4), opened.unread(11), opened.unread(12)) == (True, True, False)
    assert (opened.position_of(4), opened.position_of(12)) == (None, 0)
    store(home, [report(13, code=2106)])
    assert await opened.refresh() == Growth(1)
    found = []
    while opened.searched < 1:
        found.append(await opened.read_older())
    assert sum(found) == 2
    assert ids(opened) == [4, 8, 12, 13]
    assert (opened.position_of(4), opened.unread(1), await opened.read_older()) == (0, False, 0)


async def test_no_more_is_looked_for_than_a_window_holds(
    desks: Desks, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_search, "STRIDE", 4)
    monkeypatch.setattr(log_window, "LARGEST", 6)
    store(home, [report(number) for number in range(1, 21)])
    opened = await window(desks, "code:1001")
    while opened.searched < 1:
        await opened.read_older()
    assert ids(opened) == list(range(15, 21))


async def test_totals_count_the_whole_log(desks: Desks, home: Home) -> None:
    store(home, [report(1), report(2)])
    totals = await (await window(desks, "code:9")).totals()
    assert (totals.events, totals.unmatched, totals.unrecognised) == (2, 2, 0)
