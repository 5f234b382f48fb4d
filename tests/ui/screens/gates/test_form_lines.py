from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input, Select

from console.ui.screens.gates.form_lines import NOTHING, FieldGroup, choice, line, offer, text_input
from tests.ui.themed_app import ThemedApp


class Fields(FieldGroup):
    def compose(self) -> ComposeResult:
        yield line("Name", text_input("name"), text_input("other"))
        yield line("Type", choice("type"))


class Host(ThemedApp):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []

    def compose(self) -> ComposeResult:
        yield Fields()

    def on_select_changed(self, event: Select.Changed) -> None:
        self.told.append(event.value)


async def test_enter_goes_on_to_the_next_field() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.query_one("#name").focus()
        await pilot.press("enter")
        assert app.focused is app.query_one("#other")


async def test_what_says_so_already_keeps_its_cursor() -> None:
    app = Host()
    async with app.run_test():
        fields, field = app.query_one(Fields), app.query_one("#name", Input)
        fields.put("#name", "DLR")
        field.cursor_position = 1
        fields.put("#name", "DLR")
        assert (field.value, field.cursor_position) == ("DLR", 1)


async def test_what_is_none_of_the_choices_is_shown_all_the_same_and_nobody_is_told() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.told.clear()  # its own beginning
        select = app.query_one("#type", Select)
        offer(select, ("ALL", "ONE"), "SOME")
        assert select.value == "SOME"
        offer(select, ("ALL", "ONE"), "")
        await pilot.pause()
        assert NOTHING in [str(words) for words, _ in select._options]
        assert app.told == []
