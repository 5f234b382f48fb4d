"""Looking through the log for what passes a filter: from the newest event to the oldest, a stretch at a time."""

from __future__ import annotations

from time import monotonic

from console.domain.callbacks.filter import Filter
from console.domain.timestamps import Millis
from console.services.archive import Archive

STRIDE = 20_000
"""Events in the first stretch; those after it are longer or shorter, so that each takes about `_SECONDS`."""
_SECONDS = 0.1


class LogSearch:
    """Each stretch is a read of its own: what it finds is there at once, and whoever asks for no more has ended it."""

    def __init__(self, archive: Archive, where: Filter, now: Millis, last: int) -> None:
        """`last` is the number of the newest event, `now` what `where` counts from."""
        self._archive = archive
        self._where = where
        self._now = now
        self._last = last
        self._before = last + 1
        self._stride = STRIDE

    @property
    def done(self) -> bool:
        return self._before <= 1

    @property
    def part(self) -> float:
        """How much of the log was looked at, from 0 to 1."""
        return 1.0 if self.done else 1 - (self._before - 1) / self._last

    async def more(self) -> list[int]:
        """The numbers of the events that pass in the next stretch, ascending."""
        from console.store.events import ids_between

        before, first = self._before, max(1, self._before - self._stride)
        begun = monotonic()
        found = await self._archive.read(
            lambda connection: ids_between(connection, self._where, self._now, first, before)
        )
        took = monotonic() - begun
        self._before = first
        if took < _SECONDS / 2:
            self._stride *= 2
        elif took > _SECONDS * 2:
            self._stride = max(1, self._stride // 2)
        return found

    def stop(self) -> None:
        """Nothing older is wanted."""
        self._before = 1
