"""Settling what both sides changed in a gate the other side's way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from console.domain.document import ABSENT
from console.domain.gates.diff import Path
from console.domain.gates.gate import Gate
from console.domain.gates.three_way import Conflict


def with_theirs(merged: Gate, conflicts: Sequence[Conflict]) -> Gate:
    """The merged gate, which has ours at these conflicts' places, with theirs; what we had removed is put back."""
    document: Any = merged.document
    # From the end, so that a destination put back or taken out moves none that is still to be settled.
    for conflict in sorted(conflicts, key=_place, reverse=True):
        document = _with_theirs(document, conflict.path, conflict)
    return Gate(document)


def _place(conflict: Conflict) -> list[tuple[int, str]]:
    return [(step, "") if isinstance(step, int) else (-1, step) for step in conflict.path]


def _with_theirs(value: Any, path: Path, conflict: Conflict) -> Any:
    """The value with what the other side has at a conflict's place; what we had removed is put back."""
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        listed = list(value) if isinstance(value, list) else []
        if rest:
            listed[step] = _with_theirs(listed[step], rest, conflict)
        elif conflict.mine is ABSENT:
            listed.insert(step, conflict.theirs)
        elif conflict.theirs is ABSENT:
            del listed[step]
        else:
            listed[step] = conflict.theirs
        return listed
    held = dict(value) if isinstance(value, Mapping) else {}
    if rest:
        held[step] = _with_theirs(held.get(step), rest, conflict)
    elif conflict.theirs is ABSENT:
        held.pop(step, None)
    else:
        held[step] = conflict.theirs
    return held
