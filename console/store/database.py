"""The one SQLite file: opened, migrated, written by one thread, read beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


class Database:
    """WAL, `synchronous=FULL`, foreign keys on, the file 0600.

    Writes run one after the other on one owner thread, each in a transaction of its own; reads run on reader threads
    against a snapshot and never wait for a write. SQLite's errors come out as StoreError.
    """

    def __init__(self, path: Path) -> None:
        raise NotImplementedError

    async def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` inside BEGIN IMMEDIATE ... COMMIT on the owner thread."""
        raise NotImplementedError

    async def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        raise NotImplementedError

    def write_now(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """The same, for callers without an event loop; blocks. Safe to call from any thread."""
        raise NotImplementedError

    def read_now(self, work: Callable[[sqlite3.Connection], T]) -> T:
        raise NotImplementedError

    def data_version(self) -> int:
        """A number that differs after any process committed. Cheap enough to ask ten times a second."""
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError
