from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

from console.ui.widgets.fact_table import FactTable
from tests.ui.themed_app import ThemedApp


class Host(ThemedApp):
    def compose(self) -> ComposeResult:
        yield FactTable([("from", "LINK")])


def _texts(app: App[None]) -> list[str]:
    return [str(static.visual) for static in app.query(Static)]


async def test_other_facts_take_the_place_of_the_first() -> None:
    async with Host().run_test() as pilot:
        assert _texts(pilot.app) == ["from", "LINK"]
        table = pilot.app.query_one(FactTable)
        for number in range(20):
            table.show([("to", str(number)), ("text", "[red]\x1b[2J")])
        await pilot.pause()
        assert _texts(pilot.app) == ["to", "19", "text", "[red]␛[2J"]
