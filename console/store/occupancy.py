"""Whether anybody has the database file open, for whoever wants to take it away."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

_TAKEN = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def is_open(path: Path) -> bool:
    """Whether any connection, of this process or another, has the file open. False where there is no file, or none that
    SQLite can read. Does not wait."""
    if not path.exists():
        return False
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=0)) as alone:
            # Leaving WAL takes the only lock that an idle connection stands in the way of. `Database` goes back to it.
            alone.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in _TAKEN
    return False
