from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from console.domain.callbacks.filter import Term
from console.ui.widgets.filter_bar import FilterBar, FilterInput
from tests.ui.opened_console import until
from tests.ui.themed_app import ThemedApp


class Host(ThemedApp):
    def __init__(self) -> None:
        super().__init__()
        self.applied: list[str] = []
        self.left = 0

    def compose(self) -> ComposeResult:
        yield FilterBar("filter")

    @property
    def bar(self) -> FilterBar:
        return self.query_one(FilterBar)

    @property
    def finding(self) -> str:
        return str(self.query_one(".filter-finding", Static).visual)

    @property
    def typed(self) -> str:
        return self.query_one(FilterInput).value

    def on_filter_bar_applied(self, message: FilterBar.Applied) -> None:
        self.applied.append(message.filter.text)

    def on_filter_bar_left(self) -> None:
        self.left += 1


async def test_what_is_typed_is_tried_after_a_pause_and_once() -> None:
    app = Host()
    async with app.run_test(size=(100, 5)) as pilot:
        app.bar.start_typing()
        await pilot.press(*"code")
        assert app.bar.typing
        assert app.applied == []
        await until(pilot, lambda: bool(app.applied))
        assert app.applied == ["code"]
        assert app.left == 0


async def test_enter_tries_it_at_once_and_leaves() -> None:
    app = Host()
    async with app.run_test(size=(100, 5)) as pilot:
        app.bar.start_typing()
        await pilot.press(*"to", "colon", *"47", "enter")
        await pilot.pause()
        assert app.applied == ["to:47"]
        assert app.bar.filter.terms == (Term("destination", ":", "47"),)
        assert app.left == 1
        await pilot.press("enter")
        await pilot.pause(0.4)
        assert app.applied == ["to:47"]
        assert app.left == 2


async def test_what_cannot_be_read_is_said_while_typing_and_the_rest_is_used() -> None:
    app = Host()
    async with app.run_test(size=(160, 5)) as pilot:
        app.bar.start_typing()
        await pilot.press(*"colour", "colon", *"red")
        await pilot.pause()
        assert app.finding.startswith("⚠ ")
        assert "colour" in app.finding
        await pilot.press("space", *"telia", "enter")
        await pilot.pause()
        assert [term.value for term in app.bar.filter.terms] == ["telia"]
        assert "colour" in app.finding
        app.bar.set_text("telia")
        assert app.finding == ""


async def test_what_is_said_beside_the_field_leaves_the_cursor_in_sight() -> None:
    app = Host()
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.pause()
        app.bar.set_text("code:200 operator:no.telenor colour:red")
        await until(pilot, lambda: "no field" in app.finding)

        field = app.query_one(FilterInput)
        await until(
            pilot, lambda: field.scroll_offset.x <= len(field.value) < field.scroll_offset.x + field.content_size.width
        )


async def test_up_and_down_recall_earlier_filters() -> None:
    app = Host()
    async with app.run_test(size=(100, 5)) as pilot:
        app.bar.start_typing()
        await pilot.press("up", "down")
        assert app.typed == ""
        for text in ("one", "two", "two"):
            app.bar.set_text(text)
        app.bar.set_text("")
        seen = []
        for key in ("up", "up", "up", "down", "down", "down"):
            await pilot.press(key)
            seen.append(app.typed)
        assert seen == ["two", "one", "one", "two", "", ""]
        await pilot.press("up", "enter")
        await pilot.pause()
        assert app.bar.filter.text == "two"


async def test_a_filter_that_was_not_typed_ends_what_is_being_typed() -> None:
    app = Host()
    async with app.run_test(size=(100, 5)) as pilot:
        app.bar.start_typing()
        await pilot.press(*"half")
        app.bar.set_text("is:failed")
        await pilot.pause(0.4)
        assert app.applied == ["is:failed"]
        assert app.typed == "is:failed"


async def test_a_hostile_filter_is_said_harmlessly() -> None:
    app = Host()
    async with app.run_test(size=(160, 5)) as pilot:
        app.bar.set_text("\x1b[2J\u202e[red]:[/red] code:[bold]x")
        await pilot.pause()
        painted = "".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "⚠" in painted
        assert "\x1b" not in painted
        assert "\u202e" not in painted


async def test_the_count_keeps_its_room() -> None:
    app = Host()
    async with app.run_test(size=(100, 5)) as pilot:
        count = app.query_one(".filter-count", Static)
        app.bar.show_count(Content("1,284 of 1,000,312"))
        await pilot.pause()
        width = count.size.width
        assert str(count.visual) == "1,284 of 1,000,312"
        app.bar.show_count(Content("7"))
        await pilot.pause()
        assert count.size.width == width
        assert count.region.right <= 100


async def test_a_field_is_continued_and_the_right_arrow_takes_it() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.query_one(FilterInput).focus()
        await pilot.press(*"telia is:deli")
        await until(pilot, lambda: "telia is:delivered" in app.query_one(FilterInput)._suggestion)
        await pilot.press("right")
        assert app.typed == "telia is:delivered"
