"""What somebody else changed in a gate since it was last looked at here."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button

from console.domain.timestamps import Millis
from console.services.known_gate import Drift
from console.ui.dialogs.dialog import Dialog, button
from console.ui.instants import short
from console.ui.widgets.diff_view import DiffView, difference_lines
from console.ui.widgets.facts import lines


class DriftDialog(Dialog[bool]):
    """Answers True where the user has seen it."""

    def __init__(self, name: str, drift: Drift, now: Millis) -> None:
        super().__init__(f"{name}: {drift.kind.value}")
        self._drift = drift
        self._now = now

    def compose_body(self) -> ComposeResult:
        yield DiffView(id="drift")

    def compose_buttons(self) -> ComposeResult:
        yield button("Keep the mark", "cancel")
        yield button("I saw it", "yes", variant="primary")

    def on_mount(self) -> None:
        said = Content.styled(f"Read here {short(self._drift.since, self._now)}; h shows every version.", "$quiet")
        found = self._drift.differences
        self.query_one(DiffView).show(
            "drift", lambda width: lines([said, Content(""), *difference_lines(found, width)])
        )
        self.query_one("#yes").focus()

    @on(Button.Pressed, "#yes")
    def _seen(self) -> None:
        self.answer(True)

    @on(Button.Pressed, "#cancel")
    def _keep(self) -> None:
        self.answer(False)
