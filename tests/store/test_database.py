from __future__ import annotations

import asyncio
import logging
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from console.errors import DatabaseDamaged, DatabaseFull, DatabaseLocked, DatabaseUnwritable, StoreError
from console.store.database import SCHEMA_VERSION, Database


def put(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO draft (saved_at, draft) VALUES (1, '{}')")


def count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM draft").fetchone()[0])


def test_only_its_owner_may_read_it(path: Path, database: Database) -> None:
    database.write_now(put)
    database.read_now(count)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == {"switchroom.db": 0o600, "switchroom.db-wal": 0o600, "switchroom.db-shm": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_was_there_keeps_its_mode_and_an_open_file_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o755)
    file = folder / "switchroom.db"
    file.touch(mode=0o644)
    Database(file).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_every_commit_reaches_the_disk(database: Database) -> None:
    pragmas = database.write_now(
        lambda connection: [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    )
    assert pragmas == ["wal", 2, 1]


def test_a_write_that_fails_leaves_nothing(database: Database) -> None:
    def half(connection: sqlite3.Connection) -> None:
        put(connection)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.write_now(half)
    assert database.read_now(count) == 0
    database.write_now(put)
    assert database.read_now(count) == 1


def test_a_write_inside_a_write_is_refused_and_undone(database: Database) -> None:
    def twice(connection: sqlite3.Connection) -> None:
        put(connection)
        database.write_now(put)

    with pytest.raises(StoreError):
        database.write_now(twice)
    assert database.read_now(count) == 0


def test_a_read_cannot_write(database: Database) -> None:
    with pytest.raises(DatabaseUnwritable):
        database.read_now(put)


def test_a_read_sees_one_moment(database: Database) -> None:
    def twice(connection: sqlite3.Connection) -> tuple[int, int]:
        first = count(connection)
        database.write_now(put)
        return first, count(connection)

    assert database.read_now(twice) == (0, 0)
    assert database.read_now(count) == 1


async def test_reads_run_beside_a_write(database: Database) -> None:
    inside, release = threading.Event(), threading.Event()

    def slow(connection: sqlite3.Connection) -> None:
        put(connection)
        inside.set()
        release.wait(20)

    writing = asyncio.create_task(database.write(slow))
    await asyncio.to_thread(inside.wait, 20)
    assert await asyncio.gather(*(database.read(count) for _ in range(8))) == [0] * 8
    release.set()
    await writing
    assert await database.read(count) == 1


def test_writes_from_many_threads_are_all_there(database: Database) -> None:
    threads = [threading.Thread(target=lambda: [database.write_now(put) for _ in range(20)]) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert database.read_now(count) == 100


def test_the_version_moves_with_every_commit_and_only_then(path: Path, database: Database) -> None:
    first = database.data_version()
    assert database.data_version() == first
    database.write_now(put)
    second = database.data_version()
    assert second != first
    with sqlite3.connect(path) as another:
        put(another)
    another.close()
    assert database.data_version() not in (first, second)


async def test_a_write_given_up_before_it_began_never_runs(database: Database) -> None:
    inside, release = threading.Event(), threading.Event()

    def hold(_: sqlite3.Connection) -> None:
        inside.set()
        release.wait(20)

    holding = asyncio.create_task(database.write(hold))
    await asyncio.to_thread(inside.wait, 20)
    waiting = asyncio.create_task(database.write(put))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    release.set()
    await holding
    await database.write(lambda _: None)
    assert await database.read(count) == 0


async def test_a_write_given_up_half_way_is_finished_and_its_failure_told(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    inside, release = threading.Event(), threading.Event()

    def fail(connection: sqlite3.Connection) -> None:
        inside.set()
        release.wait(20)
        connection.execute("INSERT INTO nowhere VALUES (1)")

    writing = asyncio.create_task(database.write(fail))
    await asyncio.to_thread(inside.wait, 20)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    with caplog.at_level(logging.ERROR):
        release.set()
        await database.write(put)
    assert "no such table" in caplog.text
    assert await database.read(count) == 1


def test_a_loop_that_ends_loses_no_write(path: Path) -> None:
    database = Database(path)
    inside = threading.Event()

    def slow(connection: sqlite3.Connection) -> None:
        inside.set()
        put(connection)

    async def leave() -> None:
        task = asyncio.create_task(database.write(slow))
        await asyncio.to_thread(inside.wait, 20)
        task.cancel()

    asyncio.run(leave())
    database.close()
    again = Database(path)
    assert again.read_now(count) == 1
    again.close()


async def test_closing_finishes_what_was_handed_over_and_twice_is_once(path: Path) -> None:
    database = Database(path)
    writes = [asyncio.create_task(database.write(put)) for _ in range(10)]
    await asyncio.sleep(0)
    database.close()
    database.close()
    await asyncio.gather(*writes)
    for use in (database.write_now, database.read_now):
        with pytest.raises(StoreError, match="already closed"):
            use(count)
    with pytest.raises(StoreError, match="already closed"):
        await database.read(count)
    with pytest.raises(StoreError, match="already closed"):
        database.data_version()
    assert not path.with_name("switchroom.db-wal").exists()
    again = Database(path)
    assert again.read_now(count) == 10
    again.close()


def test_a_database_somebody_else_holds_is_locked(path: Path, database: Database) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseLocked) as caught:
        database.write_now(put)
    assert "Another program" in caught.value.message
    assert caught.value.hint
    assert database.read_now(count) == 0
    other.execute("ROLLBACK")
    other.close()
    database.write_now(put)
    assert database.read_now(count) == 1


def test_a_full_database_says_so_and_works_again_when_there_is_room(database: Database) -> None:
    pages = database.write_now(lambda connection: connection.execute("PRAGMA page_count").fetchone()[0])

    def big(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO draft (saved_at, draft) VALUES (1, ?)", ("x" * 100_000,))

    # A pragma on the connection itself: it may not be set inside the transaction of a write.
    writer = database._writer
    assert writer is not None
    writer.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(DatabaseFull):
        database.write_now(big)
    assert database.read_now(count) == 0
    writer.execute("PRAGMA max_page_count=1000000")
    database.write_now(big)
    assert database.read_now(count) == 1


_FILL = """
import resource, sys
from pathlib import Path
from console.errors import DatabaseFull
from console.store.database import Database

database = Database(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
stored = 0
try:
    for _ in range(1000):
        database.write_now(lambda c: c.execute("INSERT INTO draft (saved_at, draft) VALUES (1, ?)", ("x" * 20_000,)))
        stored += 1
except DatabaseFull as error:
    print(stored, error.message)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
database.write_now(lambda c: c.execute("INSERT INTO draft (saved_at, draft) VALUES (1, '')"))
database.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limits")
def test_a_file_that_may_not_grow_is_full_and_what_was_stored_stays(path: Path) -> None:
    run = subprocess.run([sys.executable, "-c", _FILL, str(path)], capture_output=True, text=True, check=True)
    stored, sentence = run.stdout.split(" ", 1)
    assert "There is no room" in sentence
    assert int(stored) > 3
    database = Database(path)
    assert database.read_now(count) == int(stored) + 1
    assert database.read_now(lambda connection: connection.execute("PRAGMA integrity_check").fetchone()) == ("ok",)
    database.close()


_READ_FULL = """
import resource, sys
from pathlib import Path
from console.errors import DatabaseFull
from console.store.database import Database

def limit(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

def count(connection):
    return connection.execute("SELECT count(*) FROM draft").fetchone()[0]

def put(connection):
    connection.execute("INSERT INTO draft (saved_at, draft) VALUES (1, '')")

limit(0)
try:
    database = Database(Path(sys.argv[1]))
except DatabaseFull as error:
    print("unread", error.message)
    sys.exit()
print(database.read_now(count), database.data_version())
try:
    database.write_now(put)
except DatabaseFull as error:
    print(error.message)
limit(resource.RLIM_INFINITY)
database.write_now(put)
print(database.read_now(count))
database.close()
"""


def _reading_full(path: Path) -> list[str]:
    run = subprocess.run([sys.executable, "-c", _READ_FULL, str(path)], capture_output=True, text=True, check=True)
    return run.stdout.splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limits")
def test_where_there_is_no_room_it_is_read_and_written_again_when_there_is(path: Path) -> None:
    database = Database(path)
    database.write_now(put)
    database.close()
    before, sentence, after = _reading_full(path)
    assert (before, after) == ("1 0", "2")
    assert "There is no room" in sentence


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limits")
def test_where_there_is_no_room_nothing_is_read_without_a_log_left_behind(path: Path, tmp_path: Path) -> None:
    database = Database(path)
    database.write_now(put)
    (left := tmp_path / "left").mkdir()
    for name in ("", "-wal"):
        (left / f"{path.name}{name}").write_bytes(path.with_name(path.name + name).read_bytes())
    database.close()
    (told,) = _reading_full(left / path.name)
    assert told.startswith("unread There is no room")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(DatabaseUnwritable, match="cannot be opened for writing") as caught:
        Database(tmp_path / "file" / "home" / "switchroom.db")
    assert "--home" in (caught.value.hint or "")


def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnwritable):
        Database(tmp_path)


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough " * 50, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "switchroom.db"
    file.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        Database(file)
    assert file.read_bytes() == content


def test_a_database_with_holes_in_it(path: Path, database: Database) -> None:
    for _ in range(50):
        database.write_now(lambda c: c.execute("INSERT INTO draft (saved_at, draft) VALUES (1, ?)", ("x" * 3000,)))
    database.close()
    content = bytearray(path.read_bytes())
    content[-150_000:] = b"\xa5" * 150_000
    path.write_bytes(content)
    damaged = Database(path)
    with pytest.raises(DatabaseDamaged):
        damaged.read_now(lambda connection: connection.execute("SELECT sum(length(draft)) FROM draft").fetchone())
    damaged.close()


def test_a_file_of_a_newer_version_is_left_alone(path: Path, database: Database) -> None:
    database.close()
    with sqlite3.connect(path) as newer:
        newer.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer version"):
        Database(path)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "switchroom.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE theirs (id INTEGER)")
    other.close()
    before = file.read_bytes()
    with pytest.raises(DatabaseDamaged, match="another program"):
        Database(file)
    assert file.read_bytes() == before


def test_opening_it_twice_in_one_process_keeps_the_first_ones_locks(path: Path, database: Database) -> None:
    """Without its locks another process takes itself for the last one, and takes the write-ahead log with it."""
    database.write_now(put)
    second = Database(path)
    other = (
        "import sys; from pathlib import Path; from console.store.database import Database\n"
        "opened = Database(Path(sys.argv[1]))\n"
        'opened.write_now(lambda connection: connection.execute("INSERT INTO draft (saved_at, draft) '
        "VALUES (2, '{}')\"))\n"
        "opened.close()\n"
    )
    subprocess.run([sys.executable, "-c", other, str(path)], check=True, timeout=60)
    assert path.with_name(path.name + "-wal").exists()
    database.write_now(put)
    second.write_now(put)
    assert second.read_now(count) == 4
    second.close()
    assert database.read_now(lambda connection: connection.execute("PRAGMA integrity_check").fetchall()) == [("ok",)]
