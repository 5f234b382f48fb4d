from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from console.domain.json_draft import JsonDraft
from console.ui.widgets.json_panel import JsonPanel
from tests.ui.themed_app import ThemedApp


class Host(ThemedApp):
    """A form of one field, `a`."""

    def __init__(self) -> None:
        super().__init__()
        self.draft = JsonDraft({"a": "1"})
        self.told = 0

    def compose(self) -> ComposeResult:
        yield Input()
        yield JsonPanel()

    @property
    def panel(self) -> JsonPanel:
        return self.query_one(JsonPanel)

    @property
    def says(self) -> str:
        return str(self.query_one("#json-says", Static).visual)

    @on(JsonPanel.Typed)
    def _typed(self) -> None:
        self.told += 1
        self.draft.read(self.panel.text)
        self.panel.show(self.draft)


async def test_it_follows_the_form_and_tells_nobody() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.panel.show(app.draft)
        await pilot.pause()
        assert app.panel.text == app.draft.json
        assert app.says == "JSON, in step with the form"
        assert app.told == 0


async def test_what_is_typed_stays_as_it_is_typed_and_a_mistake_is_said_with_its_place() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.panel.show(app.draft)
        app.panel.editor.focus()
        app.panel.editor.move_cursor(app.panel.editor.document.end)
        await pilot.press(*",x")
        await pilot.pause()
        assert app.panel.text.endswith("},x")
        assert app.says.startswith("✕ ")
        assert "line 3, column 2; the form keeps what could be read last." in app.says
        await pilot.press("backspace", "backspace")
        await pilot.pause()
        assert app.says == "JSON, in step with the form"
        assert app.draft.document == {"a": "1"}


async def test_the_cursor_goes_to_the_mistake() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.draft.read('{\n  "a" 1\n}')
        app.panel.show(app.draft)
        app.panel.focus_mistake()
        await pilot.pause()
        assert app.focused is app.panel.editor
        assert app.panel.editor.cursor_location == (1, 6)
