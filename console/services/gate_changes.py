"""Writing a gate: what would be written in words, then the write, read back, and what became of it.

Nothing goes out on top of a version the user has not seen: `prepare` compares with a fresh copy, and `carry_out` looks
once more right before it writes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from console.domain.findings import Finding
from console.domain.gates.diff import Difference, DiffLine, Path
from console.domain.gates.gate import Gate
from console.domain.gates.three_way import Conflict
from console.services.gate_copies import KnownGate, Revision


class ChangeKind(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    REMOVE = "remove"
    NOTHING = "nothing"  # what is wanted is there already


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


class GateChanges:
    """Prepares, writes, settles and undoes changes of single gates."""

    async def prepare(self, account: str, before: KnownGate | Revision | None, after: Gate) -> Change:
        """What saving `after` would write. `before` is the version the user began with; None for a new gate, or for
        one (with an id, or a refId that is there) that is to become `after` whatever it was.

        Reads the gate. `after` may hold typed passwords. Raises ProviderRefused (GateMissing when it is gone),
        ProviderUnreachable, SecretMissing, InvalidInput, StoreError.
        """
        raise NotImplementedError

    async def remove(self, account: str, gate_id: str) -> Change:
        """What removing it would do, after a fresh read. Raises as `prepare`."""
        raise NotImplementedError

    async def undo(self, account: str, gate_id: str, to: int | None = None) -> Change:
        """Back to revision `to`, or to the one before the last write. A removed gate is created anew.

        Raises as `prepare`; NotFound where there is nothing to go back to; SecretMissing for a lost password.
        """
        raise NotImplementedError

    def resolve(self, change: Change, theirs: Collection[Path]) -> Change:
        """The same change with these conflicts (by their `path`) settled the other side's way."""
        raise NotImplementedError

    async def carry_out(self, change: Change) -> Written:
        """Write what was confirmed, read it back, keep the revision and the audit.

        Raises GateChanged when the gate is not any more what `change.fresh` says (nothing was written: prepare
        again); OutcomeUnknown when it may have been written (an open write is kept until `settle`); InvalidInput for
        a change with a refusal; and as `prepare`.
        """
        raise NotImplementedError

    async def settle(self, account: str, gate: str) -> Settled:
        """Read back to find out what became of an open write; `gate` is an id or a refId. Raises NotFound where there
        is none, and as `prepare`."""
        raise NotImplementedError
