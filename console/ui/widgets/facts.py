"""Labels with their values, headings and paragraphs, as one text of a given width."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

LABEL = 12

Fact = tuple[str, str | Content]


def facts(rows: Iterable[Fact], width: int) -> list[Content]:
    """One line per fact, the value wrapped beside its label; a label too long for its column stands above it. A string
    is safe to paint; it may hold line breaks."""
    lines: list[Content] = []
    room = max(8, width - LABEL)
    for label, value in rows:
        wrapped = (Content(value) if isinstance(value, str) else value).wrap(room) or [Content("")]
        beside = label
        if len(label) >= LABEL:
            lines.append(Content.styled(label, "$quiet"))
            beside = ""
        lines.append(Content.assemble((beside.ljust(LABEL), "$quiet"), wrapped[0]))
        lines += [Content.assemble(" " * LABEL, line) for line in wrapped[1:]]
    return lines


def heading(text: str, remark: str = "") -> list[Content]:
    """A heading with an empty line before it."""
    return [Content(""), Content.assemble((text, "bold $primary"), (f"  {remark}" if remark else "", "$quiet"))]


def lines(parts: Iterable[Content]) -> Content:
    return Content("\n").join(parts)
