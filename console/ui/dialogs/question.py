"""A question that is answered with yes or not at all; what costs or destroys wants a word typed first."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Button, Input

from console.ui.dialogs.dialog import Answer, Dialog, button, sentence


class Question(Dialog[Answer]):
    """The yes button stays shut until exactly `word` is typed, where there is one. Without one the focus rests on
    Cancel when `danger` is set, on the yes button otherwise. `yes` None: one may only look, and close it."""

    BINDINGS = [
        Binding("pagedown,ctrl+d", "page(1)", show=False),
        Binding("pageup,ctrl+u", "page(-1)", show=False),
    ]

    def __init__(self, title: str, *, yes: str | None, word: str | None = None, danger: bool = False) -> None:
        super().__init__(title, danger=danger)
        self._yes = yes
        self._word = word if yes is not None else None

    def compose_question(self) -> ComposeResult:
        """What would be done."""
        yield from ()

    def agreed(self) -> None:
        """Somebody said yes."""
        raise NotImplementedError

    @property
    def may_go_on(self) -> bool:
        """A subclass knows more that may be in the way."""
        if self._yes is None:
            return False
        return self._word is None or self.query_one("#word", Input).value.strip() == self._word

    def compose_body(self) -> ComposeResult:
        yield from self.compose_question()
        if self._word is not None:
            yield sentence(f"Type {self._word} to go on:", classes="-ask")
            yield Input(id="word", compact=True)

    def compose_buttons(self) -> ComposeResult:
        if self._yes is None:
            yield button("Close", "cancel", variant="primary")
            return
        yield button("Cancel", "cancel")
        yield button(self._yes, "yes", variant="error" if self._danger else "primary", disabled=self._word is not None)

    def on_mount(self) -> None:
        self.first_focus.focus()

    @property
    def first_focus(self) -> Widget:
        if self._word is not None:
            return self.query_one("#word")
        return self.query_one("#cancel" if self._danger or self._yes is None else "#yes")

    def action_page(self, by: int) -> None:
        """Through what is to be looked at, wherever the focus is."""
        view = self.query("DiffView, .dialog-body").last()
        view.scroll_relative(y=by * max(1, view.size.height - 2), animate=False)

    @on(Input.Changed, "#word")
    def _open_the_button(self) -> None:
        self.query_one("#yes", Button).disabled = not self.may_go_on

    @on(Input.Submitted, "#word")
    @on(Button.Pressed, "#yes")
    def _say_yes(self) -> None:
        if self.may_go_on:
            self.agreed()

    @on(Button.Pressed, "#cancel")
    def _say_no(self) -> None:
        self.action_leave()
