"""Which of several is meant."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, OptionList
from textual.widgets.option_list import Option

from console.ui.dialogs.dialog import Answer, Dialog, button
from console.ui.widgets.line_list import LineList


class ChoiceDialog(Dialog[Answer]):
    """Answers with the first part of what was chosen; the second is its row."""

    def __init__(self, title: str, choices: Sequence[tuple[Answer, Content]], first: Answer | None = None) -> None:
        """`first` is under the cursor, where it is there."""
        super().__init__(title)
        self._choices = list(choices)
        self._first = first

    def compose_body(self) -> ComposeResult:
        yield LineList(*(Option(row) for _, row in self._choices))

    def compose_buttons(self) -> ComposeResult:
        yield button("Cancel", "cancel")

    def on_mount(self) -> None:
        listed = self.query_one(LineList)
        places = (at for at, (value, _) in enumerate(self._choices) if value == self._first)
        listed.highlighted = next(places, 0) if self._choices else None
        listed.focus()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.answer(self._choices[event.option_index][0])

    @on(Button.Pressed)
    def _cancel(self) -> None:
        self.action_leave()
