"""What was changed in the form so far, against what it began with: no network."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button

from console.domain.gates.diff import diff_lines, differences
from console.domain.gates.gate import Gate
from console.ui.dialogs.dialog import Dialog, button
from console.ui.widgets.diff_view import DiffView, difference_lines, json_diff
from console.ui.widgets.facts import heading, lines


class OwnChangesDialog(Dialog[None]):
    """`before` None: the gate is new."""

    def __init__(self, before: Gate | None, after: Gate) -> None:
        super().__init__("Not saved yet")
        self._before = before
        self._after = after

    def compose_body(self) -> ComposeResult:
        yield DiffView(id="own-changes")

    def compose_buttons(self) -> ComposeResult:
        yield button("Close", "close", variant="primary")

    def on_mount(self) -> None:
        found = differences(self._before, self._after)
        changed = diff_lines(self._before, self._after)
        view = self.query_one(DiffView)
        view.show(
            "own",
            lambda width: lines([*difference_lines(found, width), *heading("As JSON"), *json_diff(changed, width)]),
        )
        view.focus()

    @on(Button.Pressed)
    def _close(self) -> None:
        self.action_leave()
