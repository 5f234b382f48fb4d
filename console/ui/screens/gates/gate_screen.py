"""One gate on a screen of its own, where the terminal is too narrow for two panes."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from console.errors import NotFound
from console.services.desks import Desks
from console.ui.actions import bindings
from console.ui.screens.gates.gate_actions import GateActions
from console.ui.screens.gates.gate_pane import GatePane
from console.ui.screens.gates.gate_rows import GateRow, rows_of
from console.ui.widgets.status_line import StatusLine

_OF_THE_LIST = frozenset({"gates.search", "gates.new", "gates.refresh", "gates.replace", "gates.hosts"})


class GateScreen(GateActions):
    AREA = "gates"
    HELP_FILE = "help.md"
    CSS_PATH = "gates.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(one for one in bindings("gates") if isinstance(one, Binding) and one.id not in _OF_THE_LIST),
        Binding("enter", "edit", show=False),
    ]
    AUTO_FOCUS = "GatePane"

    def __init__(self, desks: Desks, row: GateRow) -> None:
        super().__init__(desks)
        self._row = row

    def compose_area(self) -> ComposeResult:
        yield GatePane(self.desks)

    def area_mounted(self) -> None:
        self._show()

    def area_shown(self) -> None:
        self.read_again()

    @property
    def row(self) -> GateRow | None:
        return self._row

    @property
    def pane(self) -> GatePane:
        return self.query_one(GatePane)

    def _show(self) -> None:
        account = self.account_named(self._row.account)
        self.query_one(StatusLine).account = account
        self.pane.show_gate(self._row, account)

    def read_again(self, *, choose: tuple[str, str] | None = None) -> None:  # noqa: ARG002  # there is only this one
        self._read()

    @work(group="gates.known", exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        rows = rows_of(await self.desks.gates.known(self._row.account))
        found = next((row for row in rows if row.key == self._row.key), None)
        if found is None and self._row.known is None:
            self.dismiss()  # what became of the write is known, and the list shows it
        elif found is None:
            raise NotFound("The gate is not known here any more.", hint="Esc goes back to the list.")
        else:
            self._row = found
            self._show()

    def action_leave(self) -> None:
        self.dismiss()
