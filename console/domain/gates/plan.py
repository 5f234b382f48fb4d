"""Gates as code: what would have to be done so that what is there becomes what the files say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from console.domain.document import ABSENT, Document, same, with_key
from console.domain.findings import Finding, error, warning
from console.domain.gates.diff import Difference, differences
from console.domain.gates.gate import DEFAULT_TTL, TYPE, Gate
from console.domain.gates.matching import partners
from console.domain.value_rules import kind_of_value, quoted

_DEFAULTS: Final[Document] = {"type": TYPE, "ttl": DEFAULT_TTL, "acknowledge": False}
"""What a missing key means: the type there is, the documented ttl, and no acknowledging, as the example has it."""
_GIVEN_BY_PLATFORM: Final = ("id", "platformId", "platformPartnerId")


class StepKind(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class WantedGate:
    """A gate as a file has it, sealed; `origin` is what a person finds it by: the file's name."""

    gate: Gate
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one gate. `before` is None for one to create, `after` for one to remove; of one to create
    `after` has no id. `origin` is that of the wanted gate."""

    kind: StepKind
    ref_id: str
    before: Gate | None
    after: Gate | None
    differences: tuple[Difference, ...] = ()
    origin: str = ""

    @property
    def name(self) -> str:
        """What people call the gate: its refId, else its id."""
        return self.ref_id or (self.after or self.before or Gate()).name


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in the order of the files, removals last. With an error among `findings` it must not be carried out."""

    steps: tuple[Step, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def changes(self) -> tuple[Step, ...]:
        """The steps that write."""
        return tuple(step for step in self.steps if step.kind is not StepKind.UNCHANGED)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.changes

    def count(self, kind: StepKind) -> int:
        return sum(step.kind is kind for step in self.steps)


def plan(wanted: Sequence[WantedGate], there: Sequence[Gate], remove_others: bool = False) -> Plan:
    """Match by refId and compare; by id where neither the file nor what is there has a refId, as an export of such a
    gate says. Both sides sealed.

    The id, and the platform's ids where the file has none, are those of the gate that is there. A key the file lacks
    is taken away; but null, "", {}, a default of the document and a missing key all say the same, and are no change.
    """
    findings = tuple(_check(wanted, there))
    present = {key: gate for gate in reversed(there) if (key := _key(gate))}
    named = {key: one for one in reversed(wanted) if (key := _key(one.gate))}
    steps = [_step(one, present.get(key)) for key, one in reversed(named.items()) if one.gate.ref_id or key in present]
    if remove_others:
        steps += (
            Step(StepKind.REMOVE, gate.ref_id or "", gate, None, differences(gate, None))
            for gate in there
            if _key(gate) not in named
        )
    return Plan(tuple(steps), findings)


def _key(gate: Gate) -> tuple[str, str] | None:
    """What a file and a gate are matched by."""
    if gate.ref_id:
        return "refId", gate.ref_id
    unnamed = gate.document.get("refId") in (None, "")
    return ("id", gate.id) if unnamed and gate.id else None


def _step(one: WantedGate, before: Gate | None) -> Step:
    ref_id = one.gate.ref_id or ""
    if before is None:
        after = one.gate.bare.with_value("id", ABSENT)  # given by the platform
        return Step(StepKind.CREATE, ref_id, None, after, differences(None, after), one.origin)
    after = completed(one.gate.bare, before)
    found = differences(before, after)
    return Step(StepKind.UPDATE if found else StepKind.UNCHANGED, ref_id, before, after, found, one.origin)


def completed(wanted: Gate, before: Gate) -> Gate:
    """The gate of a file with what the platform adds to it by itself, as it is there."""
    document = _with_nothing_as_there(wanted.document, before.document)
    for key in _GIVEN_BY_PLATFORM:
        if key in before.document and (key == "id" or not document.get(key)):
            document = with_key(document, key, before.document[key])
    listed = document.get("destinations")
    if not isinstance(listed, list) or not all(isinstance(entry, Mapping) for entry in listed):
        return Gate(document)
    there = [destination.document for destination in before.destinations]
    known = partners(there, listed)
    completed = [
        _with_nothing_as_there(entry, there[known[place]]) if place in known else entry
        for place, entry in enumerate(listed)
    ]
    return Gate(with_key(document, "destinations", completed))


def _with_nothing_as_there(wanted: Document, there: Document) -> Document:
    """Where neither side says anything, that is said in the way it is said there: null, empty or not at all."""
    silent = {key for key in (*wanted, *there) if _says_nothing(key, there.get(key))}
    silent -= {key for key, value in wanted.items() if not _says_nothing(key, value)}
    said = {key: there.get(key, ABSENT) if key in silent else value for key, value in wanted.items()}
    said |= {key: value for key, value in there.items() if key in silent}
    return {key: value for key, value in said.items() if value is not ABSENT}


def _says_nothing(key: str, value: Any) -> bool:
    """Whether a value says no more than a missing one."""
    return value is None or value in ("", {}, []) or (key in _DEFAULTS and same(value, _DEFAULTS[key]))


def _check(wanted: Sequence[WantedGate], there: Sequence[Gate]) -> Iterator[Finding]:
    times = Counter(key for one in wanted if (key := _key(one.gate)))
    times_there = Counter(gate.ref_id for gate in there if gate.ref_id)
    by_id = {gate.id: gate for gate in there if gate.id}
    for one in wanted:
        ref_id, where = one.gate.ref_id, f"{one.origin}: " if one.origin else ""
        if not ref_id:
            yield from _check_unnamed(one, by_id.get(one.gate.id or ""), where)
            continue
        if times_there[ref_id] > 1:
            yield error(
                "refId",
                f"{where}There are {times_there[ref_id]} gates with the refId {quoted(ref_id)}.",
                "Remove all but one first: nobody can say which is meant.",
            )
        known = by_id.get(one.gate.id or "")
        if known is not None and known.ref_id != ref_id and ref_id not in times_there:
            yield warning(
                "refId",
                f"{where}The gate {quoted(ref_id)} would be new, but its id is that of {quoted(known.name)}.",
                hint="To give a gate another refId, edit it; a file with a new refId makes a new gate.",
            )
    for key, count in times.items():
        if count > 1:
            origins = ", ".join(one.origin for one in wanted if _key(one.gate) == key and one.origin)
            yield error(
                "refId",
                f"The {key[0]} {quoted(key[1])} is wanted {count} times{f' ({origins})' if origins else ''}.",
                "Keep one of them.",
            )


def _check_unnamed(one: WantedGate, known: Gate | None, where: str) -> Iterator[Finding]:
    """A file without a refId."""
    written = one.gate.document.get("refId")
    if written not in (None, ""):
        yield error("refId", f"{where}refId is {kind_of_value(written)}, not text.", "Put it in quotes.")
    elif known is None or known.ref_id:
        yield error("refId", f"{where}The gate has no refId.", "Give it one: files and gates are matched by it.")
