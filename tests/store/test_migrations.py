from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

from console.store.database import SCHEMA_VERSION, Database
from console.store.migrations import migrations


def test_the_version_counts_the_migrations() -> None:
    assert len(migrations._migrations) == SCHEMA_VERSION


def test_a_new_file_has_had_each_of_them(path: Path, database: Database) -> None:
    names = database.read_now(lambda connection: connection.execute("SELECT name FROM _sqlite_migrations").fetchall())
    assert names == [(migration.name,) for migration in migrations._migrations]


_OPEN = "import sys; from pathlib import Path; from console.store.database import Database; "


def test_a_file_that_is_up_to_date_loads_no_sqlite_utils(path: Path, database: Database) -> None:
    code = _OPEN + "Database(Path(sys.argv[1])).close(); sys.exit('sqlite_utils' in sys.modules)"
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)


def test_two_programs_may_make_the_file_at_once(path: Path) -> None:
    code = _OPEN + "sys.stdin.readline(); Database(Path(sys.argv[1])).close()"
    racing = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    for one in racing:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    assert [one.communicate(timeout=60)[1] for one in racing] == [""] * 4
    with sqlite3.connect(path) as there:
        assert there.execute("SELECT count(*) FROM _sqlite_migrations").fetchone() == (SCHEMA_VERSION,)
    there.close()
