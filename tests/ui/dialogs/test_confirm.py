from __future__ import annotations

from textual.widgets import Static

from console.ui.dialogs.confirm import ConfirmDialog
from tests.ui.themed_app import ThemedApp


class Host(ThemedApp):
    def __init__(self) -> None:
        super().__init__()
        self.answers: list[bool | None] = []

    async def ask(self, dialog: ConfirmDialog) -> None:
        await self.push_screen(dialog, self.answers.append)


async def test_a_plain_question_is_answered_with_enter() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await app.ask(ConfirmDialog("Send?", facts=[("to", "+46701234567")], yes="Send"))
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert app.answers == [True]


async def test_escape_answers_nothing() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await app.ask(ConfirmDialog("Send?", yes="Send"))
        await pilot.press("escape")
        await pilot.pause()
        assert app.answers == [None]


async def test_a_click_says_yes_and_arrows_change_the_button() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await app.ask(ConfirmDialog("Send?", yes="Send"))
        await pilot.press("left")
        assert app.focused is app.screen.query_one("#cancel")
        await pilot.click("#yes")
        await pilot.pause()
        assert app.answers == [True]


async def test_what_it_says_is_painted_as_it_is() -> None:
    app = Host()
    async with app.run_test() as pilot:
        hostile = "[red]\x1b[2J\u202e[/"
        await app.ask(
            ConfirmDialog(hostile, facts=[("from", hostile)], sentences=[hostile], warning=hostile, yes=hostile)
        )
        await pilot.pause()
        said = "".join(str(static.visual) for static in app.screen.query(Static))
        assert "[red]" in said
        assert "\x1b" not in said
        assert "\u202e" not in said


async def test_the_buttons_stay_in_sight_however_much_is_said() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(ConfirmDialog("Send?", sentences=["many words " * 40] * 10, yes="Send"))
        await pilot.pause()
        assert app.screen.query_one("#yes").region.bottom <= 24
        assert app.screen.query_one("#yes").region.height == 1
