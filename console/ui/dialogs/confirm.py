"""Ask before something costs, destroys or leaves the house."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Input

from console.ui.dialogs.dialog import Dialog, button, sentence
from console.ui.widgets.fact_table import FactTable
from console.ui.widgets.facts import Fact


class ConfirmDialog(Dialog[bool]):
    """Says what will happen and waits for a yes.

    With `word`, the yes button stays shut until exactly that word is typed. Without one the focus rests on Cancel when
    `danger` is set, on the yes button otherwise.
    """

    def __init__(
        self,
        title: str,
        *,
        facts: Sequence[Fact] = (),
        sentences: Sequence[str] = (),
        warning: str | None = None,
        yes: str,
        word: str | None = None,
        danger: bool = False,
    ) -> None:
        super().__init__(title, danger=danger)
        self._facts = facts
        self._sentences = sentences
        self._warning = warning
        self._yes = yes
        self._word = word

    def compose_body(self) -> ComposeResult:
        if self._facts:
            yield FactTable(self._facts)
        for text in self._sentences:
            yield sentence(text)
        if self._warning:
            yield sentence(f"⚠ {self._warning}", classes="-warning")
        if self._word is not None:
            yield sentence(f"Type {self._word} to go on:", classes="-ask")
            yield Input(id="word", compact=True)

    def compose_buttons(self) -> ComposeResult:
        yield button("Cancel", "cancel")
        yield button(self._yes, "yes", variant="error" if self._danger else "primary", disabled=self._word is not None)

    def on_mount(self) -> None:
        first = "#word" if self._word is not None else "#cancel" if self._danger else "#yes"
        self.query_one(first).focus()

    @property
    def _may_go_on(self) -> bool:
        return self._word is None or self.query_one("#word", Input).value.strip() == self._word

    @on(Input.Changed, "#word")
    def _open_the_button(self) -> None:
        self.query_one("#yes", Button).disabled = not self._may_go_on

    @on(Input.Submitted, "#word")
    def _word_typed(self) -> None:
        if self._may_go_on:
            self.answer(True)

    @on(Button.Pressed, "#yes")
    def _say_yes(self) -> None:
        if self._may_go_on:
            self.answer(True)

    @on(Button.Pressed, "#cancel")
    def _say_no(self) -> None:
        self.answer(False)
