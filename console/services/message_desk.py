"""What was sent, and the whole truth about one message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from console.domain.callbacks.event import StoredEvent
from console.domain.message import Message
from console.domain.timestamps import Clock
from console.services.archive import Archive
from console.services.underway import Underway

STRETCH = 5_000
"""Messages looked through in one read: a tenth of a second for the dearest filter."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """`end` is the oldest message looked at, None at the end of all `count`."""

    found: list[Message]
    end: str | None
    count: int


@dataclass(frozen=True, slots=True)
class MessageStory:
    """A message with its events, oldest first."""

    message: Message
    events: tuple[StoredEvent, ...]


class MessageDesk:
    """Reads messages, and first of all settles those whose sender died: their requests may have left."""

    def __init__(self, archive: Archive, clock: Clock, underway: Underway) -> None:
        self._archive = archive
        self._clock = clock
        self._underway = underway

    async def messages(
        self,
        query: str = "",
        *,
        limit: int = 200,
        before: str | None = None,
        on_progress: Callable[[float], None] | None = None,
    ) -> list[Message]:
        """Newest first, whole trees; `query` is the filter language; `before` a message id to page from.

        With a filter they are looked through a stretch at a time: cancelling ends it, and `on_progress` is told between
        two stretches how much was looked at, from 0 to 1.
        """
        from console.domain.callbacks.filter import parse
        from console.store.messages import count_messages, messages, stretch_end

        await self._settle_abandoned()
        where, now = parse(query), self._clock()
        if not where.terms:
            return await self._archive.read(
                lambda connection: messages(connection, limit=limit, before=before, now=now)
            )
        found: list[Message] = []
        looked, start = 0, before
        while True:

            def look(connection: Any, start: str | None = start, room: int = limit - len(found)) -> _Stretch:
                end = stretch_end(connection, start, STRETCH)
                there = messages(connection, limit=room, before=start, since=end, where=where, now=now)
                return _Stretch(there, end, count_messages(connection) if end is not None else 0)

            stretch = await self._archive.read(look)
            found += stretch.found
            if stretch.end is None or len(found) >= limit:
                return found
            start, looked = stretch.end, looked + STRETCH
            if on_progress is not None:
                on_progress(min(1.0, looked / max(1, stretch.count)))

    async def message(self, message_id: str) -> MessageStory:
        """Raises NotFound. Takes our id, a unique beginning of it, or the provider's id."""
        from console.store.events import events_of_message
        from console.store.messages import message

        def read(connection: Any) -> MessageStory:
            found = message(connection, message_id)
            return MessageStory(found, tuple(events_of_message(connection, found.id)))

        await self._settle_abandoned()
        return await self._archive.read(read)

    async def _settle_abandoned(self) -> None:
        from console.store.messages import record_lost, unfinished

        abandoned = [name for name in await self._archive.read(unfinished) if not self._underway.is_held(name)]
        if not abandoned:
            return

        def settle(connection: Any) -> None:
            for name in abandoned:
                record_lost(connection, name)

        await self._archive.write(settle)
        for name in abandoned:
            self._underway.forget(name)
