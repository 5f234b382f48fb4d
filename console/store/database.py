"""The one SQLite file: opened, migrated, written by one connection, read beside it."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from console.errors import DatabaseFull, DatabaseUnwritable, StoreError
from console.store.failures import closed, foreign, newer, store_error, unwritable

T = TypeVar("T")

APPLICATION_ID = 0x53575243  # "SWRC" in the file's header: this is ours and no other program's
SCHEMA_VERSION = 5
"""How many migrations a file of this version has had; kept in its `user_version`."""

READERS = 4
"""Reads that may run at once. They are short; more would only wait for the interpreter."""

log = logging.getLogger(__name__)


class Database:
    """WAL, `synchronous=FULL`, foreign keys on, the file 0600.

    Writes run one after the other, each in a transaction of its own; reads run beside them against a snapshot and
    never wait for a write. Several processes may have the file open; who waits longer than `busy_timeout` seconds for
    another's write gets DatabaseLocked. SQLite's errors come out as StoreError, and whatever ends a write, it is
    either whole or not there.
    """

    def __init__(self, path: Path, *, busy_timeout: float = 5.0) -> None:
        """Raises DatabaseUnwritable, DatabaseFull, DatabaseDamaged, DatabaseLocked; StoreError for a newer file.

        A file of this version that cannot be written, on a full disk or in a folder of somebody else, can be read all
        the same; each write then tries again, and raises what stands in its way.
        """
        self.path = path
        self._busy_timeout = busy_timeout
        self._closed = False
        # One write at a time, whichever thread it comes from. Re-entrant, so that a write inside a write is
        # SQLite's error and not a thread that waits for itself.
        self._writing = threading.RLock()
        self._guard = threading.Lock()  # over the two below
        self._idle_readers: list[sqlite3.Connection] = []
        self._watcher: sqlite3.Connection | None = None
        self._seen_version = 0
        self._writer_thread = ThreadPoolExecutor(1, "store-write")
        self._reader_threads = ThreadPoolExecutor(READERS, "store-read")
        self._writer: sqlite3.Connection | None = None
        try:
            self._open_writer()
        except (DatabaseFull, DatabaseUnwritable) as error:
            if not self._can_be_read():
                raise error from None

    async def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` inside BEGIN IMMEDIATE ... COMMIT on the owner thread.

        Cancelling takes back work that has not begun; what has begun is finished, committed or rolled back.
        """
        return await self._on(self._writer_thread, self.write_now, work)

    async def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` against one snapshot on a reader thread. It cannot write."""
        return await self._on(self._reader_threads, self.read_now, work)

    def write_now(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """The same, for callers without an event loop; blocks. Safe to call from any thread."""
        with self._writing, self._translated():
            if self._closed:
                raise closed(self.path)
            return _transaction(self._writer or self._open_writer(), "BEGIN IMMEDIATE", work)

    def read_now(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with self._translated():
            with self._guard:
                if self._closed:
                    raise closed(self.path)
                reader = self._idle_readers.pop() if self._idle_readers else self._open_reader()
                kept = self._writer is not None
            try:
                return _transaction(reader, "BEGIN", work)
            finally:
                with self._guard:
                    if not kept or self._closed:
                        reader.close()
                    else:
                        self._idle_readers.append(reader)

    def data_version(self) -> int:
        """A number that differs after any process committed. Cheap enough to ask ten times a second."""
        with self._translated(), self._guard:
            if self._closed:
                raise closed(self.path)
            # SQLite's counter leaves out the asking connection's own commits, so one that never writes asks.
            if self._writer is None:
                return self._seen_version
            if self._watcher is None:
                self._watcher = self._open_reader()
                self._watcher.execute("PRAGMA busy_timeout=0")
            try:
                self._seen_version = _pragma(self._watcher, "data_version")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise
            return self._seen_version

    def close(self) -> None:
        """Finish what was handed over, then close. Twice is once."""
        self._writer_thread.shutdown(wait=True)
        self._reader_threads.shutdown(wait=True)
        with self._writing, self._guard:
            if self._closed:
                return
            self._closed = True
            for connection in (*self._idle_readers, self._watcher, self._writer):
                if connection is not None:
                    connection.close()
            self._idle_readers.clear()

    async def _on(
        self,
        threads: ThreadPoolExecutor,
        run: Callable[[Callable[[sqlite3.Connection], T]], T],
        work: Callable[[sqlite3.Connection], T],
    ) -> T:
        try:
            job = threads.submit(run, work)
        except RuntimeError:  # the threads are gone, or the interpreter is going
            raise closed(self.path) from None
        try:
            return await asyncio.wrap_future(job)
        except asyncio.CancelledError:
            job.add_done_callback(_log_failure)  # nobody waits for its error any more
            raise

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise store_error(error, self.path) from error

    def _connect(self, mode: str) -> sqlite3.Connection:
        # One connection may serve several threads one after the other: the locks above see to that.
        uri = f"{self.path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(
            uri, uri=True, timeout=self._busy_timeout, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys=ON")
        return connection

    def _open_reader(self) -> sqlite3.Connection:
        reader = self._connect("ro")
        try:
            if self._writer is None:
                reader = self._open_unwritten(reader)
            reader.execute("PRAGMA query_only=ON")
        except BaseException:
            reader.close()
            raise
        return reader

    def _open_unwritten(self, reader: sqlite3.Connection) -> sqlite3.Connection:
        """SQLite reads a log only beside a file that it can write. Where it cannot, and there is no log, the file alone
        is the whole truth for as long as nobody writes; so such a connection serves one read."""
        try:
            _pragma(reader, "user_version")
        except sqlite3.OperationalError:
            written = self.path.with_name(self.path.name + "-wal")
            if written.exists() and written.stat().st_size:
                raise
            reader.close()
            reader = self._connect("ro&immutable=1")
        return reader

    def _can_be_read(self) -> bool:
        try:
            with contextlib.closing(self._open_reader()) as reader:
                return _pragma(reader, "user_version") == SCHEMA_VERSION
        except (sqlite3.Error, OSError):
            return False

    def _open_writer(self) -> sqlite3.Connection:
        _make_private(self.path)
        with self._translated():
            writer = self._connect("rw")
            try:
                self._prepare(writer)
            except BaseException:
                writer.close()
                raise
            self._writer = writer
            return writer

    def _prepare(self, writer: sqlite3.Connection) -> None:
        version = _pragma(writer, "user_version")
        if version > SCHEMA_VERSION:
            raise newer(self.path)
        if version == 0 and _pragma(writer, "application_id") != APPLICATION_ID and _has_tables(writer):
            raise foreign(self.path)
        self._use_wal(writer)
        writer.execute("PRAGMA synchronous=FULL")
        writer.execute(f"PRAGMA journal_size_limit={64 * 1024 * 1024}")
        if version < SCHEMA_VERSION:
            # Loading sqlite-utils costs more than opening the file, so only a file that needs it pays.
            from console.store.migrations import migrate

            migrate(writer, APPLICATION_ID, SCHEMA_VERSION)

    def _use_wal(self, writer: sqlite3.Connection) -> None:
        # Two processes that open a new file at once refuse each other here without waiting.
        deadline = time.monotonic() + self._busy_timeout
        while True:
            try:
                writer.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
            else:
                return


def _make_private(path: Path) -> None:
    """The folder 0700 if it has to be made, the file 0600; SQLite gives its -wal and -shm files the same.

    A file that exists is not opened here: closing it again would drop every lock this process's connections hold on it
    (POSIX counts locks by process), and another process that closes the file then takes the log away under them.
    """
    try:
        for folder in reversed([folder for folder in path.absolute().parents if not folder.exists()]):
            folder.mkdir(mode=0o700, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not os.access(path, os.R_OK | os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        for file in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            if file.exists():
                file.chmod(0o600)
    except OSError as error:
        raise unwritable(path, error) from error


def _transaction(connection: sqlite3.Connection, begin: str, work: Callable[[sqlite3.Connection], T]) -> T:
    connection.execute(begin)
    try:
        result = work(connection)
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has already rolled back after some errors (a full disk among them).
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def _log_failure(job: Future[T]) -> None:
    if job.cancelled():
        return
    error = job.exception()
    if isinstance(error, StoreError):
        log.error("A store operation failed after its caller had gone: %s", error.message)
    elif error is not None:
        log.error("A store operation failed after its caller had gone", exc_info=error)
