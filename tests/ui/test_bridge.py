from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from console.domain.gates.gate import Gate
from console.domain.gates.pointing import Pointing
from console.services.listener_desk import ListenerMood, ListenerState
from console.store.pointings import keep_pointing
from console.ui import bridge as bridges
from console.ui.bridge import Bridge
from console.wiring import open_desks
from tests.ui.opened_console import NOW, home_in
from tests.ui.told import report, tell


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110  # what is waited for tells nobody
            await asyncio.sleep(0.02)


async def test_news_trouble_and_the_listener_are_told_as_they_happen(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    desks = open_desks(home, sandbox=False)
    news: list[None] = []
    states: list[ListenerState] = []
    bridge = Bridge(
        desks,
        on_news=lambda: news.append(None),
        on_listener=states.append,
        on_trouble=lambda sentence: None,
        on_restored=lambda sentence: None,
    )
    loops = [asyncio.create_task(bridge.watch_database()), asyncio.create_task(bridge.watch_listener())]
    try:
        await _until(lambda: len(news) == 1 and bool(states))
        assert states[0].mood is ListenerMood.STOPPED
        tell(home, [report(1, NOW)])
        await _until(lambda: len(news) == 2)
    finally:
        for loop in loops:
            loop.cancel()
        await asyncio.gather(*loops, return_exceptions=True)
        await desks.aclose()


async def test_trouble_is_told_in_a_sentence_and_when_it_is_over(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    home.database.write_bytes(b"SQLite format 3\x00" + b"\x5a" * 8192)
    desks = open_desks(home, sandbox=False)
    told: list[str | None] = []
    bridge = Bridge(
        desks,
        on_news=lambda: None,
        on_listener=lambda state: None,
        on_trouble=told.append,
        on_restored=lambda sentence: None,
    )
    loop = asyncio.create_task(bridge.watch_database())
    try:
        await _until(lambda: bool(told))
        assert told[0] is not None
        assert "damaged" in told[0]
        home.database.unlink()
        await _until(lambda: told[-1] is None)
    finally:
        loop.cancel()
        await asyncio.gather(loop, return_exceptions=True)
        await desks.aclose()


async def test_a_gate_that_a_lost_console_left_pointing_here_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridges, "POINTINGS_EVERY", 0.02)
    desks = open_desks(home_in(tmp_path), sandbox=False)
    row = Pointing("gates", "id1", "DLR", "acme", NOW, "op", Gate(), Gate(), None, True)
    await desks.gates.pointer._archive.write(lambda connection: keep_pointing(connection, row))
    told: list[str] = []
    bridge = Bridge(
        desks,
        on_news=lambda: None,
        on_listener=lambda state: None,
        on_trouble=lambda sentence: None,
        on_restored=told.append,
    )
    loop = asyncio.create_task(bridge.watch_pointings())
    try:
        await _until(lambda: bool(told))
        await asyncio.sleep(0.1)
    finally:
        loop.cancel()
        await asyncio.gather(loop, return_exceptions=True)
        await desks.aclose()
    assert len(told) == 1
    assert told[0].startswith("DLR points at this listener still")
