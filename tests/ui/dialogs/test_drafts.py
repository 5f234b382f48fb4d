from __future__ import annotations

from pathlib import Path

from textual.widgets import OptionList

from console.domain.sms.draft import Draft
from console.services.drafts import KeptDraft
from console.ui.dialogs.drafts import DraftsDialog
from console.ui.screens.compose.draft_row import draft_row
from tests.ui.practice_home import practice_desks
from tests.ui.themed_app import ThemedApp


async def test_a_draft_is_picked_thrown_away_and_brought_back(tmp_path: Path) -> None:
    desks = practice_desks(tmp_path)
    answers: list[KeptDraft[Draft] | None] = []
    try:
        for text in ("first", "second"):
            await desks.drafts.keep(Draft(text=text))
        app = ThemedApp()
        async with app.run_test() as pilot:
            await app.push_screen(
                DraftsDialog(desks.drafts, await desks.drafts.kept(), desks.clock(), draft_row), answers.append
            )
            await pilot.press("delete")
            await pilot.pause(0.2)
            assert [kept.draft.text for kept in await desks.drafts.kept()] == ["first"]
            await pilot.press("u")
            await pilot.pause(0.2)
            assert len(await desks.drafts.kept()) == 2
            await pilot.press("end", "enter")
            await pilot.pause()
            assert [answer.draft.text for answer in answers if answer] == ["first"]
    finally:
        await desks.aclose()


async def test_without_drafts_it_says_how_they_come(tmp_path: Path) -> None:
    desks = practice_desks(tmp_path)
    try:
        app = ThemedApp()
        async with app.run_test() as pilot:
            await app.push_screen(DraftsDialog(desks.drafts, [], desks.clock(), draft_row))
            await pilot.press("enter", "delete")
            assert "kept here until it is sent" in str(app.screen.query_one(OptionList).options[0].prompt)
    finally:
        await desks.aclose()
