from __future__ import annotations

import asyncio

import pytest

from console.errors import DatabaseUnwritable
from console.services.desks import Desks
from console.settings.paths import Home, find_home
from console.wiring import open_desks


async def test_building_desks_touches_no_database(desks: Desks, home: Home) -> None:
    assert not home.database.exists()
    await desks.messages.messages()
    assert home.database.exists()


async def test_many_first_questions_open_it_once(desks: Desks) -> None:
    answers = await asyncio.gather(*(desks.drafts.kept() for _ in range(20)))
    assert answers == [[]] * 20


async def test_a_home_that_cannot_be_used_is_told_each_time_and_tried_again(home: Home) -> None:
    blocked = home.root_data / "blocked"
    blocked.write_text("a file where a folder should be")
    desks = open_desks(find_home(home.root_data, sandbox=False), sandbox=False)
    await desks.aclose()
    from console.services.archive import Archive
    from console.store.database import Database

    archive = Archive(lambda: Database(blocked / "switchroom.db"))
    for _ in range(2):
        with pytest.raises(DatabaseUnwritable):
            await archive.data_version()
    blocked.unlink()
    assert await archive.data_version() > 0
    await archive.aclose()
