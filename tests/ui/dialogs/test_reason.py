from __future__ import annotations

from console.ui.dialogs.reason import ReasonDialog
from tests.ui.themed_app import ThemedApp


async def test_an_empty_reason_is_none_and_a_given_one_is_trimmed() -> None:
    app = ThemedApp()
    answers: list[str | None] = []
    async with app.run_test() as pilot:
        await app.push_screen(ReasonDialog("Again?", warning="Twice.", question="Why?", yes="Go on"), answers.append)
        await pilot.press("space", "enter")
        await pilot.pause()
        assert answers == []
        await pilot.press(*"asked", "space", "enter")
        await pilot.pause()
        assert answers == ["asked"]


async def test_cancel_gives_no_reason() -> None:
    app = ThemedApp()
    answers: list[str | None] = []
    async with app.run_test() as pilot:
        await app.push_screen(ReasonDialog("Again?", warning="Twice.", question="Why?", yes="Go on"), answers.append)
        await pilot.press(*"asked")
        await pilot.click("#cancel")
        await pilot.pause()
        assert answers == [None]
