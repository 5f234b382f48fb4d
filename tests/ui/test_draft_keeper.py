from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.domain.sms.draft import Draft
from console.errors import StoreError
from console.services.drafts import Drafts, KeptDraft
from console.ui.draft_keeper import DraftKeeper
from tests.ui.practice_home import practice_desks
from tests.ui.themed_app import ThemedApp


class Desk:
    """A screen on which `draft` stands; None where nothing of it is worth keeping."""

    def __init__(self, drafts: Drafts[Draft], pilot: Pilot[None]) -> None:
        self.drafts = drafts
        self.pilot = pilot
        self.draft: Draft | None = None
        self.said: list[str] = []
        self.keeper = DraftKeeper(pilot.app.screen, drafts, lambda: self.draft, self.said.append)

    def write(self, text: str) -> None:
        self.draft = Draft(text=text)
        self.keeper.soon()

    async def kept(self) -> list[str]:
        return [kept.draft.text for kept in await self.drafts.kept()]


@asynccontextmanager
async def opened_desk(folder: Path) -> AsyncIterator[Desk]:
    desks = practice_desks(folder)
    try:
        app = ThemedApp()
        async with app.run_test() as pilot:
            yield Desk(desks.drafts, pilot)
            await app.workers.wait_for_complete()
    finally:
        await desks.aclose()


async def settled(desk: Desk, texts: list[str]) -> None:
    """Wait until these are kept, newest first."""
    async with asyncio.timeout(20):
        while await desk.kept() != texts:
            await desk.pilot.pause(0.02)


async def test_what_is_written_is_kept_once_it_rests(tmp_path: Path) -> None:
    async with opened_desk(tmp_path) as desk:
        for text in ("H", "He", "Hej"):
            desk.write(text)
        await settled(desk, ["Hej"])
        desk.write("Hej hej")
        await settled(desk, ["Hej hej"])
        assert desk.said[-1] == "draft kept"


async def test_what_is_emptied_is_no_draft_any_more(tmp_path: Path) -> None:
    async with opened_desk(tmp_path) as desk:
        desk.write("Hej")
        await desk.keeper.keep()
        desk.draft = None
        await desk.keeper.keep()
        assert await desk.kept() == []
        assert desk.said[-1] == ""


async def test_many_keepings_at_once_leave_one_draft(tmp_path: Path) -> None:
    async with opened_desk(tmp_path) as desk:
        desk.draft = Draft(text="Hej")
        await asyncio.gather(*(desk.keeper.keep() for _ in range(5)))
        assert await desk.kept() == ["Hej"]


async def test_a_draft_that_is_still_being_kept_is_not_written_over_by_the_next(tmp_path: Path) -> None:
    async with opened_desk(tmp_path) as desk:
        desk.draft = Draft(text="first")
        keeping = asyncio.create_task(desk.keeper.keep())
        await asyncio.sleep(0)
        desk.draft = Draft(text="second")
        desk.keeper.begin()
        await keeping
        await desk.keeper.keep()
        assert await desk.kept() == ["second", "first"]


async def test_a_draft_thrown_away_while_it_is_still_being_kept_is_gone(tmp_path: Path) -> None:
    async with opened_desk(tmp_path) as desk:
        desk.draft = Draft(text="Hej")
        keeping = asyncio.create_task(desk.keeper.keep())
        await asyncio.sleep(0)
        desk.keeper.throw_away(desk.draft)
        desk.draft = None
        desk.keeper.begin()
        await keeping
        await settled(desk, [])
        assert desk.keeper.bring_back() == (Draft(text="Hej"), None)
        assert desk.keeper.bring_back() is None


async def test_what_sends_a_message_again_stays_known_as_that(tmp_path: Path) -> None:
    async with opened_desk(tmp_path) as desk:
        desk.draft = Draft(text="Hej")
        desk.keeper.begin("01J")
        await desk.keeper.keep()
        (kept,) = await desk.drafts.kept()
        assert kept.resend_of == "01J"
        desk.keeper.throw_away(desk.draft)
        assert desk.keeper.bring_back() == (Draft(text="Hej"), "01J")
        desk.keeper.begin()
        assert desk.keeper.resend_of is None
        desk.keeper.go_on_with(kept)
        assert desk.keeper.resend_of == "01J"


async def test_a_draft_another_console_threw_away_can_be_emptied(tmp_path: Path) -> None:
    async with opened_desk(tmp_path) as desk:
        desk.keeper.go_on_with(KeptDraft(17, 0, Draft(text="Hej")))
        await desk.keeper.keep()
        assert desk.keeper.number is None


async def test_a_keeping_that_fails_is_told_to_who_waits_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened_desk(tmp_path) as desk:
        desk.draft = Draft(text="Hej")
        with monkeypatch.context() as broken:

            async def full(*_: object, **__: object) -> KeptDraft[Draft]:
                raise StoreError("The disk is full.")

            broken.setattr(desk.drafts, "keep", full)
            with pytest.raises(StoreError):
                await desk.keeper.keep()
        await desk.keeper.keep()
        assert await desk.kept() == ["Hej"]
