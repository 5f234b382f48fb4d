"""Labels and values under one another, each value wrapping in its own column at whatever width there is."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from console.domain.plain_text import plain
from console.ui.widgets.facts import Fact


class FactTable(Vertical):
    """A `str` value may come from anywhere and is painted as it is."""

    DEFAULT_CSS = """
    FactTable {
        height: auto;
        & Horizontal { height: auto; }
        & .fact-label { width: 11; color: $quiet; }
        & .fact-value { width: 1fr; height: auto; }
    }
    """

    def __init__(self, facts: Sequence[Fact] = (), *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._facts = facts

    def compose(self) -> ComposeResult:
        yield from map(_row, self._facts)

    def show(self, facts: Sequence[Fact]) -> None:
        """Other facts than before. At once, so that nobody can interrupt it halfway."""
        with self.app.batch_update():
            self.remove_children()
            self.mount_all(map(_row, facts))


def _row(fact: Fact) -> Horizontal:
    label, value = fact
    shown = value if isinstance(value, Content) else Content(plain(value))
    return Horizontal(
        Static(Content(label), classes="fact-label", markup=False),
        Static(shown, classes="fact-value", markup=False),
    )
