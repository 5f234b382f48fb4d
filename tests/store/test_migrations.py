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


def test_a_file_of_the_first_version_keeps_what_it_has_and_knows_its_newest_callbacks(path: Path) -> None:
    """As 0001 left it: the newest event of an account is looked for once, when the tables of the gates are made."""
    Database(path).close()
    with sqlite3.connect(path) as there:
        for table in ("gate", "gate_revision", "gate_list", "gate_write", "gate_batch", "gate_pointing", "sighting"):
            there.execute(f"DROP TABLE {table}")
        there.execute("DELETE FROM _sqlite_migrations WHERE name = '0002_gates'")
        there.execute("PRAGMA user_version=1")
        there.execute(
            "INSERT INTO event (id, received_at, provider, account, channel, kind, dedup_key, dedup) "
            "VALUES (7, 1000, 'link-smsc', 'acme', 'sms', 'report', 'a', x'01')"
        )
    there.close()
    opened = Database(path)
    try:
        found = opened.read_now(lambda connection: connection.execute("SELECT * FROM sighting").fetchall())
    finally:
        opened.close()
    assert found == [("acme", "", "report", 1000, 7)]
