from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.store.database import Database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "switchroom.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    opened = Database(path, busy_timeout=0.3)
    yield opened
    opened.close()
