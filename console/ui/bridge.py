"""From the desks to the screen: looks whether the database changed and how the listener does, off the event loop."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from console.errors import SwitchroomError
from console.ui import failures

if TYPE_CHECKING:
    from console.services.desks import Desks
    from console.services.gate_pointer import Pointing
    from console.services.listener_desk import ListenerState

NEWS_EVERY = 0.1
"""Seconds between two looks at the database; each costs one PRAGMA."""
LISTENER_EVERY = 1.0
"""Seconds between two looks at the listener."""
POINTINGS_EVERY = 10.0
"""Seconds between two looks whether a gate is to be given its destinations back."""


class Bridge:
    """Loops, ended by cancelling them.

    `on_news` is called when anybody wrote to the database, `on_listener` with the listener's state at each look,
    `on_trouble` with a sentence when the database cannot be asked, and with None when it can again. `on_restored` is
    told what became of a gate that pointed here for long enough, and once which points here longer than it was to.
    """

    def __init__(
        self,
        desks: Desks,
        *,
        on_news: Callable[[], None],
        on_listener: Callable[[ListenerState], None],
        on_trouble: Callable[[str | None], None],
        on_restored: Callable[[str], None],
    ) -> None:
        self._desks = desks
        self._on_news = on_news
        self._on_listener = on_listener
        self._on_trouble = on_trouble
        self._on_restored = on_restored

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

    async def watch_pointings(self) -> None:
        told: set[int] = set()
        while True:
            await asyncio.sleep(POINTINGS_EVERY)
            with contextlib.suppress(SwitchroomError):  # a database that cannot be asked is told by its own loop
                for written in await self._desks.gates.pointer.restore_due():
                    self._on_restored(written.sentence)
                for pointing in await self._desks.gates.pointer.pointings():
                    if pointing.overdue and pointing.id not in told:
                        told.add(pointing.id)
                        self._on_restored(_still_here(pointing))


def _still_here(pointing: Pointing) -> str:
    name = pointing.ref_id or pointing.gate_id
    if pointing.at_exit:
        why = "was to be given back when a console was left. If none is open but this one, that one crashed"
    else:
        why = "should have been given back by now; it is tried again"
    return f"{name} points at this listener still, and {why}. L under Gates gives it back."
