"""How long the platform keeps trying (`ttl`): milliseconds in a gate, "48 h" for people (LINK Gate API 2.3,
"PartnerGate")."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from console.domain.timestamps import DAY, HOUR, MINUTE, SECOND, Millis

_SHOWN: Final = ((DAY, "d"), (HOUR, "h"), (MINUTE, "min"), (SECOND, "s"), (1, "ms"))
_UNITS: Final = {
    **dict.fromkeys(("w", "week", "weeks"), 7 * DAY),
    **dict.fromkeys(("d", "day", "days"), DAY),
    **dict.fromkeys(("h", "hr", "hour", "hours"), HOUR),
    **dict.fromkeys(("m", "min", "minute", "minutes"), MINUTE),
    **dict.fromkeys(("s", "sec", "second", "seconds"), SECOND),
    **dict.fromkeys(("ms", "millisecond", "milliseconds"), 1),
}
_DAYS_FROM: Final = 3 * DAY
"""Below it hours are counted on: the document says 48 hours, not two days."""

_LONGEST: Final = 100  # characters; nobody writes a longer one
_AMOUNT = re.compile(r"(\d{1,30}(?:\.\d{1,30})?)\s*([a-z]+)\s*", re.ASCII)


def format_lifetime(span: Millis) -> str:
    """`48 h`, `1 h 30 min`, `7 d`, `500 ms`: exact, and read back by `parse_lifetime`."""
    if span == 0:
        return "0 ms"
    rest = abs(span)
    amounts = []
    for unit, name in _SHOWN:
        if unit == DAY and rest < _DAYS_FROM:
            continue
        count, rest = divmod(rest, unit)
        if count:
            amounts.append(f"{count} {name}")
    return ("-" if span < 0 else "") + " ".join(amounts)


def parse_lifetime(text: str) -> Millis | None:
    """The milliseconds a person wrote: `48 h`, `2 d`, `90 min`, `1 d 12 h`, `1.5h`; a number alone is milliseconds, as
    in the gate itself. None for anything else, and for what comes to no whole number of milliseconds."""
    text = text.strip().lower()
    if not text or len(text) > _LONGEST:
        return None
    negative, text = text.startswith("-"), text.removeprefix("-").lstrip()
    if text.isascii() and text.isdigit():
        total = Fraction(int(text))
    else:
        total, at = Fraction(0), 0
        while at < len(text):
            amount = _AMOUNT.match(text, at)
            if amount is None or amount[2] not in _UNITS:
                return None
            total += Fraction(amount[1]) * _UNITS[amount[2]]
            at = amount.end()
        if at == 0 or total.denominator != 1:
            return None
    return -int(total) if negative else int(total)
