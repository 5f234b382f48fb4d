"""What differs between two versions of a gate: in words, and as lines of JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from textual.content import Content

from console.domain.document import ABSENT
from console.domain.gates.diff import CHANGED_MARK, Difference, DiffLine, Kind
from console.domain.gates.sealing import masked_value
from console.domain.gates.three_way import Conflict
from console.domain.plain_text import plain
from console.ui.widgets.reading_pane import ReadingPane

AROUND = 3
"""Equal lines shown before and after a changed one."""

_SIGNS = {
    Kind.ADDED: ("+", "$text-success"),
    Kind.REMOVED: ("-", "$text-error"),
    Kind.CHANGED: ("~", "$text-warning"),
    Kind.MOVED: ("↕", "$text-primary"),
}
_LINES = {"+": "$text-success", "-": "$text-error", " ": "$quiet"}
_LONGEST = 400
_MOST = 400


class DiffView(ReadingPane):
    """Shows what `show` is given, built by the functions below; scrolled by keys and wheel."""


def difference_lines(found: Sequence[Difference], width: int) -> list[Content]:
    """One paragraph per difference: `~ destination 1 url  https://old → https://new`."""
    if not found:
        return [Content.styled("Nothing differs.", "$quiet")]
    shown = [line for one in found[:_MOST] for line in _difference(one, width)]
    if len(found) > _MOST:
        shown.append(Content.styled(f"and {len(found) - _MOST:,} more", "$quiet"))
    return shown


def conflict_lines(conflicts: Sequence[Conflict], width: int) -> list[Content]:
    """What both sides changed: what it was, what somebody else made of it, what you made of it."""
    shown: list[Content] = []
    for one in conflicts:
        shown.append(Content.styled(f"⚠ {plain(one.label)}", "bold $text-warning"))
        name = next((step for step in reversed(one.path) if isinstance(step, str)), "")
        for label, value, style in (
            ("was", one.base, "$quiet"),
            ("there now", one.theirs, "$text-error"),
            ("yours", one.mine, "$text-success"),
        ):
            shown += _paragraph(f"    {label:<10} ", _value(name, value), style, width)
    return shown


def json_diff(lines: Sequence[DiffLine], width: int, *, around: int = AROUND) -> list[Content]:
    """The lines with their signs; a long stretch of equal ones is folded."""
    if not any(line.sign != " " for line in lines):
        return [Content.styled("No line differs.", "$quiet")]
    shown: list[Content] = []
    for stretch in _stretches(lines, around):
        if isinstance(stretch, int):
            words = "line" if stretch == 1 else "lines"
            shown.append(Content.styled(f"  … {stretch} {words} the same", "$quiet"))
        else:
            shown += _line(stretch, width)
    return shown


def _stretches(lines: Sequence[DiffLine], around: int) -> Iterator[DiffLine | int]:
    """The lines near a change, and how many were left out between them."""
    near = {
        place
        for at, line in enumerate(lines)
        if line.sign != " "
        for place in range(max(0, at - around), min(len(lines), at + around + 1))
    }
    skipped = 0
    for place, line in enumerate(lines):
        if place not in near:
            skipped += 1
            continue
        if skipped:
            yield skipped
            skipped = 0
        yield line
    if skipped:
        yield skipped


def _line(line: DiffLine, width: int) -> list[Content]:
    text = plain(line.text, _LONGEST)
    indent = min(len(text) - len(text.lstrip(" ")) + 2, 12)
    wrapped = textwrap.wrap(text, max(16, width - 2), subsequent_indent=" " * indent, drop_whitespace=False) or [""]
    return [
        Content.styled(f"{line.sign if not at else ' '} {part}", _LINES[line.sign]) for at, part in enumerate(wrapped)
    ]


def _difference(one: Difference, width: int) -> list[Content]:
    sign, style = _SIGNS[one.kind]
    head = f"{sign} {plain(one.label)}  "
    if one.kind is Kind.MOVED:
        return _paragraph(head, f"from place {one.before} to place {one.after}", style, width)
    if one.kind is Kind.ADDED:
        return _paragraph(head, _shown(one.after), style, width)
    if one.kind is Kind.REMOVED:
        return _paragraph(head, _shown(one.before), style, width)
    before, after = _shown(one.before), _shown(one.after)
    if after == f"{before}{CHANGED_MARK}":
        return _paragraph(head, "another one than before, kept secret", style, width)
    together = f"{before} → {after}"
    if len(head) + len(together) <= width:
        return _paragraph(head, together, style, width)
    return [
        Content.styled(head.rstrip(), style),
        *_paragraph("    - ", before, "$text-error", width),
        *_paragraph("    + ", after, "$text-success", width),
    ]


def _paragraph(head: str, text: str, style: str, width: int) -> list[Content]:
    """A label and a text that hangs under itself where it is too long for the line."""
    indent = min(len(head), 14)
    room = max(16, width)
    wrapped = textwrap.wrap(
        f"{head}{text}", room, subsequent_indent=" " * indent, drop_whitespace=False, break_on_hyphens=False
    ) or [head]
    first = Content.assemble((wrapped[0][: len(head)], style), wrapped[0][len(head) :])
    return [first, *map(Content, wrapped[1:])]


def _value(name: str, value: Any) -> str:
    return "(nothing)" if value is ABSENT else _shown(masked_value(name, value))


def _shown(value: Any) -> str:
    """A JSON value in one line; a text as it is."""
    if isinstance(value, str):
        return plain(value, _LONGEST) if value else '""'
    return plain(json.dumps(value, ensure_ascii=False, default=str), _LONGEST)
