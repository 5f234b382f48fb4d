from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from console.domain.findings import error, note, warning
from console.ui.actions import bindings
from console.ui.widgets.findings_list import FindingsList
from console.ui.widgets.ordered_list import OrderedField, OrderedList
from tests.ui.themed_app import ThemedApp

ROWS = [Content("a"), Content("b"), Content("c")]


class Messages(OrderedList):
    BINDINGS = bindings("whatsapp-messages")


class Host(ThemedApp):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []

    def compose(self) -> ComposeResult:
        yield OrderedField("Messages", "messages", Messages())

    @on(OrderedList.StepWanted)
    def _step(self, event: OrderedList.StepWanted) -> None:
        self.told.append(event.step)

    @on(OrderedField.Chosen)
    def _chosen(self, event: OrderedField.Chosen) -> None:
        self.told.append(event.place)

    @on(OrderedField.EditWanted)
    def _edit(self) -> None:
        self.told.append("edit")

    @property
    def rows(self) -> list[str]:
        return [str(option.prompt) for option in self.query_one(OrderedList).options]


async def test_each_row_has_its_number_and_the_worst_that_is_wrong_with_it() -> None:
    app = Host()
    async with app.run_test() as pilot:
        findings = [
            note("messages.0.text", "worth knowing"),
            warning("messages.1", "look"),
            error("messages.1.text.body", "wrong"),
            error("messages.10", "of another"),
            error("source", "elsewhere"),
        ]
        app.query_one(OrderedField).fill(ROWS, findings, 5)
        await pilot.pause()
        assert app.rows == ["  1 a", "✕ 2 b", "  3 c"]
        assert app.query_one(OrderedList).highlighted == 2
        assert app.told == []


async def test_what_is_wrong_with_the_list_itself_stands_below_it() -> None:
    app = Host()
    async with app.run_test() as pilot:
        field, below = app.query_one(OrderedField), app.query_one(FindingsList)
        field.fill([], [error("messages", "There is no message.")], 0)
        await pilot.pause()
        assert [one.text for one in below.findings] == ["There is no message."]
        field.fill(ROWS, [], 0)
        assert below.findings == ()


async def test_rows_that_say_the_same_stay_where_they_are() -> None:
    app = Host()
    async with app.run_test():
        field, listed = app.query_one(OrderedField), app.query_one(OrderedList)
        field.fill(ROWS, [], 0)
        kept = listed.options
        field.fill(ROWS, [], 1)
        assert all(one is other for one, other in zip(kept, listed.options, strict=True))
        assert listed.highlighted == 1


async def test_keys_and_buttons_do_the_same() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.query_one(OrderedField).fill(ROWS, [], 0)
        app.query_one(OrderedList).focus()
        await pilot.press("a", "c", "K", "J", "delete")
        by_key, app.told = app.told, []
        for _, action in OrderedList.BUTTONS:
            await pilot.click(f"#ordered-{action}")
        await pilot.pause()
        assert by_key == app.told == ["add", "duplicate", "up", "down", "remove"]


async def test_it_tells_which_is_chosen_and_that_its_fields_are_wanted() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.query_one(OrderedField).fill(ROWS, [], 0)
        app.query_one(OrderedList).focus()
        await pilot.press("j", "enter")
        assert app.told == [1, "edit"]
