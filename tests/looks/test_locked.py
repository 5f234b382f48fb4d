"""The log while another program holds the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest

from console.settings.paths import Home
from console.store.database import Database
from tests.looks.conftest import Look, Size
from tests.looks.homes import Filled
from tests.looks.test_screens import DARK, LIGHT, name_of


@contextmanager
def held(home: Home) -> Iterator[None]:
    """As a backup holds it that lets nobody else in."""
    with closing(sqlite3.connect(home.database, isolation_level=None)) as connection:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN IMMEDIATE")
        yield


@pytest.fixture(autouse=True)
def _nobody_waits_for_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database.__init__, "__kwdefaults__", {"busy_timeout": 0.1})


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=name_of)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=name_of)
def test_locked(look: Look, furnish: Callable[[str, Filled], Home], size: Size, theme: str) -> None:
    home = furnish("callbacks", Filled.FULL)
    with held(home):
        assert look(home, "callbacks", size, theme, until=lambda app: app.situation.trouble is not None)
