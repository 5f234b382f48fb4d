"""One event as one row: columns by width, the same for the heading and the rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from console.domain.callbacks.event import EventKind, StoredEvent
from console.domain.plain_text import plain
from console.domain.timestamps import Millis, duration
from console.ui import instants
from console.ui.widgets import code_badge
from console.ui.widgets.row_view import Piece, fit

NameOf = Callable[[str, int], str | None]
"""The short name of a provider's result code, None for a code nobody knows."""

_TIME, _TO, _CODE, _ACCOUNT, _OPERATOR, _AFTER, _ID = 12, 14, 6, 12, 11, 9, 14
_CUT = 400
"""Characters of a field that are looked at; no column is wider, and a field may be a megabyte."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which optional columns fit, and how wide the name may be."""

    name: int
    account: bool
    operator: bool
    after: bool
    provider_id: bool


def columns(width: int) -> Columns:
    """Operator and account come first, then how long it took, then the provider's id."""
    rest = width - (_TIME + 1 + _TO + 1 + 2 + _CODE + 2)
    chosen: list[bool] = []
    for extra in (_OPERATOR, _ACCOUNT, _AFTER, _ID):
        fits = rest - (extra + 1) >= 13 and all(chosen)
        chosen.append(fits)
        rest -= extra + 1 if fits else 0
    operator, account, after, provider_id = chosen
    return Columns(max(1, rest), account, operator, after, provider_id)


def heading(width: int) -> str:
    shape = columns(width)
    parts = [fit("time", _TIME), " "]
    if shape.account:
        parts += [fit("account", _ACCOUNT), " "]
    parts += [fit("to", _TO), " ", "  ", fit("code", _CODE), fit("", shape.name), "  "]
    if shape.operator:
        parts += [" ", fit("operator", _OPERATOR)]
    if shape.after:
        parts += [" ", fit("after", _AFTER, right=True)]
    if shape.provider_id:
        parts += [" ", fit("id", _ID)]
    return fit("".join(parts), width)


def pieces(stored: StoredEvent, width: int, now: Millis, name_of: NameOf) -> list[Piece]:
    shape = columns(width)
    event = stored.event
    sign = code_badge.of_event(event)
    billing = code_badge.of_billing(event.state) if event.kind is EventKind.REPORT else None
    # What came in is from somebody; what is reported on went to somebody.
    number = event.source if event.kind is EventKind.INBOUND else stored.destination
    code, name = _code_and_name(stored, name_of)
    row: list[Piece] = [(fit(instants.short(stored.received_at, now), _TIME) + " ", "quiet")]
    if shape.account:
        row.append((fit(_text(stored.account), _ACCOUNT) + " ", "quiet"))
    row.append((fit(_text(number), _TO) + " ", "text"))
    row.append((sign.sign + " ", sign.role))
    longer = min(max(0, len(code) + 1 - _CODE), shape.name - 1)  # WhatsApp's have six digits: the name gives way
    row.append((fit(code, _CODE + longer), sign.role))
    row += _name(stored, name, shape.name - longer, "look" if event.kind is EventKind.UNRECOGNISED else "text")
    row.append((f" {billing.sign}" if billing else "  ", "billed"))
    if shape.operator:
        row.append((" " + fit(_text(event.operator), _OPERATOR), "quiet"))
    if shape.after:
        row.append((" " + fit(_after(stored), _AFTER, right=True), "quiet"))
    if shape.provider_id:
        row.append((" " + fit(_text(event.provider_message_id), _ID), "quiet"))
    return row


def _name(stored: StoredEvent, name: str, width: int, role: str) -> list[Piece]:
    if not stored.repeats:
        return [(fit(name, width), role)]
    mark = f" {code_badge.REPEATED.sign}{stored.repeats:,}"
    if len(mark) >= width:
        return [(fit(name, width), role)]
    return [(fit(name, width - len(mark)), role), (mark, "repeated")]


def _code_and_name(stored: StoredEvent, name_of: NameOf) -> tuple[str, str]:
    event = stored.event
    if event.kind is EventKind.UNRECOGNISED:
        return "", "unrecognised"
    if event.kind is EventKind.INBOUND:
        return "", _text(event.text)
    if event.code is None:
        return "-", _text(event.status)
    return str(event.code), name_of(event.provider, event.code) or _text(event.status)


def _after(stored: StoredEvent) -> str:
    event = stored.event
    if event.sent_at is None or event.occurred_at is None:
        return "-"
    return duration(event.occurred_at - event.sent_at)


def _text(value: str | None) -> str:
    return plain(value, _CUT) if value else "-"
