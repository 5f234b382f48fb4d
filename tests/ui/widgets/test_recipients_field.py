from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.keys import _character_to_key
from textual.widgets import Input, Static

from console.domain.phone import destination
from console.ui.widgets.recipients_field import NumberInput, NumberList, RecipientsField, number_row, summary
from tests.ui.themed_app import ThemedApp

LIST = "name;number\nAna;+46701234567\nBo;0046701234568\nAna;+46701234567\nBad;+4511\n"


class Host(ThemedApp):
    AUTO_FOCUS = "NumberInput"

    def __init__(self) -> None:
        super().__init__()
        self.changes = 0

    def compose(self) -> ComposeResult:
        yield RecipientsField()
        yield Input(id="next")

    def on_recipients_field_changed(self) -> None:
        self.changes += 1


def _field(app: App[None]) -> RecipientsField:
    return app.query_one(RecipientsField)


async def test_what_is_typed_counts_before_it_is_added() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press(*"+46701234567")
        assert _field(app).destinations == ("+46701234567",)
        await pilot.press("enter", *"+4790123456")
        assert _field(app).destinations == ("+46701234567", "+4790123456")
        assert _field(app).reachable == 2
        assert app.changes > 0


async def test_enter_ends_a_number_whatever_is_typed_right_behind_it() -> None:
    app = Host()
    async with app.run_test() as pilot:
        for key in (*"+46701234567", "enter", *"+4790123456", "enter"):
            character = key if len(key) == 1 else "\r"
            app.post_message(events.Key(_character_to_key(key) if len(key) == 1 else key, character))
        await pilot.pause()
        assert _field(app).destinations == ("+46701234567", "+4790123456")
        assert app.query_one(NumberInput).has_focus


async def test_a_pasted_list_is_taken_whole_without_repeats() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.post_message(events.Paste("+46701234567\n+46701234568\n+46701234567\n+4511"))
        await pilot.pause()
        assert _field(app).destinations == ("+46701234567", "+46701234568", "+4511")
        assert _field(app).reachable == 2
        assert "1 bad" in str(app.query_one("#recipients-summary", Static).visual)
        assert "1 repeated" in str(app.query_one("#recipients-summary", Static).visual)


async def test_a_file_with_columns_gives_its_numbers() -> None:
    app = Host()
    async with app.run_test():
        assert _field(app).add(LIST) >= 3
        assert {"+46701234567", "+46701234568"} <= set(_field(app).destinations)


async def test_numbers_are_taken_out_again() -> None:
    app = Host()
    async with app.run_test() as pilot:
        _field(app).fill(["+46701234567", "+4511", "+46701234568"])
        app.query_one(NumberList).focus()
        app.query_one(NumberList).highlighted = 0
        await pilot.press("x")
        assert _field(app).destinations == ("+46701234567", "+46701234568")
        await pilot.press("delete")
        assert _field(app).destinations == ("+46701234568",)
        await pilot.press("enter")
        await pilot.pause()
        assert app.query_one(NumberInput).value == "+46701234568"
        assert not app.query_one(NumberList).option_count


async def test_backspace_in_the_empty_field_takes_the_last_number_back() -> None:
    app = Host()
    async with app.run_test() as pilot:
        _field(app).fill(["+46701234567"])
        app.query_one(NumberInput).focus()
        await pilot.press("backspace")
        await pilot.pause()
        assert app.query_one(NumberInput).value == "+46701234567"


def test_a_row_says_country_and_kind_or_what_is_wrong() -> None:
    assert "Sweden, mobile" in number_row(destination("+46701234567")).plain
    assert number_row(destination("+4511")).plain.startswith("✕ +4511")
    hostile = number_row(destination("+46\x1b[2J\u202e")).plain
    assert "\x1b" not in hostile
    assert "\u202e" not in hostile


def test_several_countries_are_counted() -> None:
    numbers = [destination(one) for one in ("+46701234567", "+46701234568", "+4790123456")]
    assert "Sweden 2, Norway 1" in summary(numbers, None, 0).plain


async def test_tab_goes_past_the_list_to_the_next_field() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press(*"+46701234567", "enter", "tab")
        assert app.focused is app.query_one("#next")
        await pilot.press("shift+tab")
        assert app.focused is app.query_one(NumberList)
