"""One write of a gate: as it is shown before, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from console.domain.account import Account
from console.domain.findings import Finding
from console.domain.gates.diff import Difference, DiffLine, differences
from console.domain.gates.gate import Gate
from console.domain.gates.plan import completed
from console.domain.gates.three_way import Conflict
from console.services.known_gate import KnownGate


class ChangeKind(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    REMOVE = "remove"
    NOTHING = "nothing"  # what is wanted is there already


DONE: Final = {ChangeKind.CREATE: "created", ChangeKind.UPDATE: "written", ChangeKind.REMOVE: "removed"}


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What to ask before writing. `word` is what must be typed (a removal: the refId; production: the account's name),
    None when a plain yes will do."""

    question: str
    word: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One write, ready to be shown and confirmed. All gates are sealed.

    `fresh` is what is there now (None: nothing), `merged` what would be written (None: removed), `differences` and
    `lines` lead from the one to the other. `changed_meanwhile` is what somebody else changed since the version the user
    began with; `conflicts` what both changed, settled our way unless `GateChanges.resolve` is asked otherwise.
    `findings` are those of `merged`; `notes` sentences to show with the question ("It will have a new id.").
    `refusal` is why it cannot be carried out at all (a read-only account, an error among the findings), else None.
    """

    account: str
    kind: ChangeKind
    gate_id: str
    ref_id: str | None
    fresh: Gate | None
    merged: Gate | None
    confirmation: Confirmation
    conflicts: tuple[Conflict, ...] = ()
    differences: tuple[Difference, ...] = ()
    lines: tuple[DiffLine, ...] = ()
    changed_meanwhile: tuple[Difference, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    refusal: str | None = None
    formerly: str | None = None
    """The id of the removed gate that this one is created anew from."""
    held: Account | None = None
    """The account as it was when this was prepared."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a change, in a sentence. `known` is the gate as read back (of a removal as it was); `differences`
    lead from what was sent to what was read back, empty where the platform took it as it is; `read_back` False: the
    write was answered as done, but the reading after it failed, for the reason in `hint`."""

    kind: ChangeKind
    known: KnownGate
    sentence: str
    hint: str | None = None
    differences: tuple[Difference, ...] = ()
    read_back: bool = True


class Outcome(StrEnum):
    WRITTEN = "written"
    NOT_WRITTEN = "not written"
    SOMETHING_ELSE = "something else is there"


@dataclass(frozen=True, slots=True)
class Settled:
    """What a write of unknown outcome came to. `known` None: there is no such gate. `differences` lead from what was to
    be written to what is there."""

    outcome: Outcome
    sentence: str
    known: KnownGate | None
    differences: tuple[Difference, ...] = ()


def otherwise(sent: Gate, back: Gate) -> tuple[Difference, ...]:
    """What is there otherwise than it was sent, apart from what the platform adds by itself."""
    return differences(completed(sent.bare, back.bare), back)
