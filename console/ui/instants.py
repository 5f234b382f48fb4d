"""Instants as people read them: this machine's time zone on screen, UTC where it is copied."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from console.domain.timestamps import Millis


def short(instant: Millis, now: Millis) -> str:
    """At most twelve columns: `10:17:37` today, `20 Nov 10:17` this year, `20 Nov 2025` before."""
    moment, present = _local(instant), _local(now)
    if moment.date() == present.date():
        return f"{moment:%H:%M:%S}"
    if moment.year == present.year:
        return f"{moment.day:>2} {moment:%b %H:%M}"
    return f"{moment.day:>2} {moment:%b %Y}"


def exact(instant: Millis, now: Millis) -> str:
    """With milliseconds, and with the day where it is not today: `20 Nov 10:17:37.120`."""
    moment = _local(instant)
    clock = f"{moment:%H:%M:%S}.{instant % 1000:03d}"
    if moment.date() == _local(now).date():
        return clock
    return f"{moment.day} {moment:%b} {moment.year} {clock}"


def minute(instant: Millis) -> str:
    """As a phone shows it: `10:17`."""
    return f"{_local(instant):%H:%M}"


def day(instant: Millis) -> str:
    """As a heading: `Friday 20 Nov 2026`."""
    moment = _local(instant)
    return f"{moment:%A} {moment.day} {moment:%b %Y}"


def same_day(one: Millis, other: Millis) -> bool:
    return _local(one).date() == _local(other).date()


def _local(instant: Millis) -> datetime:
    return _local_second(instant // 1000)


@lru_cache(2048)
def _local_second(second: int) -> datetime:
    try:
        return datetime.fromtimestamp(second).astimezone()
    except (OverflowError, OSError, ValueError):
        return datetime.fromtimestamp(0).astimezone()
