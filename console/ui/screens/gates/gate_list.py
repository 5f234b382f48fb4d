"""The gates of all accounts, one a row."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from console.domain.timestamps import Clock
from console.ui.screens.gates import gate_rows
from console.ui.screens.gates.gate_rows import GateRow
from console.ui.widgets.keyed_rows import KeyedRows
from console.ui.widgets.row_view import Piece


class GateList(KeyedRows[GateRow]):
    def __init__(self, clock: Clock) -> None:
        super().__init__(id="gate-list")
        self._clock = clock
        self._accounts = False

    def heading(self, width: int) -> str:
        return gate_rows.heading(width, accounts=self._accounts)

    def pieces(self, row: GateRow, width: int) -> Sequence[Piece]:
        return gate_rows.pieces(row, width, self._clock(), accounts=self._accounts)

    def key(self, row: GateRow) -> Hashable:
        return row.key

    def show(self, rows: Sequence[GateRow], *, accounts: bool) -> None:
        """`accounts`: there are several, so each row names its own."""
        self._accounts = accounts
        self.forget_painted()  # ages go on
        self.put(rows)

    def choose_gate(self, account: str, gate_id: str) -> bool:
        return self.choose((account, gate_id, False))
