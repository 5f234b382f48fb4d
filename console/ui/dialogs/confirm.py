"""Ask before something costs, destroys or leaves the house."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from console.ui.dialogs.dialog import sentence
from console.ui.dialogs.question import Question
from console.ui.widgets.fact_table import FactTable
from console.ui.widgets.facts import Fact


class ConfirmDialog(Question[bool]):
    """Says what will happen and waits for a yes: True, or nothing."""

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
        super().__init__(title, yes=yes, word=word, danger=danger)
        self._facts = facts
        self._sentences = sentences
        self._warning = warning

    def compose_question(self) -> ComposeResult:
        if self._facts:
            yield FactTable(self._facts)
        for text in self._sentences:
            yield sentence(text)
        if self._warning:
            yield sentence(f"⚠ {self._warning}", classes="-warning")

    def agreed(self) -> None:
        self.answer(True)
