from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import ComposeResult

from console.ui.widgets.row_view import Piece, RowHeading, RowView, fit
from tests.ui.themed_app import ThemedApp


class Numbers(RowView):
    """As many rows as wanted; notes which were asked for."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.asked: set[int] = set()
        self.loaded = True
        self._made: dict[int, str] = {}

    @property
    def row_count(self) -> int:
        return self.count

    def row(self, index: int) -> str | None:
        self.asked.add(index)
        return self._made.setdefault(index, f"row {index}") if self.loaded else None

    def pieces(self, row: str, width: int) -> Sequence[Piece]:
        return [(fit(row, width), "text")]

    def heading(self, width: int) -> str:
        return fit("name", width)


class Host(ThemedApp):
    def __init__(self, count: int) -> None:
        super().__init__()
        self.rows = Numbers(count)
        self.moves: list[int] = []
        self.openings: list[int] = []

    def compose(self) -> ComposeResult:
        yield RowHeading(self.rows.heading)
        yield self.rows

    def on_row_view_moved(self, message: RowView.Moved) -> None:
        self.moves.append(message.index)

    def on_row_view_opened(self, message: RowView.Opened) -> None:
        self.openings.append(message.index)

    @property
    def lines(self) -> list[str]:
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]


async def test_keys_move_the_cursor_and_stop_at_both_ends() -> None:
    app = Host(50)
    async with app.run_test(size=(40, 11)) as pilot:
        app.rows.focus()
        places = {
            "j": 0, "down": 1, "k": 0, "up": 0, "G": 49, "j,": 49, "end": 49, "pageup": 40, "g": 0, "pagedown": 9,
            "space": 18, "home": 0, "k,": 0,
        }  # fmt: skip
        for key, place in places.items():
            await pilot.press(key.removesuffix(","))
            assert app.rows.cursor == place, key
            assert app.rows.scroll_offset.y <= place < app.rows.scroll_offset.y + 10, key


async def test_a_million_rows_cost_a_screenful() -> None:
    app = Host(1_000_000)
    async with app.run_test(size=(40, 11)) as pilot:
        app.rows.focus()
        await pilot.press("G")
        await pilot.pause()
        assert app.lines[-1].startswith("▌row 999999")
        await pilot.press("pageup", "g")
        await pilot.pause()
        assert app.lines[1].startswith("▌row 0")
        assert len(app.rows.asked) <= 40
        assert app.moves[-3:] == [999_999, 999_990, 0]


async def test_an_empty_list_has_nothing_to_select_or_open() -> None:
    app = Host(0)
    async with app.run_test(size=(40, 6)) as pilot:
        app.rows.focus()
        await pilot.press("j", "k", "G", "g", "pagedown", "pageup", "enter")
        await pilot.click(app.rows, offset=(2, 2))
        await pilot.pause()
        assert app.rows.cursor == -1
        assert app.openings == []
        assert app.lines[1:] == [""] * 5


async def test_enter_and_a_double_click_open_and_a_click_selects() -> None:
    app = Host(3)
    async with app.run_test(size=(40, 8)) as pilot:
        app.rows.focus()
        await pilot.press("j", "j", "enter")
        await pilot.click(app.rows, offset=(5, 2))
        assert (app.rows.cursor, app.openings) == (2, [1])
        await pilot.click(app.rows, offset=(5, 5))
        assert (app.rows.cursor, app.openings) == (2, [1])
        await pilot.click(app.rows, offset=(5, 0), times=2)
        assert (app.rows.cursor, app.openings) == (0, [1, 0])


async def test_the_cursor_is_marked_by_more_than_colour() -> None:
    app = Host(3)
    async with app.run_test(size=(20, 5)) as pilot:
        app.rows.focus()
        await pilot.press("j", "j")
        assert app.lines == [" name", " row 0", "▌row 1", " row 2", ""]
        await pilot.hover(app.rows, offset=(3, 0))
        await pilot.pause()
        assert app.rows.hovered == 0
        assert app.lines == [" name", " row 0", "▌row 1", " row 2", ""]


async def test_fewer_rows_than_before_take_the_cursor_along() -> None:
    app = Host(30)
    async with app.run_test(size=(40, 8)) as pilot:
        app.rows.focus()
        await pilot.press("G")
        app.rows.count = 4
        app.rows.rows_changed()
        app.rows.move_to(app.rows.cursor)
        await pilot.pause()
        assert app.rows.cursor == 3
        assert app.rows.max_scroll_y == 0
        assert app.lines[1:6] == [" row 0", " row 1", " row 2", "▌row 3", ""]


async def test_a_row_that_is_not_loaded_is_blank_until_it_is() -> None:
    app = Host(3)
    app.rows.loaded = False
    async with app.run_test(size=(20, 4)) as pilot:
        await pilot.pause()
        assert app.lines == [" name", "", "", ""]
        app.rows.loaded = True
        app.rows.refresh()
        await pilot.pause()
        assert app.lines == [" name", " row 0", " row 1", " row 2"]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [("abc", 5, "abc  "), ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("abc", 1, "a"), ("abc", 0, ""), ("日本", 3, "日…")],
)
def test_a_text_is_fitted_to_its_column(text: str, width: int, shown: str) -> None:
    assert fit(text, width) == shown


def test_numbers_may_stand_on_the_right() -> None:
    assert fit("4.1 s", 8, right=True) == "   4.1 s"


@given(st.text(), st.integers(0, 40), st.booleans())
def test_a_fitted_text_has_exactly_its_width(text: str, width: int, right: bool) -> None:
    assert cell_len(fit(text, width, right=right)) == width
