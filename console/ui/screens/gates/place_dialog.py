"""Which of several destinations is meant."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, OptionList
from textual.widgets.option_list import Option

from console.domain.gates.gate import Gate
from console.domain.gates.sealing import masked
from console.domain.plain_text import plain
from console.ui.dialogs.dialog import Dialog, button


class PlaceDialog(Dialog[int]):
    """Answers with its place, from 0."""

    def __init__(self, title: str, gate: Gate) -> None:
        super().__init__(title)
        self._gate = masked(gate)

    def compose_body(self) -> ComposeResult:
        yield OptionList(
            *(
                Option(Content.assemble((f"{place} ", "bold"), f"{plain(one.method, 10):<5} {plain(one.url, 200)}"))
                for place, one in enumerate(self._gate.destinations, 1)
            ),
            compact=True,
            markup=False,
            id="places",
        )

    def compose_buttons(self) -> ComposeResult:
        yield button("Cancel", "cancel")

    def on_mount(self) -> None:
        self.query_one("#places").focus()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.answer(event.option_index)

    @on(Button.Pressed)
    def _cancel(self) -> None:
        self.action_leave()
