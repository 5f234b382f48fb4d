from __future__ import annotations

from textual.content import Content

from console.ui.dialogs.choice import ChoiceDialog
from tests.ui.themed_app import ThemedApp

FRUIT = [("a", Content("[b]apple")), ("b", Content("banana")), ("c", Content("cherry"))]


async def test_the_one_that_is_meant_is_answered() -> None:
    app = ThemedApp()
    answers: list[str | None] = []
    async with app.run_test() as pilot:
        await app.push_screen(ChoiceDialog("Which?", FRUIT, "b"), answers.append)
        await pilot.press("j", "enter")
        await pilot.pause()
        await app.push_screen(ChoiceDialog("Which?", FRUIT, "gone"), answers.append)
        await pilot.press("enter")
        await pilot.pause()
        assert answers == ["c", "a"]


async def test_cancel_and_escape_choose_nothing() -> None:
    app = ThemedApp()
    answers: list[str | None] = []
    async with app.run_test() as pilot:
        await app.push_screen(ChoiceDialog("Which?", FRUIT), answers.append)
        await pilot.click("#cancel")
        await app.push_screen(ChoiceDialog[str]("Which?", []), answers.append)
        await pilot.press("escape")
        await pilot.pause()
        assert answers == [None, None]
