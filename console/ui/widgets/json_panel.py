"""The JSON beside a form: the editor, and over it whether the two are in step."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from console.domain.json_draft import JsonDraft
from console.domain.plain_text import plain
from console.ui.widgets.json_editor import JsonEditor

UNREADABLE = "✕ The JSON cannot be read; correct it, or change a field to leave it behind."
"""Why nothing can be done with the document while there is a mistake in its JSON."""


class JsonPanel(Vertical):
    """Holds no document: tells what is typed, and shows the draft that was made of it."""

    can_focus = False
    DEFAULT_CSS = """
    JsonPanel {
        height: 1fr;
        & > #json-says { height: auto; padding: 0 1; }
        & > JsonEditor { height: 1fr; }
    }
    """

    class Typed(Message):
        """The text is another one than before. Whoever hears of it reads the text as it is by then."""

    def compose(self) -> ComposeResult:
        yield Static(markup=False, id="json-says")
        yield JsonEditor(id="json")

    @property
    def editor(self) -> JsonEditor:
        return self.query_one(JsonEditor)

    @property
    def text(self) -> str:
        return self.editor.text

    def show(self, draft: JsonDraft) -> None:
        """The draft's JSON, and its mistake. Nobody is told."""
        self.editor.show(draft.json)
        self.editor.point_at(draft.mistake)
        says = self.query_one("#json-says", Static)
        mistake = draft.mistake
        if mistake is None:
            says.update(Content.styled("JSON, in step with the form", "$quiet"))
        else:
            where = f"line {mistake.line}, column {mistake.column}"
            said = f"✕ {plain(mistake.text, 200)} {where}; the form keeps what could be read last."
            says.update(Content.styled(said, "$text-error"))

    def focus_mistake(self) -> None:
        """To where the mistake stands. The panel may only now be coming into sight."""
        mistake = self.editor.mistake
        if mistake is not None:
            self.editor.move_cursor((mistake.line - 1, mistake.column - 1))
        self.call_after_refresh(self.editor.focus)

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Typed())
