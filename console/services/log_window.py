"""A window over the stored events: which ones pass the filter, in order, and the few that are on screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from console.domain.callbacks.event import StoredCallback, StoredEvent
from console.domain.callbacks.filter import Filter


@dataclass(frozen=True, slots=True)
class LogTotals:
    """`events` in the whole log, `unmatched` reports that joined no message, `unrecognised` callbacks."""

    events: int
    unmatched: int
    unrecognised: int


class LogWindow:
    """The ordered events that pass one filter. Oldest is index 0; memory is bounded whatever the log holds.

    `open` and `refresh` read the database off the event loop; `cached` answers at once from what was loaded.
    """

    @property
    def count(self) -> int:
        raise NotImplementedError

    async def open(self, where: Filter) -> None:
        """Start over with another filter. The newest page is cached when this returns."""
        raise NotImplementedError

    async def refresh(self) -> int:
        """Take in what came since; the number of new rows at the end. Cached rows that changed are dropped."""
        raise NotImplementedError

    async def load(self, start: int, stop: int) -> None:
        """Make rows start..stop (half open) available to `cached`."""
        raise NotImplementedError

    def cached(self, index: int) -> StoredEvent | None:
        raise NotImplementedError

    def position_of(self, event_id: int) -> int | None:
        """The index of an event in this window, or of the nearest one after it."""
        raise NotImplementedError

    async def totals(self) -> LogTotals:
        raise NotImplementedError


class EventLog:
    """The log itself, for whoever needs no window."""

    def window(self) -> LogWindow:
        raise NotImplementedError

    async def events(self, where: Filter, *, limit: int = 100) -> list[StoredEvent]:
        """The newest `limit` that pass, newest last."""
        raise NotImplementedError

    async def event(self, event_id: int) -> StoredEvent:
        """Raises NotFound."""
        raise NotImplementedError

    async def callback(self, callback_id: int) -> StoredCallback:
        """Raises NotFound."""
        raise NotImplementedError

    def follow(self, where: Filter) -> AsyncIterator[StoredEvent]:
        """New events as they are stored, by whomever, until closed."""
        raise NotImplementedError

    async def changed(self) -> bool:
        """Whether anybody wrote to the database since the last call."""
        raise NotImplementedError
