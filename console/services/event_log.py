"""The log itself: what providers told us, as it was stored."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from console.domain.callbacks.event import StoredCallback, StoredEvent
from console.domain.callbacks.filter import Filter
from console.domain.timestamps import Clock
from console.services.archive import Archive
from console.services.log_search import LogSearch
from console.services.log_window import PAGE, LogWindow

_POLL = 0.1


class EventLog:
    """Single events, the newest of them, and those to come; and windows for whoever wants to look around."""

    def __init__(self, archive: Archive, clock: Clock) -> None:
        self._archive = archive
        self._clock = clock
        self._version: int | None = None

    def window(self) -> LogWindow:
        return LogWindow(self._archive, self._clock)

    async def events(self, where: Filter, *, limit: int = 100) -> list[StoredEvent]:
        """The newest `limit` that pass, newest last. Cancelling ends the search for them."""
        from console.store.events import events_by_id, last_id, newest

        now = self._clock()
        if not where.terms:
            return await self._archive.read(lambda connection: newest(connection, where, now, limit))
        search = LogSearch(self._archive, where, now, await self._archive.read(last_id))
        ids: list[int] = []
        while len(ids) < limit and not search.done:
            ids = await search.more() + ids
        return await self._archive.read(lambda connection: events_by_id(connection, ids[-limit:]))

    async def event(self, event_id: int) -> StoredEvent:
        """Raises NotFound."""
        from console.store.events import event

        return await self._archive.read(lambda connection: event(connection, event_id))

    async def callback(self, callback_id: int) -> StoredCallback:
        """Raises NotFound."""
        from console.store.events import callback

        return await self._archive.read(lambda connection: callback(connection, callback_id))

    async def follow(self, where: Filter) -> AsyncIterator[StoredEvent]:
        """New events as they are stored, by whomever, until closed. Once this returned none is missed, however late
        the first is asked for."""
        from console.store.events import last_id

        return self._events_after(await self._archive.read(last_id), where)

    async def _events_after(self, seen: int, where: Filter) -> AsyncIterator[StoredEvent]:
        from console.store.events import events_by_id, ids_after, last_id

        version: int | None = None
        while True:
            current = await self._archive.data_version()
            if current == version:
                await asyncio.sleep(_POLL)
                continue
            now = self._clock()

            def look(connection: Any, after: int = seen, now: int = now) -> tuple[list[int], int, list[StoredEvent]]:
                ids = ids_after(connection, where, now, after, PAGE)
                newest = ids[-1] if len(ids) == PAGE else last_id(connection)
                return ids, newest, events_by_id(connection, ids)

            ids, seen, rows = await self._archive.read(look)
            if len(ids) < PAGE:
                version = current
            for row in rows:
                yield row

    async def changed(self) -> bool:
        """Whether anybody wrote to the database since the last call; the first call says yes."""
        before, self._version = self._version, await self._archive.data_version()
        return before != self._version
