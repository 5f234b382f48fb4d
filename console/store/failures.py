"""SQLite's errors as sentences a person can act on."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from console.errors import DatabaseDamaged, DatabaseFull, DatabaseLocked, DatabaseUnwritable, StoreError

_PRIMARY = 0xFF  # an extended result code carries its primary one in the low byte
_NO_ROOM = frozenset(
    {
        sqlite3.SQLITE_IOERR_WRITE,  # a size limit or quota; a plain full disk is SQLITE_FULL
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_TRUNCATE,
        sqlite3.SQLITE_IOERR_SHMOPEN,  # where not even the first bytes of the -shm file find room
        sqlite3.SQLITE_IOERR_SHMSIZE,
    }
)


def store_error(error: sqlite3.Error, path: Path) -> StoreError:
    """The StoreError that says what `error` means for the file at `path`."""
    # Errors of Python's own wrapper (a closed connection, a value that cannot be bound) carry no code.
    extended: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    code = extended & _PRIMARY
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return DatabaseLocked(
            f"Another program holds the database {path} and did not let go in time.",
            hint="Try again; if it stays so, look for a backup or another program that has the file open.",
        )
    if code == sqlite3.SQLITE_FULL or extended in _NO_ROOM:
        return DatabaseFull(
            f"There is no room to write to the database {path}.",
            hint="Free some space on that disk, or raise the size limit, and try again; nothing was half written.",
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return unwritable(path)
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return DatabaseDamaged(
            f"The file {path} is damaged, or is no database.",
            hint="Move it away and put a backup in its place, or start without it: a new one is then made.",
        )
    if code == sqlite3.SQLITE_IOERR:
        return DatabaseDamaged(
            f"The disk did not let the database {path} be read ({error}).",
            hint="Check the disk; if it is sound, put a backup of the file in its place.",
        )
    return StoreError(f"The database {path} could not do what was asked: {error}.")


def unwritable(path: Path, error: OSError | None = None) -> StoreError:
    """For a file or folder that cannot be made, opened or written."""
    if error is not None and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DatabaseFull(
            f"There is no room to make the database {path}.", hint="Free some space on that disk and try again."
        )
    return DatabaseUnwritable(
        f"The database {path} cannot be opened for writing.",
        hint="Check that its folder exists and belongs to you, or choose another one with --home.",
    )


def newer(path: Path) -> StoreError:
    return StoreError(
        f"The database {path} was written by a newer version of Switchroom.",
        hint="Update Switchroom, or choose another home with --home; the file was left as it is.",
    )


def foreign(path: Path) -> StoreError:
    return DatabaseDamaged(
        f"The file {path} is a database of another program.",
        hint="Choose another home with --home; the file was left as it is.",
    )


def closed(path: Path) -> StoreError:
    return StoreError(f"The database {path} is already closed.")
