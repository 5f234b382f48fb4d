"""A stretch of time as a line with a sign where something happened."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from console.domain.timestamps import Millis
from console.ui.widgets.code_badge import Sign


def timeline(points: Sequence[tuple[Millis, Sign]], width: int) -> Content:
    """`──●───●●─────◌──`: points in order of time over `width` columns, at their places where these do not coincide."""
    if not points or width < len(points) + 2:
        return Content("")
    first, last = points[0][0], points[-1][0]
    places = spread([at - first for at, _sign in points], max(1, last - first), width)
    pieces: list[tuple[str, str]] = []
    column = 0
    for place, (_at, sign) in zip(places, points, strict=True):
        pieces += [("─" * (place - column), "$rule"), (sign.sign, f"$state-{sign.role}")]
        column = place + 1
    pieces.append(("─" * (width - column), "$rule"))
    return Content.assemble(*pieces)


def spread(offsets: Sequence[int], length: int, width: int) -> list[int]:
    """The column of each offset, one column between the ends and the first and last; no two share one."""
    inner = width - 2
    places: list[int] = []
    for number, offset in enumerate(offsets):
        wished = 1 + offset * (inner - 1) // length
        earliest = places[-1] + 1 if places else 1
        latest = width - 1 - (len(offsets) - number)
        places.append(min(max(wished, earliest), latest))
    return places
