"""Bringing together what we changed in a gate and what somebody else changed meanwhile.

Whatever only one side touched is taken from that side; where both did, and not alike, nobody but a person can say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from console.domain.document import ABSENT, Document, same
from console.domain.gates.destination import Destination
from console.domain.gates.diff import Path, label
from console.domain.gates.gate import Gate
from console.domain.gates.matching import comparable_url, partners


@dataclass(frozen=True, slots=True)
class Conflict:
    """One value both sides changed. `path` is where it stands in the merged gate, which has ours; of what we removed
    it is where it stood before. The values are sealed, not masked, and `ABSENT` where there is none."""

    path: Path
    label: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merge:
    merged: Gate
    conflicts: tuple[Conflict, ...] = ()


def merge(base: Gate, mine: Gate, theirs: Gate) -> Merge:
    """`base` is what we began with, `mine` what we made of it, `theirs` what is there now. All three sealed.

    In `merged` a conflict is settled our way; that it is one must be shown before anything is written.
    """
    conflicts: list[Conflict] = []
    merged = _merged((), base.bare.document, mine.bare.document, theirs.bare.document, conflicts)
    return Merge(Gate(merged), tuple(conflicts))


def _merged(path: Path, base: Any, mine: Any, theirs: Any, conflicts: list[Conflict]) -> Any:
    if same(base, theirs) or same(mine, theirs):
        return mine
    if same(base, mine):
        return theirs
    if path == ("destinations",) and all(map(_are_destinations, (base, mine, theirs))):
        return _merged_destinations(*_numbered(base, mine, theirs), conflicts)
    if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        held = base if isinstance(base, Mapping) else {}
        names = [*theirs, *(name for name in mine if name not in theirs)]
        values = {
            name: _merged(
                (*path, name), held.get(name, ABSENT), mine.get(name, ABSENT), theirs.get(name, ABSENT), conflicts
            )
            for name in names
        }
        return {name: value for name, value in values.items() if value is not ABSENT}
    conflicts.append(Conflict(path, label(path), base, mine, theirs))
    return mine


def _are_destinations(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, Mapping) for entry in value)


_Listed = dict[int, Document]
"""Destinations in their order, by a number that each keeps through all three versions."""


def _merged_destinations(base: _Listed, mine: _Listed, theirs: _Listed, conflicts: list[Conflict]) -> list[Document]:
    kept: list[Document] = []
    for number in _order(base, mine, theirs, conflicts):
        held, ours, others = (version.get(number, ABSENT) for version in (base, mine, theirs))
        # What we removed and they changed has no place in the merged gate.
        place = number if ours is ABSENT and held is not ABSENT else len(kept)
        value = _merged(("destinations", place), held, ours, others, conflicts)
        if value is not ABSENT:
            kept.append(value)
    return kept


def _numbered(base: list[Document], mine: list[Document], theirs: list[Document]) -> tuple[_Listed, _Listed, _Listed]:
    """Those of `base` have their place for a number; what is new in either version has the next free ones, and the
    same one if both added the same URL."""
    numbered: list[_Listed] = []
    added: dict[int, str] = {}
    for version in (mine, theirs):
        known = partners(base, version)
        listed: _Listed = {}
        for place, document in enumerate(version):
            number, url = known.get(place), comparable_url(Destination(document).url)
            if number is None:
                number = next((twin for twin, other in added.items() if other == url and twin not in listed), None)
            if number is None:
                number = len(base) + len(added)
                added[number] = url
            listed[number] = document
        numbered.append(listed)
    return dict(enumerate(base)), numbered[0], numbered[1]


def _order(base: _Listed, mine: _Listed, theirs: _Listed, conflicts: list[Conflict]) -> list[int]:
    """The order of the side that changed it; what only the other side has follows what it followed there."""
    common = [number for number in base if number in mine and number in theirs]
    ours, others = ([number for number in version if number in common] for version in (mine, theirs))
    if common not in (ours, others) and ours != others:
        told = [[*version.values()] for version in (base, mine, theirs)]
        conflicts.append(Conflict(("destinations",), "order of the destinations", *told))
    lead, other = (theirs, mine) if ours == common else (mine, theirs)
    order = list(lead)
    at = 0
    for number in other:
        if number not in lead:
            order.insert(at, number)
        at = order.index(number) + 1
    return order
