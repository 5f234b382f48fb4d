"""The database as the desks hold it: opened by whoever needs it first, off the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from console.store.database import Database

T = TypeVar("T")


class Archive:
    """Building one costs nothing, so the first frame does not wait for a disk. An opening that fails raises its
    StoreError to whoever asked, and is tried again by the next."""

    def __init__(self, open_database: Callable[[], Database]) -> None:
        self._open = open_database
        self._database: Database | None = None
        self._opening: asyncio.Lock | None = None

    async def read(self, work: Callable[[Any], T]) -> T:
        """Run `work` with a connection against one snapshot. Raises StoreError."""
        return await (await self.database()).read(work)

    async def write(self, work: Callable[[Any], T]) -> T:
        """Run `work` with a connection in one transaction. Raises StoreError."""
        return await (await self.database()).write(work)

    async def data_version(self) -> int:
        return (await self.database()).data_version()

    async def database(self) -> Database:
        if self._database is None:
            self._opening = self._opening or asyncio.Lock()
            async with self._opening:
                if self._database is None:
                    self._database = await asyncio.to_thread(self._open)
        return self._database

    async def aclose(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            await asyncio.to_thread(database.close)
