"""The templates of the register, one a row."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from console.domain.plain_text import plain
from console.domain.timestamps import Clock
from console.services.known_template import KnownTemplate
from console.ui import instants
from console.ui.widgets.keyed_rows import KeyedRows
from console.ui.widgets.row_view import Piece, fit

_LANGUAGES, _TAKES, _USED = 14, 9, 12


class TemplateList(KeyedRows[KnownTemplate]):
    def __init__(self, clock: Clock) -> None:
        super().__init__(id="template-list")
        self._clock = clock

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

    def key(self, row: KnownTemplate) -> Hashable:
        return row.account, row.shape.namespace, row.shape.name
