from __future__ import annotations

from textual import events
from textual.app import ComposeResult

from console.ui.widgets.line_input import LineInput
from tests.ui.themed_app import ThemedApp

HOSTILE = "LI\x1b[31mNK\x07\u202e\x00\u200b"


class Host(ThemedApp):
    def compose(self) -> ComposeResult:
        yield LineInput()


async def test_controls_go_however_they_come() -> None:
    app = Host()
    async with app.run_test() as pilot:
        line = app.query_one(LineInput)
        line.value = HOSTILE
        assert line.value == "LI[31mNK"
        line.value = ""
        app.post_message(events.Paste(HOSTILE))
        await pilot.pause()
        assert line.value == "LI[31mNK"
        await pilot.press("å")
        assert line.value == "LI[31mNKå"


async def test_a_slash_is_text_and_no_key_of_the_screen() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press("/")
        assert app.query_one(LineInput).value == "/"
        assert app.query_one(LineInput).check_consume_key("slash", None)
        assert not app.query_one(LineInput).check_consume_key("escape", None)
