"""Instants. Inside Switchroom an instant is a whole number of milliseconds since 1970 in UTC; outside it is
RFC 3339 in UTC with milliseconds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Millis = int
Clock = Callable[[], Millis]


def parse_rfc3339(text: str) -> Millis | None:
    """The instant a provider wrote, or None where the text is none.

    A time without a zone is read as UTC, as LINK's documents promise UTC throughout.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return round(moment.timestamp() * 1000)
    except (OverflowError, ValueError):
        return None


def format_rfc3339(instant: Millis) -> str:
    """`2026-11-20T08:00:05.000Z`."""
    moment = datetime.fromtimestamp(instant / 1000, UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant % 1000:03d}Z"
