from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from console.ui.widgets.line_list import LineList
from tests.ui.themed_app import ThemedApp


class Host(ThemedApp):
    def compose(self) -> ComposeResult:
        yield LineList(Option("one"), Option("two"), Option("three"))


async def test_letters_walk_it_and_go_to_its_ends() -> None:
    app = Host()
    async with app.run_test() as pilot:
        listed = app.query_one(LineList)
        listed.focus()
        await pilot.press("G")
        assert listed.highlighted == 2
        await pilot.press("k")
        assert listed.highlighted == 1
        await pilot.press("g")
        assert listed.highlighted == 0
        await pilot.press("j")
        assert listed.highlighted == 1


async def test_what_it_lists_is_painted_as_it_is() -> None:
    app = Host()
    async with app.run_test() as pilot:
        listed = app.query_one(LineList)
        listed.set_options([Option("[red]no markup[/red]")])
        await pilot.pause()
        assert "[red]no markup[/red]" in listed.render_line(0).text
