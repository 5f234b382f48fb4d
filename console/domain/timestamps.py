"""Instants. Inside Switchroom an instant is a whole number of milliseconds since 1970 in UTC; outside it is
RFC 3339 in UTC with milliseconds."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Millis = int
Clock = Callable[[], Millis]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_FIRST = (datetime.min.replace(tzinfo=UTC) - _EPOCH) // _MILLISECOND
_LAST = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _MILLISECOND
_LEAP_SECOND = re.compile(r"(?<=:\d\d:)60(?=\D|$)", re.ASCII)

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def parse_rfc3339(text: str) -> Millis | None:
    """The instant a provider wrote, or None where the text is none.

    A time without a zone is read as UTC, as LINK's documents promise UTC throughout. Fractions are cut to
    milliseconds; a leap second (`:60`) is the second after `:59`.
    """
    # Forty characters hold any time with nanoseconds and a zone; no more of a hostile text is looked at.
    text = text[:200].strip()
    if len(text) > 40 or not text.isascii():
        return None
    text = text.upper()
    leaps = 0
    if ":60" in text:
        text, leaps = _LEAP_SECOND.subn("59", text, count=1)
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        # Dividing whole numbers: a float would round 23:59:59.9999 into the next day.
        instant = (moment - _EPOCH) // _MILLISECOND
    except (ValueError, OverflowError):
        return None
    instant += leaps * SECOND
    return instant if _FIRST <= instant <= _LAST else None


def format_rfc3339(instant: Millis) -> str:
    """`2026-11-20T08:00:05.000Z`. Raises OverflowError outside the years 1 to 9999."""
    moment = _EPOCH + timedelta(milliseconds=instant)
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def duration(span: Millis, *, signed: bool = False) -> str:
    """How long something took, in the two units that matter: `271 ms`, `4.6 s`, `3 min 20 s`, `2 d 3 h`.

    `signed` puts a plus before it, for a step on a timeline; what runs backwards has a minus either way.
    """
    sign = "-" if span < 0 else "+" if signed else ""
    span = abs(span)
    if span < SECOND:
        return f"{sign}{span} ms"
    if span < MINUTE:
        # Cut, not rounded: 59.96 s must not become 60.0 s.
        tenths = span // 100
        return f"{sign}{tenths // 10}.{tenths % 10} s"
    return sign + _two_units(span)


def _two_units(span: Millis) -> str:
    for large, small, name, small_name in (
        (DAY, HOUR, "d", "h"),
        (HOUR, MINUTE, "h", "min"),
        (MINUTE, SECOND, "min", "s"),
    ):
        if span >= large:
            rest = span % large // small
            return f"{span // large:,} {name}" + (f" {rest} {small_name}" if rest else "")
    raise AssertionError(span)
