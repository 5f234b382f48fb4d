"""The contacts, the last active first, one a row."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from console.domain.plain_text import plain
from console.domain.timestamps import Clock, duration
from console.services.conversation import KnownContact
from console.ui import instants
from console.ui.screens.whatsapp.window_text import at
from console.ui.widgets.keyed_rows import KeyedRows
from console.ui.widgets.row_view import Piece, fit

_NUMBER, _WINDOW, _TIME, _SOURCE = 16, 18, 12, 16


class ContactList(KeyedRows[KnownContact]):
    def __init__(self, clock: Clock) -> None:
        super().__init__(id="contact-list")
        self._clock = clock
        self._sources = False

    def heading(self, width: int) -> str:
        ours = [fit("our number", _SOURCE), " "] if self._shows_source(width) else []
        parts = [fit("contact", _NUMBER), " ", *ours, fit("window", _WINDOW), " ", fit("last", _TIME), " said"]
        return fit("".join(parts), width)

    def pieces(self, row: KnownContact, width: int) -> Sequence[Piece]:
        now = self._clock()
        sign, words, role = _window(row, now)
        shown: list[Piece] = [(fit(plain(row.number, 40), _NUMBER) + " ", "text")]
        taken = _NUMBER + 1 + _WINDOW + 1 + _TIME + 1
        if self._shows_source(width):
            shown.append((fit(plain(row.source, 40), _SOURCE) + " ", "quiet"))
            taken += _SOURCE + 1
        shown.append((fit(f"{sign} {words}", _WINDOW) + " ", role))
        shown.append((fit(instants.short(row.last_at, now), _TIME) + " ", "quiet"))
        return [*shown, (fit(last_words(row), max(0, width - taken)), "quiet")]

    def key(self, row: KnownContact) -> Hashable:
        return row.source, row.number

    def show(self, rows: Sequence[KnownContact]) -> None:
        self._sources = len({row.source for row in rows}) > 1
        self.forget_painted()  # windows go on
        self.put(rows, lost=0)

    def count_down(self) -> None:
        self.forget_painted()
        self.refresh()

    def _shows_source(self, width: int) -> bool:
        return self._sources and width >= 80


def _window(row: KnownContact, now: int) -> tuple[str, str, str]:
    current = at(row.window, now)
    if current.open is None:
        return "?", "not known", "unknown"
    if not current.open:
        return "✕", "closed", "failed"
    return "●", f"open {duration(current.left)}", "delivered"


def last_words(row: KnownContact) -> str:
    """`↓ Yes please`, or `↑` for what we said last."""
    inbound, outbound = row.last_inbound, row.last_outbound
    if inbound is not None and (outbound is None or inbound.at >= outbound.at):
        return f"↓ {plain(inbound.text, 400)}"
    return f"↑ {plain(outbound.text, 400)}" if outbound is not None else "-"


def matches(row: KnownContact, words: Sequence[str]) -> bool:
    told = f"{row.number} {row.source} {row.account or ''} {last_words(row)}".lower()
    return all(word in told for word in words)
