from __future__ import annotations

from textual.widgets import Static

from console.ui.dialogs.dialog import Dialog, button, sentence
from tests.ui.themed_app import ThemedApp


class Question(Dialog[int]):
    pass


async def test_only_the_first_answer_counts() -> None:
    app = ThemedApp()
    answers: list[int | None] = []
    async with app.run_test() as pilot:
        dialog = Question("How many?")
        await app.push_screen(dialog, answers.append)
        dialog.answer(1)
        dialog.answer(2)
        dialog.action_leave()
        await pilot.pause()
        assert answers == [1]


def test_nothing_said_is_markup() -> None:
    assert isinstance(sentence("[b]x"), Static)
    assert str(button("[b]x", "go").label) == "[b]x"
