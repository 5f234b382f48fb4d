from __future__ import annotations

from textual.app import ComposeResult

from console.ui.areas import AREAS
from console.ui.messages import AreaChosen
from console.ui.widgets.area_tabs import AreaTabs
from tests.ui.themed_app import ThemedApp


class Host(ThemedApp):
    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield AreaTabs("messages")

    def on_area_chosen(self, message: AreaChosen) -> None:
        self.chosen.append(message.area)


async def test_a_click_on_a_name_chooses_its_area_and_beside_them_none() -> None:
    app = Host()
    async with app.run_test(size=(100, 3)) as pilot:
        line = app.screen._compositor.render_strips()[0].text
        assert line.rstrip().endswith("switchroom")
        for number, area in enumerate(AREAS, start=1):
            await pilot.click(AreaTabs, offset=(line.index(f"{number} {area.title}"), 0))
        await pilot.click(AreaTabs, offset=(95, 0))
        assert app.chosen == [area.id for area in AREAS]


async def test_eighty_columns_hold_every_area() -> None:
    app = Host()
    async with app.run_test(size=(80, 3)):
        line = app.screen._compositor.render_strips()[0].text
        assert all(f"{number} {area.title}" in line for number, area in enumerate(AREAS, start=1))
