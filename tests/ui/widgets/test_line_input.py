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
