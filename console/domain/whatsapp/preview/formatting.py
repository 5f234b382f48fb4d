"""WhatsApp's own marks in a text: `*bold*`, `_italic_`, `~strike~` and three backticks around monospace.

A mark opens where no letter or digit stands before it and no blank behind it, and closes the other way round, in the
same line; marks nest. Monospace may go over several lines, and inside of it nothing is a mark.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from console.domain.plain_text import plain_lines
from console.domain.whatsapp.preview.direction import Direction, direction_of

LIMIT: Final = 20_000
"""Characters of a text that are looked at."""

_MONO: Final = re.compile(r"```(?!\s*```)(.+?)```", re.DOTALL)
_MARKS: Final = {"*": "bold", "_": "italic", "~": "strike"}


@dataclass(frozen=True, slots=True)
class Run:
    """Text that looks the same from its beginning to its end."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    mono: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was written, before any wrapping. `direction` says where it begins: at the right for a line in
    Arabic or Hebrew, whose runs stay in the order they are read in."""

    runs: tuple[Run, ...] = ()
    direction: Direction = Direction.LEFT_TO_RIGHT

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def formatted(text: str) -> tuple[Line, ...]:
    """The lines of a text with its marks obeyed and taken out; none for an empty one. Safe to paint."""
    if not text:
        return ()
    lines: list[list[Run]] = [[]]
    for run in _runs_of("\n".join(plain_lines(text, LIMIT))):
        first, *others = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines += ([replace(run, text=other)] for other in others)
    return tuple(map(_line, lines))


def unformatted(text: str) -> tuple[Line, ...]:
    """The lines of a text in which no mark counts, such as a label or a name. Safe to paint."""
    return tuple(_line([Run(line)]) for line in plain_lines(text, LIMIT)) if text else ()


def _line(runs: list[Run]) -> Line:
    line = Line(tuple(run for run in runs if run.text))
    return replace(line, direction=direction_of(line.text))


def _runs_of(text: str) -> Iterator[Run]:
    end = 0
    for mono in _MONO.finditer(text):
        yield from _marked_lines(text[end : mono.start()])
        yield Run(mono[1], mono=True)
        end = mono.end()
    yield from _marked_lines(text[end:])


def _marked_lines(text: str) -> Iterator[Run]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield Run("\n")
        yield from _marked(line, Run(""))


def _marked(text: str, style: Run) -> Iterator[Run]:
    """The runs of a line, or of what stands between two marks and has the style of both."""
    ends = {mark: deque(_ends(text, mark)) for mark, name in _MARKS.items() if not getattr(style, name)}
    begin = at = 0
    while at < len(text):
        mark = text[at]
        end = _end(text, at, ends[mark]) if mark in ends else None
        if end is None:
            at += 1
            continue
        yield replace(style, text=text[begin:at])
        inner: dict[str, Any] = {_MARKS[mark]: True}
        yield from _marked(text[at + 1 : end], replace(style, **inner))
        begin = at = end + 1
    yield replace(style, text=text[begin:])


def _end(text: str, at: int, ends: deque[int]) -> int | None:
    """Where the mark at `at` is closed; None where it opens nothing. `ends` is used up from its beginning, so that a
    line of nothing but marks costs no more than any other."""
    while ends and ends[0] <= at + 1:
        ends.popleft()
    if not ends or text[at + 1].isspace() or text[at + 1] == text[at]:
        return None
    return None if at and (text[at - 1].isalnum() or text[at - 1] == text[at]) else ends[0]


def _ends(text: str, mark: str) -> Iterator[int]:
    for place in range(2, len(text)):
        if text[place] == mark and not text[place - 1].isspace() and text[place - 1] != mark:
            behind = text[place + 1 : place + 2]
            if not behind.isalnum() and behind != mark:
                yield place
