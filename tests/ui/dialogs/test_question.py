from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Button, Input

from console.ui.dialogs.dialog import sentence
from console.ui.dialogs.question import Question
from tests.ui.themed_app import ThemedApp


class Asked(Question[str]):
    blocked = False

    def compose_question(self) -> ComposeResult:
        for number in range(60):
            yield sentence(f"{number} gates would be written.")

    @property
    def may_go_on(self) -> bool:
        return not self.blocked and super().may_go_on

    def agreed(self) -> None:
        self.answer("yes")


class Host(ThemedApp):
    def __init__(self) -> None:
        super().__init__()
        self.answers: list[str | None] = []

    async def ask(self, question: Asked) -> None:
        await self.push_screen(question, self.answers.append)


async def test_enter_says_yes_once() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await app.ask(Asked("Write?", yes="Write"))
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert app.answers == ["yes"]


async def test_danger_puts_enter_on_cancel() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await app.ask(Asked("Remove?", yes="Remove", danger=True))
        await pilot.press("enter")
        await pilot.pause()
        assert app.answers == [None]


async def test_the_word_opens_the_button_and_nothing_else_does() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await app.ask(Asked("Send?", yes="Send", word="acme-live", danger=True))
        await pilot.press(*"acme", "enter")
        await pilot.pause()
        assert app.answers == []
        assert app.screen.query_one("#yes", Button).disabled
        app.screen.query_one("#word", Input).value = "acme-live"
        await pilot.pause()
        assert not app.screen.query_one("#yes", Button).disabled
        await pilot.press("enter")
        await pilot.pause()
        assert app.answers == ["yes"]


async def test_where_there_is_nothing_to_say_yes_to_it_is_only_closed() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await app.ask(Asked("Nothing to write", yes=None, word="acme-live"))
        assert not app.screen.query("#yes, #word")
        await pilot.press("enter")
        await pilot.pause()
        assert app.answers == [None]


async def test_what_else_is_in_the_way_keeps_it_shut() -> None:
    app = Host()
    async with app.run_test() as pilot:
        asked = Asked("Write?", yes="Write")
        asked.blocked = True
        await app.ask(asked)
        await pilot.press("enter")
        await pilot.pause()
        assert app.answers == []


async def test_it_is_paged_through_while_the_word_is_typed() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(Asked("Write?", yes="Write", word="acme"))
        body = app.screen.query_one(".dialog-body")
        await pilot.pause()
        await pilot.press("pageup")
        await pilot.pause()
        above = body.scroll_y
        await pilot.press("pagedown")
        await pilot.pause()
        assert body.scroll_y > above
        assert app.focused is app.screen.query_one("#word")
