"""A panel over the dimmed screen, with a title, a body and its buttons."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static
from textual.widgets.button import ButtonVariant

from console.domain.plain_text import plain

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """What every dialog shares. It answers once: a second Enter or click after the first finds nothing to press."""

    CSS_PATH = [Path(__file__).with_name("dialogs.tcss")]
    BINDINGS = [
        Binding("escape", "leave", "Cancel", id="dialog.leave", tooltip="Leave without doing anything"),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, *, danger: bool = False) -> None:
        super().__init__()
        self._panel_title = title
        self._danger = danger
        self._answered = False

    def compose(self) -> ComposeResult:
        panel = Vertical(classes="dialog-panel -danger" if self._danger else "dialog-panel")
        panel.border_title = Content(plain(self._panel_title))
        with panel:
            with VerticalScroll(classes="dialog-body", can_focus=False):
                yield from self.compose_body()
            with Horizontal(classes="dialog-buttons"):
                yield from self.compose_buttons()

    def compose_body(self) -> ComposeResult:
        yield from ()

    def compose_buttons(self) -> ComposeResult:
        yield from ()

    def answer(self, result: Answer) -> None:
        """Close with `result`; later calls do nothing."""
        if not self._answered:
            self._answered = True
            self.dismiss(result)

    def action_leave(self) -> None:
        if not self._answered:
            self._answered = True
            self.dismiss()


def sentence(text: str, *, classes: str = "") -> Static:
    """A paragraph of a dialog: text from anywhere, painted as it is."""
    return Static(Content(plain(text)), classes=f"dialog-sentence {classes}".strip(), markup=False)


def button(label: str, action: str, *, variant: ButtonVariant = "default", disabled: bool = False) -> Button:
    """A dialog button whose id is `action`, its label never read as markup."""
    return Button(Content(plain(label)), id=action, variant=variant, disabled=disabled, compact=True)
