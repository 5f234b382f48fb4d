"""The gates of all accounts, one a row."""

from __future__ import annotations

from collections.abc import Sequence

from console.domain.timestamps import Clock
from console.ui.screens.gates import gate_rows
from console.ui.screens.gates.gate_rows import GateRow
from console.ui.widgets.row_view import Piece, RowView


class GateList(RowView):
    """The cursor is tied to its gate."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(id="gate-list")
        self._clock = clock
        self._rows: list[GateRow] = []
        self._accounts = False

    @property
    def rows(self) -> Sequence[GateRow]:
        return self._rows

    @property
    def selected(self) -> GateRow | None:
        return self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else None

    @property
    def row_count(self) -> int:
        return len(self._rows)

    def heading(self, width: int) -> str:
        return gate_rows.heading(width, accounts=self._accounts)

    def row(self, index: int) -> GateRow:
        return self._rows[index]

    def pieces(self, row: GateRow, width: int) -> Sequence[Piece]:
        return gate_rows.pieces(row, width, self._clock(), accounts=self._accounts)

    def show(self, rows: Sequence[GateRow], *, accounts: bool) -> None:
        """Other rows than before. `accounts`: there are several, so each row names its own."""
        kept = self.selected
        self._rows = list(rows)
        self._accounts = accounts
        self.forget_painted()  # ages go on
        self.rows_changed()
        if not self._rows:
            self.cursor = -1
            return
        places = {row.key: place for place, row in enumerate(self._rows)}
        index = places.get(kept.key, min(max(0, self.cursor), len(self._rows) - 1)) if kept else 0
        if index == self.cursor:
            self.post_message(self.Moved(self, index))  # it may say something else now
        self.move_to(index)

    def choose(self, account: str, gate_id: str) -> bool:
        """Put the cursor on a gate; False where it is not among the rows."""
        for place, row in enumerate(self._rows):
            if row.account == account and row.known is not None and row.known.gate_id == gate_id:
                self.move_to(place)
                return True
        return False
