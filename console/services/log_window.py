"""A window over the stored events: which ones pass the filter, in order, and the few that are on screen."""

from __future__ import annotations

import asyncio
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from console.domain.callbacks.event import StoredEvent
from console.domain.callbacks.filter import Filter
from console.domain.timestamps import Clock
from console.services.archive import Archive
from console.services.log_search import LogSearch

LARGEST = 1_000_000
"""Rows a window holds: the newest that pass. Their numbers take eight bytes each."""
PAGE = 120
"""Rows read at once at the end of the log: more than a screen shows."""
CACHED = 300
"""Rows kept in memory; all of them are compared with the database at each refresh."""
SLACK = 50_000
"""Rows beyond LARGEST before the oldest are let go, so that it happens seldom."""
_CHUNK = 50_000


@dataclass(frozen=True, slots=True)
class LogTotals:
    """`events` in the whole log, `unmatched` reports that joined no message, `unrecognised` callbacks."""

    events: int
    unmatched: int
    unrecognised: int


@dataclass(frozen=True, slots=True)
class Growth:
    """`added` rows came at the end; the `dropped` oldest went, and every index is lower by as many."""

    added: int
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class _News:
    ids: list[int]
    seen: int
    rows: list[StoredEvent]


class LogWindow:
    """The ordered events that pass one filter. Oldest is index 0.

    `open`, `read_older` and `refresh` read the database off the event loop; `cached` answers at once from what was
    loaded. `open` looks at the end of the log only. Without a filter the older rows are counted at once, and their
    numbers read by `read_older` or when somebody goes there; with one they are not known before `read_older` has looked
    for them.
    """

    def __init__(self, archive: Archive, clock: Clock) -> None:
        self._archive = archive
        self._clock = clock
        self._filter = Filter()
        self._ids = array("q")
        self._older = 0  # counted rows before the first of _ids whose numbers are not read yet
        self._search: LogSearch | None = None
        self._seen = 0  # the newest event looked at, passed or not
        self._rows: OrderedDict[int, StoredEvent] = OrderedDict()
        self._changing = asyncio.Lock()

    @property
    def count(self) -> int:
        return self._older + len(self._ids)

    @property
    def searched(self) -> float:
        """How much of the log was looked at for what passes, from 0 to 1."""
        return 1.0 if self._search is None else self._search.part

    @property
    def whole(self) -> bool:
        """Whether `read_older` has nothing left to read."""
        return self._older == 0 and self.searched == 1

    def unread(self, event_id: int) -> bool:
        """Whether an event's number may be among those that `read_older` would read."""
        return not self.whole and (not self._ids or event_id < self._ids[0])

    async def open(self, where: Filter) -> None:
        """Start over with another filter. The newest page is cached when this returns, as far as it was found."""
        from console.store.events import count_events, events_by_id, last_id, newest_ids

        now = self._clock()
        search: LogSearch | None = None

        def look(connection: Any) -> tuple[list[int], int, int, list[StoredEvent]]:
            ids = newest_ids(connection, where, now, min(PAGE, LARGEST))
            count = max(len(ids), count_events(connection))
            return ids, count, last_id(connection), events_by_id(connection, ids)

        async with self._changing:
            if where.terms:
                seen = await self._archive.read(last_id)
                search = LogSearch(self._archive, where, now, seen)
                ids = (await search.more())[-LARGEST:]
                rows, count = await self._newest_rows(ids), len(ids)
            else:
                ids, count, seen, rows = await self._archive.read(look)
            self._filter, self._search, self._seen = where, search, seen
            self._ids = array("q", ids)
            self._older = min(count, LARGEST) - len(ids) if ids else 0
            self._rows.clear()
            self._keep(rows)

    async def read_older(self) -> int:
        """Read one more stretch of older numbers. Returns how many rows are in front that were not counted before, and
        every index is higher by; below zero where counted ones turned out not to be there."""
        async with self._changing:
            before = self.count
            if self._search is not None:
                found = await self._search.more()
                room = LARGEST - len(self._ids)
                if len(found) >= room:
                    self._search.stop()
                    found = found[len(found) - room :] if room > 0 else []
                if len(self._ids) < PAGE:
                    self._keep(await self._newest_rows(found))
            elif self._older == 0:
                found = []
            else:
                found = await self._older_numbers(min(self._older, _CHUNK))
                self._older = self._older - len(found) if found else 0
            self._ids = array("q", found) + self._ids
            return self.count - before

    async def refresh(
        self, on_screen: tuple[int, int] | None = None, *, keep: Callable[[], int | None] = lambda: None
    ) -> Growth:
        """Take in what came since. Cached rows that changed are replaced.

        Where `on_screen` is given only its rows start..stop (half open) are compared and other cached rows let go, and
        as many new ones are read: whoever follows a fast log reads little then.

        Where the window is full the oldest rows go, but none from row `keep` on, asked when they would: so it may come
        to hold more.
        """
        from console.store.events import events_by_id, ids_after, last_id

        now = self._clock()

        def look(connection: Any) -> _News:
            ids = ids_after(connection, self._filter, now, self._seen, _CHUNK)
            seen = ids[-1] if len(ids) == _CHUNK else last_id(connection)
            return _News(ids, seen, events_by_id(connection, [*known, *ids[-newest:]]))

        newest = PAGE
        async with self._changing:
            if on_screen is not None:
                newest = max(1, on_screen[1] - on_screen[0])
                self._keep_only(self._numbers(*on_screen))
            known = list(self._rows)
            news = await self._archive.read(look)
            self._seen = max(self._seen, news.seen)
            self._ids.extend(news.ids)
            self._keep(news.rows)
            return Growth(len(news.ids), self._drop_oldest(keep()))

    def _drop_oldest(self, keep: int | None) -> int:
        excess = self.count - LARGEST
        if excess <= SLACK:
            return 0
        dropped = excess if keep is None else max(0, min(excess, keep))
        unread = min(dropped, self._older)
        self._older -= unread
        del self._ids[: dropped - unread]
        if self._search is not None:
            self._search.stop()
        return dropped

    async def load(self, start: int, stop: int) -> None:
        """Make rows start..stop (half open) available to `cached`. At most CACHED of them stay."""
        from console.store.events import events_by_id

        while start < self._older:
            await self.read_older()
        wanted = [number for number in self._numbers(start, stop) if number not in self._rows][:CACHED]
        if wanted:
            self._keep(await self._archive.read(lambda connection: events_by_id(connection, wanted)))

    def cached(self, index: int) -> StoredEvent | None:
        at = index - self._older
        if not 0 <= at < len(self._ids):
            return None
        number = self._ids[at]
        row = self._rows.get(number)
        if row is not None:
            self._rows.move_to_end(number)
        return row

    def position_of(self, event_id: int) -> int | None:
        """The index of an event in this window, or of the nearest one after it; None where there is none, or its
        number is not read yet."""
        at = bisect_left(self._ids, event_id)
        if at == len(self._ids) or self.unread(event_id):
            return None
        return self._older + at

    async def totals(self) -> LogTotals:
        from console.store.events import totals

        found = await self._archive.read(totals)
        return LogTotals(found.events, found.unmatched, found.unrecognised)

    async def _newest_rows(self, ids: Sequence[int]) -> list[StoredEvent]:
        from console.store.events import events_by_id

        return await self._archive.read(lambda connection: events_by_id(connection, ids[-PAGE:])) if ids else []

    async def _older_numbers(self, limit: int) -> list[int]:
        from console.store.events import newest_ids

        first, now = self._ids[0], self._clock()
        return await self._archive.read(
            lambda connection: newest_ids(connection, self._filter, now, limit, before=first)
        )

    def _numbers(self, start: int, stop: int) -> Sequence[int]:
        return self._ids[max(0, start - self._older) : max(0, stop - self._older)]

    def _keep_only(self, numbers: Iterable[int]) -> None:
        kept = [(number, self._rows[number]) for number in numbers if number in self._rows]
        self._rows.clear()
        self._rows.update(kept)

    def _keep(self, rows: Iterable[StoredEvent]) -> None:
        for row in rows:
            known = row.id in self._rows
            self._rows[row.id] = row
            if not known:
                self._rows.move_to_end(row.id)
        while len(self._rows) > CACHED:
            self._rows.popitem(last=False)
