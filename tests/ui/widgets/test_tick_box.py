from __future__ import annotations

from textual.app import ComposeResult

from console.ui.widgets.tick_box import TickBox
from tests.ui.themed_app import ThemedApp


class Host(ThemedApp):
    def compose(self) -> ComposeResult:
        yield TickBox("on", True, id="on", compact=True)
        yield TickBox("off", id="off", compact=True)


async def test_set_and_empty_differ_without_colour() -> None:
    app = Host()
    async with app.run_test() as pilot:
        on, off = app.query_one("#on", TickBox), app.query_one("#off", TickBox)
        assert "✓" in on.render().plain
        assert "✓" not in off.render().plain
        off.toggle()
        await pilot.pause()
        assert "✓" in off.render().plain
