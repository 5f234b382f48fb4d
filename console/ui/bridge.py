"""From the desks to the screen: looks whether the database changed and how the listener does, off the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from console.errors import SwitchroomError
from console.ui import failures

if TYPE_CHECKING:
    from console.services.desks import Desks
    from console.services.listener_desk import ListenerState

NEWS_EVERY = 0.1
"""Seconds between two looks at the database; each costs one PRAGMA."""
LISTENER_EVERY = 1.0
"""Seconds between two looks at the listener."""


class Bridge:
    """Two loops, ended by cancelling them.

    `on_news` is called when anybody wrote to the database, `on_listener` with the listener's state at each look,
    `on_trouble` with a sentence when the database cannot be asked, and with None when it can again.
    """

    def __init__(
        self,
        desks: Desks,
        *,
        on_news: Callable[[], None],
        on_listener: Callable[[ListenerState], None],
        on_trouble: Callable[[str | None], None],
    ) -> None:
        self._desks = desks
        self._on_news = on_news
        self._on_listener = on_listener
        self._on_trouble = on_trouble

    async def watch_database(self) -> None:
        troubled = False
        while True:
            try:
                # What could not be read in the meantime is read now, whether anybody wrote or not.
                if await self._desks.log.changed() or troubled:
                    self._on_news()
                if troubled:
                    troubled = False
                    self._on_trouble(None)
            except SwitchroomError as error:
                troubled = True
                self._on_trouble(failures.sentence(error))
            await asyncio.sleep(NEWS_EVERY)

    async def watch_listener(self) -> None:
        while True:
            self._on_listener(await self._desks.listener.state())
            await asyncio.sleep(LISTENER_EVERY)
