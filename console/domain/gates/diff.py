"""What is different between two versions of a gate: as a list of differences, and as lines of JSON.

The order of keys does not count, nor what our files say beside the gate (`switchroom`). Secrets are masked; one that
changed is still seen to have changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import reduce
from itertools import zip_longest
from typing import Any, Final, Literal

from console.domain.document import ABSENT, Document, same
from console.domain.gates.gate import Gate
from console.domain.gates.matching import moved, pair_destinations, partners
from console.domain.gates.sealing import masked_value, name_within
from console.domain.plain_text import plain

Path = tuple[str | int, ...]
"""Keys and places (from 0) down to a value: `("destinations", 1, "url")`."""

CHANGED_MARK: Final = " (changed)"
"""Stands behind a text that shows the same masked though it is another."""


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not what it was, masked.

    `path` is where it stands after, or stood before if it was removed. `before` and `after` are JSON values, None
    where there was none; of what moved they are its places, from 1.
    """

    path: Path
    label: str
    before: Any
    after: Any
    kind: Kind


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line of JSON: `+` after only, `-` before only, a blank in both."""

    sign: Literal[" ", "+", "-"]
    text: str


def label(path: Path) -> str:
    """A path in words: `ttl`, `destination 2 url`, `destination 1 template`."""
    words: list[str] = []
    for step in path:
        if isinstance(step, int):
            words[-1] = words[-1].removesuffix("s")
            words.append(str(step + 1))
        elif not (step == "customParameters" and step != path[-1] and len(words) == 2):
            words.append(plain(step, 80))
    return " ".join(words)


def differences(before: Gate | None, after: Gate | None) -> tuple[Difference, ...]:
    """What changed, in the order of the later version; what was taken away stands last. None: there was no gate."""
    return tuple(_objects((), _compared(before), _compared(after)))


def diff_lines(before: Gate | None, after: Gate | None) -> list[DiffLine]:
    """Both versions whole, as indented JSON one over the other; the same key in another order is no difference."""
    old, new = _compared(before), _compared(after)
    was = [] if before is None else _lines(masked_value("", _ordered_like(new, old)))
    now = [] if after is None else _lines(_told_apart("", old, new))
    # A comma behind a line says only that another key follows, so it does not count.
    bare_was, bare_now = ([line.rstrip(",") for line in side] for side in (was, now))
    lines: list[DiffLine] = []
    for what, was_from, was_to, now_from, now_to in SequenceMatcher(None, bare_was, bare_now, False).get_opcodes():
        if what == "equal":
            lines += (DiffLine(" ", text) for text in now[now_from:now_to])
        else:
            lines += (DiffLine("-", text) for text in was[was_from:was_to])
            lines += (DiffLine("+", text) for text in now[now_from:now_to])
    return lines


def _compared(gate: Gate | None) -> Document:
    return {} if gate is None else gate.bare.document


def _objects(path: Path, before: Document, after: Document) -> Iterator[Difference]:
    for name, value in after.items():
        yield from _values((*path, name), before.get(name, ABSENT), value)
    for name, value in before.items():
        if name not in after:
            yield from _values((*path, name), value, ABSENT)


def _values(path: Path, before: Any, after: Any) -> Iterator[Difference]:
    if same(before, after):
        return
    listed = path == ("destinations",) and _are_destinations(before) and _are_destinations(after)
    if listed and (_listed(before) or _listed(after)):
        yield from _destinations(_listed(before), _listed(after))
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _objects(path, before, after)
    else:
        yield _difference(path, before, after)


def _destinations(before: list[Document], after: list[Document]) -> Iterator[Difference]:
    pairs = pair_destinations(before, after)
    elsewhere = moved(pairs)
    for old, new in pairs:
        if old is not None and new is not None:
            path: Path = ("destinations", new)
            if new in elsewhere:
                yield Difference(path, label(path), old + 1, new + 1, Kind.MOVED)
            yield from _objects(path, before[old], after[new])
        elif new is not None:
            yield _difference(("destinations", new), ABSENT, after[new])
        elif old is not None:
            yield _difference(("destinations", old), before[old], ABSENT)


def _difference(path: Path, before: Any, after: Any) -> Difference:
    name = reduce(name_within, (step for step in path if isinstance(step, str)))
    if before is ABSENT:
        return Difference(path, label(path), None, masked_value(name, after), Kind.ADDED)
    if after is ABSENT:
        return Difference(path, label(path), masked_value(name, before), None, Kind.REMOVED)
    return Difference(path, label(path), masked_value(name, before), _told_apart(name, before, after), Kind.CHANGED)


def _told_apart(name: str, before: Any, after: Any) -> Any:
    """`after` masked, with a mark on each text that its mask makes look like the one before."""
    if isinstance(after, Mapping):
        held = before if isinstance(before, Mapping) else {}
        return {
            inner: _told_apart(name_within(name, inner), held.get(inner, ABSENT), value)
            for inner, value in after.items()
        }
    if name == "destinations" and _are_destinations(before) and _are_destinations(after):
        old, known = _listed(before), partners(_listed(before), after)
        earlier = (old[known[place]] if place in known else ABSENT for place in range(len(after)))
        return [_told_apart("", was, now) for was, now in zip(earlier, after, strict=True)]
    if isinstance(after, list):
        before = before[: len(after)] if isinstance(before, list) else []
        return [_told_apart(name, was, now) for was, now in zip_longest(before, after, fillvalue=ABSENT)]
    shown = masked_value(name, after)
    hides = isinstance(shown, str) and not same(before, after) and masked_value(name, before) == shown
    return shown + CHANGED_MARK if hides else shown


def _are_destinations(value: Any) -> bool:
    return value is ABSENT or (isinstance(value, list) and all(isinstance(entry, Mapping) for entry in value))


def _listed(value: Any) -> list[Document]:
    return [] if value is ABSENT else value


def _ordered_like(model: Any, value: Any) -> Any:
    """The same value with the keys of its objects in the model's order where it has them."""
    if same(model, value):
        return model
    if isinstance(model, Mapping) and isinstance(value, Mapping):
        names = [*(name for name in model if name in value), *(name for name in value if name not in model)]
        return {name: _ordered_like(model.get(name), value[name]) for name in names}
    if isinstance(model, list) and isinstance(value, list) and _are_destinations(model) and _are_destinations(value):
        known = partners(model, value)
        return [_ordered_like(model[known[at]], entry) if at in known else entry for at, entry in enumerate(value)]
    return value


def _lines(document: Any) -> list[str]:
    return [plain(line) for line in json.dumps(document, indent=2, ensure_ascii=False).split("\n")]
