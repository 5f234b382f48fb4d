"""Ask before a secret is written to a file, where no keyring can take it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button

from console.ui.dialogs.dialog import Dialog, button, sentence


class SecretPlaceDialog(Dialog[bool]):
    """Answers whether a file only its owner can read may hold the secrets."""

    def __init__(self, variables: list[str]) -> None:
        """`variables` are the environment variables that would do instead."""
        super().__init__("No keyring on this machine")
        self._variables = variables

    def compose_body(self) -> ComposeResult:
        yield sentence(
            "The password can be kept in a file that only you can read (mode 0600). Whoever can read your files, or a "
            "backup of them, can read it."
        )
        if self._variables:
            yield sentence(
                "Or keep it out of files: leave the secret empty here and set "
                + " and ".join(self._variables)
                + " in the environment before you start Switchroom."
            )

    def compose_buttons(self) -> ComposeResult:
        yield button("Cancel", "cancel")
        yield button("Keep it in the file", "yes", variant="primary")

    def on_mount(self) -> None:
        self.query_one("#cancel").focus()

    @on(Button.Pressed, "#yes")
    def _allow_file(self) -> None:
        self.answer(True)

    @on(Button.Pressed, "#cancel")
    def _refuse_file(self) -> None:
        self.answer(False)
