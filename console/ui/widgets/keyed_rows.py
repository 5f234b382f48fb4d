"""A list of rows that are all there, whose cursor stays with its row whatever comes before it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from console.ui.widgets.row_view import RowView

R = TypeVar("R")


class KeyedRows(RowView, Generic[R]):
    """A subclass says what tells its rows apart, and puts them in."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._rows: list[R] = []

    def key(self, row: R) -> Hashable:
        raise NotImplementedError

    @property
    def rows(self) -> Sequence[R]:
        return self._rows

    @property
    def selected(self) -> R | None:
        return self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else None

    @property
    def row_count(self) -> int:
        return len(self._rows)

    def row(self, index: int) -> R:
        return self._rows[index]

    def put(self, rows: Sequence[R], *, lost: int | None = None) -> None:
        """Other rows than before. The cursor goes to `lost` where its row is not among them; None: it stays where it
        was on the screen."""
        kept = self.selected
        self._rows = list(rows)
        self.rows_changed()
        if not self._rows:
            self.cursor = -1
            return
        otherwise = min(max(0, self.cursor), len(self._rows) - 1) if lost is None else lost
        place = 0 if kept is None else self._place(self.key(kept), otherwise)
        if place == self.cursor:
            self.post_message(self.Moved(self, place))  # it may say something else now
        self.move_to(place)

    def choose(self, key: Hashable) -> bool:
        """Put the cursor on a row; False where it is not there."""
        place = self._place(key, -1)
        if place >= 0:
            self.move_to(place)
        return place >= 0

    def _place(self, key: Hashable, otherwise: int) -> int:
        return next((place for place, row in enumerate(self._rows) if self.key(row) == key), otherwise)
