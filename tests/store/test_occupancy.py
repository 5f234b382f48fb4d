from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from console.store.database import Database
from console.store.occupancy import is_open

HOLDS = """
import sys
from pathlib import Path
from console.store.database import Database
database = Database(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


def test_a_file_that_is_open_here(tmp_path: Path) -> None:
    path = tmp_path / "switchroom.db"
    assert not is_open(path)
    database = Database(path)
    assert is_open(path)
    database.close()
    assert not is_open(path)
    Database(path).close()


def test_a_file_that_another_process_has_open_and_leaves_alone(tmp_path: Path) -> None:
    path = tmp_path / "switchroom.db"
    command = [sys.executable, "-c", HOLDS, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        assert is_open(path)
        other.kill()
    assert not is_open(path)


def test_what_is_no_database_is_nobodys(tmp_path: Path) -> None:
    path = tmp_path / "switchroom.db"
    path.write_bytes(b"something else altogether" * 100)
    assert not is_open(path)
