from __future__ import annotations

import pytest
from textual.widgets import Button, Static

from console.ui.dialogs.before_sending import resend_question, send_question
from console.ui.dialogs.confirm import ConfirmDialog
from tests.ui.themed_app import ThemedApp


def said(app: ThemedApp) -> str:
    return "\n".join(str(static.visual) for static in app.screen.query(Static))


@pytest.mark.parametrize(("count", "title"), [(1, "Send this message?"), (3, "Send 3 messages?")])
async def test_it_says_how_many(count: int, title: str) -> None:
    app = ThemedApp()
    async with app.run_test() as pilot:
        await app.push_screen(send_question(count, production=False, word=None))
        await pilot.pause()
        assert str(app.screen.query_one(".dialog-panel").border_title) == title
        assert app.focused is app.screen.query_one("#yes")
        assert "Production" not in said(app)


@pytest.mark.parametrize(("production", "danger"), [(True, False), (False, True)])
async def test_what_costs_puts_enter_on_cancel(production: bool, danger: bool) -> None:
    app = ThemedApp()
    async with app.run_test() as pilot:
        await app.push_screen(send_question(1, production=production, word=None, danger=danger))
        await pilot.pause()
        assert app.focused is app.screen.query_one("#cancel")
        assert ("they are billed" in said(app)) is production


async def test_production_wants_the_word() -> None:
    app = ThemedApp()
    async with app.run_test():
        question = send_question(1, production=True, word="acme-live")
        assert isinstance(question, ConfirmDialog)
        await app.push_screen(question)
        assert app.screen.query_one("#yes", Button).disabled


async def test_sending_again_says_what_may_happen() -> None:
    app = ThemedApp()
    async with app.run_test():
        await app.push_screen(resend_question("01ABC"))
        assert "Message 01ABC may have been delivered and billed." in said(app)
