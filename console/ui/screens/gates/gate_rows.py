"""One gate as one row: columns by width, the same for the heading and the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from console.domain.gates.gate import Gate
from console.domain.plain_text import plain
from console.domain.timestamps import DAY, HOUR, MINUTE, SECOND, Millis
from console.services.known_gate import GateList, KnownGate, OpenWrite
from console.ui.widgets.row_view import Piece, fit

OLD = 7 * DAY
"""Without a callback for so long, a gate that used to bring some is worth a look."""

_TYPES = {"ALL": "ALL", "ONE_ORDERED": "ORD", "ONE_RANDOM": "RND"}
_DESTINATIONS, _TYPE, _ACK, _CALLBACK, _ID, _ACCOUNT = 7, 5, 4, 10, 12, 12
_LEAST_NAME, _WIDEST_NAME = 12, 40
_CUT = 200


@dataclass(frozen=True, slots=True)
class GateRow:
    """A gate, or a write that may have created one: then there is no `known`."""

    account: str
    known: KnownGate | None = None
    open_write: OpenWrite | None = None

    @property
    def name(self) -> str:
        if self.known is not None:
            return self.known.gate.name
        return (self.open_write.ref_id if self.open_write else None) or "(no refId)"

    @property
    def key(self) -> tuple[str, str, bool]:
        """What the cursor stays with while the list changes around it."""
        return self.account, self.known.gate_id if self.known is not None else self.name, self.known is None


def rows_of(listed: GateList) -> list[GateRow]:
    """Writes that may have created a gate first, then the gates, then those that are gone."""
    known = {(one.account, one.gate_id) for one in (*listed.gates, *listed.removed)}
    created = [one for one in listed.open_writes if (one.account, one.gate_id) not in known]
    return [
        *(GateRow(one.account, open_write=one) for one in created),
        *(GateRow(one.account, one, one.open_write) for one in (*listed.gates, *listed.removed)),
    ]


def matches(row: GateRow, words: Sequence[str]) -> bool:
    """Whether every word stands in the refId, the id, a URL, the account or the drift, in any case."""
    known = row.known
    parts = [row.account, row.name]
    if known is not None:
        parts += [known.gate_id, known.gate.gate_type or "", "removed" if known.removed else ""]
        parts += [one.url for one in known.gate.destinations]
        parts.append(known.drift.kind.value if known.drift else "")
    if row.open_write is not None:
        parts.append("unknown")
    text = "\n".join(parts).lower()
    return all(word in text for word in words)


def age(span: Millis) -> str:
    """`2 s`, `4 min`, `3 h`, `61 d`: one unit is enough beside others."""
    span = max(0, span)
    for unit, name in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min")):
        if span >= unit:
            return f"{span // unit:,} {name}"
    return f"{span // SECOND} s"


@dataclass(frozen=True, slots=True)
class Columns:
    name: int
    ack: bool
    account: bool
    id: bool


def columns(width: int, *, accounts: bool) -> Columns:
    rest = width - (_DESTINATIONS + _TYPE + _CALLBACK + 2)
    fits = []
    for wanted, cost in ((True, _ACK), (accounts, _ACCOUNT + 1), (width >= 64, _ID + 1)):
        fits.append(wanted and rest - cost >= _LEAST_NAME)
        rest -= cost if fits[-1] else 0
    return Columns(max(6, min(rest, _WIDEST_NAME)), *fits)


def heading(width: int, *, accounts: bool) -> str:
    shape = columns(width, accounts=accounts)
    parts = ["  ", fit("refId", shape.name)]
    parts.append(fit("to", _DESTINATIONS))
    parts.append(fit("type", _TYPE))
    parts.append(fit("ack", _ACK) if shape.ack else "")
    parts.append(fit("last here", _CALLBACK))
    parts.append(fit("account", _ACCOUNT + 1) if shape.account else "")
    parts.append(fit("id", _ID + 1) if shape.id else "")
    return fit("".join(parts), width)


def pieces(row: GateRow, width: int, now: Millis, *, accounts: bool) -> list[Piece]:
    shape = columns(width, accounts=accounts)
    mark, role = _mark(row)
    gone = row.known is None or row.known.removed
    shown: list[Piece] = [
        (f"{mark} ", role),
        (fit(plain(row.name, _CUT), shape.name - 1) + " ", "quiet" if gone else "strong"),
    ]
    if row.known is None:
        return [*shown, (fit("nobody knows whether it was created", max(0, width - shape.name - 2)), "unknown")]
    gate = row.known.gate
    if row.known.removed:
        shown.append((fit("removed", _DESTINATIONS + _TYPE), "quiet"))
    else:
        shown += [
            (fit(_where(gate), _DESTINATIONS), "text"),
            (fit(_TYPES.get(gate.gate_type or "", "?"), _TYPE), "text" if gate.gate_type in _TYPES else "look"),
        ]
    if shape.ack:
        shown.append((fit("ack" if gate.acknowledge else "", _ACK), "quiet"))
    shown.append(_last_callback(row.known, now))
    if shape.account:
        shown.append((fit(plain(row.account, _CUT), _ACCOUNT) + " ", "quiet"))
    if shape.id:
        shown.append((fit(plain(row.known.gate_id, _CUT), _ID) + " ", "quiet"))
    used = sum(cell_len(text) for text, _ in shown)
    shown.append((fit(_state(row), max(0, width - used)), role))
    return shown


def _mark(row: GateRow) -> Piece:
    known = row.known
    if row.open_write is not None:
        return "?", "unknown"
    if known is None:
        return " ", "quiet"
    if known.drift is not None:
        return "⚠", "look"
    if known.pointed_here is not None:
        return "↓", "temporary"
    return " ", "quiet"


def _state(row: GateRow) -> str:
    if row.open_write is not None:
        return "outcome unknown"
    if row.known is not None and row.known.drift is not None:
        return row.known.drift.kind.value
    if row.known is not None and row.known.pointed_here is not None:
        return "points here"
    return ""


def _where(gate: Gate) -> str:
    count = len(gate.destinations)
    if count and all(destination.drops for destination in gate.destinations):
        return "drop"
    return f"{count} dest"


def _last_callback(known: KnownGate, now: Millis) -> Piece:
    if known.last_callback_at is None:
        return fit("-", _CALLBACK), "quiet"
    span = now - known.last_callback_at
    sign, role = ("⚠", "look") if span >= OLD else ("●", "delivered")
    return fit(f"{sign} {age(span)}", _CALLBACK), role
