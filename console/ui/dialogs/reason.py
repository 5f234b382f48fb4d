"""Ask why: what is about to happen twice needs a reason somebody can read later."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Input

from console.ui.dialogs.dialog import Dialog, button, sentence


class ReasonDialog(Dialog[str]):
    """Answers with the reason, trimmed and never empty."""

    def __init__(self, title: str, *, warning: str, question: str, yes: str) -> None:
        super().__init__(title, danger=True)
        self._warning = warning
        self._question = question
        self._yes = yes

    def compose_body(self) -> ComposeResult:
        yield sentence(f"⚠ {self._warning}", classes="-warning")
        yield sentence(self._question, classes="-ask")
        yield Input(id="reason", max_length=500, compact=True)

    def compose_buttons(self) -> ComposeResult:
        yield button("Cancel", "cancel")
        yield button(self._yes, "yes", variant="error", disabled=True)

    def on_mount(self) -> None:
        self.query_one("#reason").focus()

    @property
    def _reason(self) -> str:
        return self.query_one("#reason", Input).value.strip()

    @on(Input.Changed, "#reason")
    def _open_the_button(self) -> None:
        self.query_one("#yes", Button).disabled = not self._reason

    @on(Input.Submitted, "#reason")
    @on(Button.Pressed, "#yes")
    def _give_reason(self) -> None:
        if self._reason:
            self.answer(self._reason)

    @on(Button.Pressed, "#cancel")
    def _give_up(self) -> None:
        self.action_leave()
