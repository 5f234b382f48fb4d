from __future__ import annotations

from collections.abc import Hashable, Sequence

from hypothesis import given
from hypothesis import strategies as st
from textual.app import ComposeResult

from console.ui.widgets.keyed_rows import KeyedRows
from console.ui.widgets.row_view import Piece, RowView, fit
from tests.ui.themed_app import ThemedApp


class Words(KeyedRows[str]):
    def key(self, row: str) -> Hashable:
        return row.lower()

    def heading(self, width: int) -> str:
        return fit("word", width)

    def pieces(self, row: str, width: int) -> Sequence[Piece]:
        return [(fit(row, width), "text")]


class Host(ThemedApp):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[int] = []

    def compose(self) -> ComposeResult:
        yield Words()

    def on_row_view_moved(self, message: RowView.Moved) -> None:
        self.told.append(message.index)


async def test_the_cursor_stays_with_its_row_and_says_that_it_may_say_something_else() -> None:
    app = Host()
    async with app.run_test() as pilot:
        listed = app.query_one(Words)
        listed.put(["a", "b", "c"])
        assert listed.selected == "a"
        assert listed.choose("b")
        listed.put(["new", "a", "B"])
        assert (listed.cursor, listed.selected) == (2, "B")
        await pilot.pause()
        app.told.clear()
        listed.put(["new", "a", "b"])
        await pilot.pause()
        assert app.told == [2]


async def test_a_cursor_that_lost_its_row_stays_where_it_was_or_goes_where_it_is_told() -> None:
    app = Host()
    async with app.run_test():
        listed = app.query_one(Words)
        listed.put(["a", "b", "c"])
        listed.choose("b")
        listed.put(["a", "c"])
        assert listed.selected == "c"
        listed.put(["x", "y"], lost=0)
        assert listed.selected == "x"
        listed.put([])
        assert listed.cursor == -1
        assert not listed.choose("a")


@given(st.lists(st.text(max_size=3), unique_by=str.lower), st.lists(st.text(max_size=3), unique_by=str.lower))
def test_every_row_is_found_by_its_key(rows: list[str], keys: list[str]) -> None:
    listed = Words()
    listed._rows = rows
    for key in keys:
        place = listed._place(key.lower(), -1)
        assert (place < 0) == (key.lower() not in {row.lower() for row in rows})
