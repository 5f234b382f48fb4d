"""Which destination of one version of a gate is which of another: they have no id, and may move and change at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from console.domain.document import Document, same
from console.domain.gates.destination import Destination

Pair = tuple[int | None, int | None]
"""The place before and the place after, from 0; None where there is none."""

_SAME_URL: Final = 100
_SAME_HOST: Final = 10
_SAME_PATH: Final = 10
_SAME_PLACE: Final = 1


def comparable_url(url: str) -> str:
    """A URL without what makes no difference: case of scheme and host, the default port, an empty path."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    scheme = parts.scheme.lower()
    if port is not None and (scheme, port) in {("http", 80), ("https", 443)}:
        port = None
    userinfo, at, _ = parts.netloc.rpartition("@")
    host = (parts.hostname or "") + (f":{port}" if port is not None else "")
    return f"{scheme}://{userinfo}{at}{host}{parts.path or '/'}?{parts.query}"


def partners(before: Sequence[Document], after: Sequence[Document]) -> dict[int, int]:
    """The place before of each destination of `after` that was there already.

    What is the same pairs first, then what has the same URL, then what is most alike in host, path and the rest; two
    that share neither host nor path are one only if they stand at the same place.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, new, old in sorted(_candidates([*map(Destination, before)], [*map(Destination, after)])):
        if new not in found and old not in taken:
            found[new] = old
            taken.add(old)
    return found


def pair_destinations(before: Sequence[Document], after: Sequence[Document]) -> tuple[Pair, ...]:
    """Every destination of both versions once: those of `after` in order, then those that are gone."""
    known = partners(before, after)
    gone = [place for place in range(len(before)) if place not in known.values()]
    return (*((known.get(place), place) for place in range(len(after))), *((place, None) for place in gone))


def moved(pairs: Sequence[Pair]) -> frozenset[int]:
    """The places after of those that were moved: the fewest whose moving explains the new order. What only made room
    for an added or a removed one did not move."""
    kept = [(old, new) for old, new in pairs if old is not None and new is not None]
    stayed = {kept[place][1] for place in _longest_rise([old for old, _ in kept])}
    return frozenset(new for _, new in kept if new not in stayed)


def _candidates(before: Sequence[Destination], after: Sequence[Destination]) -> list[tuple[int, int, int]]:
    """(minus the likeness, place after, place before) of all that may be one."""
    return [
        (-likeness, new, old)
        for new, two in enumerate(after)
        for old, one in enumerate(before)
        if (likeness := _likeness(one, two, same_place=new == old))
    ]


def _likeness(one: Destination, two: Destination, *, same_place: bool) -> int:
    place = _SAME_PLACE if same_place else 0
    if same(one.document, two.document):
        return 2 * _SAME_URL + place
    alike = sum(
        name in one.document and name in two.document and same(one.document[name], two.document[name])
        for name in ("contentType", "username", "password", "customParameters")
    )
    if comparable_url(one.url) == comparable_url(two.url):
        return _SAME_URL + alike + place
    (host, path), (other_host, other_path) = _host_and_path(one.url), _host_and_path(two.url)
    told = (_SAME_HOST if host and host == other_host else 0) + (_SAME_PATH if path and path == other_path else 0)
    if told:
        return told + alike + place
    return place


def _host_and_path(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url.strip())
        return (parts.hostname or ""), parts.path.strip("/")
    except ValueError:
        return "", ""


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """The places of a longest rising run among distinct numbers."""
    lowest: list[int] = []  # of all rises of each length, the lowest number one ends in
    ends: list[int] = []  # and the place of that number
    before: list[int | None] = []
    for place, number in enumerate(numbers):
        length = bisect_left(lowest, number)
        before.append(ends[length - 1] if length else None)
        lowest[length : length + 1] = [number]
        ends[length : length + 1] = [place]
    rise: list[int] = []
    at = ends[-1] if ends else None
    while at is not None:
        rise.append(at)
        at = before[at]
    return rise[::-1]
