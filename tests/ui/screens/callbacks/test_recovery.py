from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from console.store.database import Database
from tests.ui.opened_console import NOW, home_in, opened
from tests.ui.told import report, tell


async def test_a_log_that_could_not_be_read_is_there_once_the_database_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database.__init__, "__kwdefaults__", {"busy_timeout": 0.1})
    home = home_in(tmp_path)
    tell(home, [report(1, NOW - 4_000, to="+46701234567")])
    with closing(sqlite3.connect(home.database, isolation_level=None)) as backup:
        backup.execute("PRAGMA locking_mode=EXCLUSIVE")
        backup.execute("BEGIN IMMEDIATE")
        async with opened(home, accounts=()) as console:
            await console.until_seen("Another program holds the database")
            backup.close()
            await console.until_seen("+46701234567")
            await console.until(lambda: "Another program" not in console.painted)
