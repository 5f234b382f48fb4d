"""The templates of the register, one a row."""

from __future__ import annotations

from collections.abc import Sequence

from console.domain.plain_text import plain
from console.domain.timestamps import Clock
from console.services.known_template import KnownTemplate
from console.ui import instants
from console.ui.widgets.row_view import Piece, RowView, fit

_LANGUAGES, _TAKES, _USED = 14, 9, 12


class TemplateList(RowView):
    """The cursor is tied to its template."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(id="template-list")
        self._clock = clock
        self._rows: list[KnownTemplate] = []

    @property
    def selected(self) -> KnownTemplate | None:
        return self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else None

    @property
    def row_count(self) -> int:
        return len(self._rows)

    def row(self, index: int) -> KnownTemplate:
        return self._rows[index]

    def heading(self, width: int) -> str:
        name = max(0, width - _LANGUAGES - _TAKES - _USED - 3)
        parts = [fit("template", name), fit("languages", _LANGUAGES), fit("values", _TAKES), fit("last used", _USED)]
        return fit(" ".join(parts), width)

    def pieces(self, row: KnownTemplate, width: int) -> Sequence[Piece]:
        name = max(0, width - _LANGUAGES - _TAKES - _USED - 3)
        used = instants.short(row.used_at, self._clock()) if row.used_at is not None else "-"
        return [
            (fit(plain(row.shape.name, 200), name) + " ", "text"),
            (fit(", ".join(plain(one, 10) for one in row.shape.languages) or "-", _LANGUAGES) + " ", "text"),
            (fit(str(len(row.shape.slots)), _TAKES) + " ", "quiet"),
            (fit(used, _USED), "quiet"),
        ]

    def show(self, rows: Sequence[KnownTemplate]) -> None:
        kept = self.selected
        self._rows = list(rows)
        self.rows_changed()
        if not self._rows:
            self.cursor = -1
            return
        places = {_key(row): place for place, row in enumerate(self._rows)}
        wanted = places.get(_key(kept), min(max(0, self.cursor), len(self._rows) - 1)) if kept else 0
        if wanted == self.cursor:
            self.post_message(self.Moved(self, wanted))  # it may say something else now
        self.move_to(wanted)

    def choose(self, row: KnownTemplate) -> None:
        for place, one in enumerate(self._rows):
            if _key(one) == _key(row):
                self.move_to(place)


def _key(row: KnownTemplate) -> tuple[str, str, str]:
    return row.account, row.shape.namespace, row.shape.name
