"""A picture as dots, small enough to be drawn in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

Dot = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Picture:
    """`dots` holds three bytes for each dot, row after row from the upper left. `animated`: this is its first frame."""

    width: int
    height: int
    dots: bytes
    animated: bool = False

    def scaled(self, width: int, height: int) -> Iterator[list[Dot]]:
        """The same in `height` rows of `width` dots, each the mean of what it covers."""
        columns = _edges(self.width, width)
        for top, bottom in _edges(self.height, height):
            rows = [self.dots[at * self.width * 3 : (at + 1) * self.width * 3] for at in range(top, bottom)]
            yield [_mean(rows, left, right) for left, right in columns]


def fitted(width: int, height: int, room: int, most: int) -> tuple[int, int]:
    """Columns and rows for a picture of that many dots, at most `room` by `most` and one by one at least. A cell is
    twice as high as it is wide, so it takes one dot across and two down; no picture is enlarged."""
    scale = min(1.0, room / width, 2 * most / height)
    columns = max(1, min(room, round(width * scale)))
    rows = max(1, min(most, round(height * scale / 2)))
    return columns, rows


def _edges(have: int, want: int) -> list[tuple[int, int]]:
    """Where each of `want` pieces begins and ends; where there are fewer dots than pieces some are used twice."""
    marks = [at * have // want for at in range(want + 1)]
    return [(begin, max(begin + 1, end)) for begin, end in pairwise(marks)]


def _mean(rows: list[bytes], left: int, right: int) -> Dot:
    count = len(rows) * (right - left)
    red, green, blue = (
        sum(sum(row[3 * left + channel : 3 * right : 3]) for row in rows) // count for channel in range(3)
    )
    return red, green, blue
