"""The whole console over a home of its own: real desks, a real database, and a clock that stands still."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Static

from console.domain.account import Account
from console.domain.timestamps import Millis, parse_rfc3339
from console.services.desks import Desks
from console.settings.paths import Home
from console.ui.app import SwitchroomApp
from console.ui.screens.area import AreaScreen
from console.wiring import open_desks
from tests.ui.practice_home import CONFIG, keep_account, practice_account

NOW: Millis = parse_rfc3339("2026-11-20T10:18:30.000Z") or 0
WIDE, NARROW = (120, 40), (80, 24)
HOSTILE = "\x1b[31mred\x1b[0m\x07 [bold]loud[/bold] \u202eksid\u202c \u200b[link=x]"
"""What must never reach the terminal or a clipboard as it is."""
FORBIDDEN = ("\x1b", "\x07", "\u202e", "\u202c", "\u200b")
PATIENCE = 30.0


def home_in(folder: Path, config: str = "") -> Home:
    folder.mkdir(parents=True, exist_ok=True)
    home = Home(folder, folder, folder)
    home.config_file.write_text(CONFIG + config, encoding="utf-8")
    return home


async def until(pilot: Pilot[None], holds: Callable[[], bool], wish: Callable[[], object] = lambda: "") -> None:
    """Wait, with an end, until something holds."""
    deadline = time.monotonic() + PATIENCE
    await pilot.pause()
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain: {wish()}"
        await pilot.pause(0.02)


@dataclass
class Opened:
    """A console that is open."""

    pilot: Pilot[None]
    app: SwitchroomApp
    desks: Desks
    home: Home

    @property
    def screen(self) -> Any:
        return self.app.screen

    @property
    def lines(self) -> list[str]:
        """The screen as it is painted, one string per line."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def painted(self) -> str:
        return "\n".join(self.lines)

    @property
    def said(self) -> list[str]:
        """What the corner of the screen says."""
        return [remark.message for remark in self.app._notifications]

    @property
    def clipboard(self) -> str:
        return self.app.clipboard

    def reads(self, selector: str) -> str:
        """The words of one Static, or of all those in a pane."""
        widget = self.app.screen.query_one(selector)
        statics = [widget] if isinstance(widget, Static) else list(widget.query(Static))
        return "\n".join(str(static.visual) for static in statics)

    async def until(self, holds: Callable[[], bool]) -> None:
        await until(self.pilot, holds, lambda: f"\n{self.painted}\n{self.said}")

    async def until_seen(self, *words: str) -> None:
        await self.until(lambda: all(word in self.painted for word in words))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def goes_to(self, area: str) -> None:
        await self.app.action_area(area)
        await self.until(lambda: isinstance(self.app.screen, AreaScreen) and self.app.current_mode == area)


@asynccontextmanager
async def opened(
    home: Home,
    *,
    size: tuple[int, int] = WIDE,
    area: str = "callbacks",
    accounts: Sequence[Account] = (practice_account(),),
    clock: Callable[[], Millis] = lambda: NOW,
) -> AsyncIterator[Opened]:
    desks = open_desks(home, sandbox=False, clock=clock)
    for account in accounts:
        await keep_account(desks, account)
    app = SwitchroomApp(desks)
    await app.action_area(area)  # as a key does that comes before the desks are open: no other area is opened first
    try:
        async with app.run_test(size=size) as pilot:
            console = Opened(pilot, app, desks, home)
            await console.until(lambda: app.current_mode == area and console.screen.is_mounted)
            yield console
    finally:
        await desks.listener.aclose()
        await desks.aclose()
