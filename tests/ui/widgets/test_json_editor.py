from __future__ import annotations

from textual.app import ComposeResult

from console.domain.json_text import JsonMistake
from console.ui.widgets.json_editor import JsonEditor
from tests.ui.themed_app import ThemedApp


class Host(ThemedApp):
    def compose(self) -> ComposeResult:
        yield JsonEditor('{\n  "a": 1\n}', id="json")


async def test_another_text_keeps_cursor_and_tells_nobody() -> None:
    app = Host()
    async with app.run_test() as pilot:
        editor = app.query_one(JsonEditor)
        editor.move_cursor((1, 4))
        editor.show('{\n  "b": 2\n}')
        await pilot.pause()
        assert editor.cursor_location == (1, 4)
        assert editor.text == '{\n  "b": 2\n}'


async def test_the_place_of_a_mistake_is_marked() -> None:
    app = Host()
    async with app.run_test() as pilot:
        editor = app.query_one(JsonEditor)
        editor.point_at(JsonMistake("wrong", 2, 5))
        await pilot.pause()
        assert any(span.start == 4 and span.end == 5 for span in editor.get_line(1).spans)
        editor.point_at(None)
        assert not any((span.start, span.end) == (4, 5) for span in editor.get_line(1).spans)
