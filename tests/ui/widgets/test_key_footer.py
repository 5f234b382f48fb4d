from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import MouseScrollDown
from textual.pilot import Pilot
from textual.widgets import Input

from console.ui.widgets.key_footer import KeyFooter, KeyLine
from tests.ui.opened_console import until
from tests.ui.themed_app import ThemedApp


class Field(Input):
    BINDINGS = [Binding("f7", "fill", "Fill", tooltip="Fills the field")]

    def action_fill(self) -> None:
        self.value = "filled"


class Host(ThemedApp):
    BINDINGS = [
        Binding("f5,f6", "count", "Count"),
        Binding("f8", "never", "Never"),
        Binding("f9", "count", "Count again"),
        Binding("f10", "count_quietly", "Not shown", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.counted = 0
        self.beeps = 0

    def compose(self) -> ComposeResult:
        yield Input(id="plain")
        yield Field(id="field")
        yield KeyFooter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return None if action == "never" else True

    def action_count(self) -> None:
        self.counted += 1

    def bell(self) -> None:
        self.beeps += 1

    @property
    def keys(self) -> str:
        return self.screen._compositor.render_strips()[-1].text.rstrip()


async def shown(pilot: Pilot[None], keys: str) -> None:
    app = pilot.app
    assert isinstance(app, Host)
    await until(pilot, lambda: app.keys == keys, lambda: app.keys)


async def test_each_action_that_is_to_be_shown_stands_once_with_its_first_key_where_the_focus_is() -> None:
    async with Host().run_test(size=(60, 12)) as pilot:
        await shown(pilot, "f5 Count f8 Never")
        await pilot.press("tab")
        await shown(pilot, "f7 Fill f5 Count f8 Never")


async def test_a_click_on_a_key_does_what_the_key_does_and_beside_them_nothing() -> None:
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("tab")
        await shown(pilot, "f7 Fill f5 Count f8 Never")
        await pilot.click(KeyLine, offset=(3, 0))
        await until(pilot, lambda: app.query_one("#field", Input).value == "filled")
        await pilot.click(KeyLine, offset=(app.keys.index("Count"), 0))
        await until(pilot, lambda: app.counted == 1)
        await pilot.click(KeyFooter, offset=(50, 0))
        assert (app.counted, app.beeps) == (1, 0)


async def test_a_key_that_can_do_nothing_now_is_dimmer_and_beeps() -> None:
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        await shown(pilot, "f5 Count f8 Never")
        await pilot.click(KeyLine, offset=(app.keys.index("Never"), 0))
        await until(pilot, lambda: app.beeps == 1)
        colours = {
            piece.text.strip(): piece.style.color for piece in app.screen._compositor.render_strips()[-1] if piece.style
        }
        assert colours["f8"] != colours["f5"]
        assert colours["Never"] != colours["Count"]


async def test_the_key_under_the_pointer_says_what_it_does() -> None:
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("tab")
        await shown(pilot, "f7 Fill f5 Count f8 Never")
        line = app.query_one(KeyLine)
        await pilot.hover(KeyLine, offset=(1, 0))
        assert line.tooltip == "Fills the field"
        await pilot.hover("#plain")
        assert line.tooltip is None


async def test_the_wheel_brings_the_keys_that_did_not_fit() -> None:
    app = Host()
    async with app.run_test(size=(12, 12)) as pilot:
        await shown(pilot, "f5 Count f8")
        footer = app.query_one(KeyFooter)
        footer.post_message(MouseScrollDown(footer, 1, 0, 0, 1, 0, shift=False, meta=False, ctrl=False))
        await until(pilot, lambda: footer.scroll_x > 0)
        assert "Neve" in app.keys
