"""A gate as we last saw it, and what somebody else did to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from console.domain.gates.diff import Difference
from console.domain.gates.gate import Gate
from console.domain.gates.open_write import OpenWrite
from console.domain.gates.revision import Origin, Revision
from console.domain.timestamps import Millis

__all__ = ["Drift", "DriftKind", "GateList", "KnownGate", "OpenWrite", "Origin", "Revision"]


class DriftKind(StrEnum):
    CHANGED = "changed elsewhere"
    REMOVED = "removed elsewhere"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Drift:
    """What somebody else did to a gate since we wrote it or the user looked at it.

    `seen` is the revision the user knows, None for a gate that is new; `since` when the change was read here;
    `differences` lead from what the user knows to what is there.
    """

    kind: DriftKind
    seen: int | None
    since: Millis
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownGate:
    """The last known copy of a gate, sealed.

    `fetched_at` is when it was last seen at the provider, `revision` the number of this version. `last_callback_at`
    is the newest callback that came here by it, None where none is known. `removed`: it is there no more. `open_write`
    is a write nobody knows the outcome of; `pointed_here` the number of the pointing (`pointer`) it is under.
    """

    account: str
    gate: Gate
    fetched_at: Millis
    revision: int
    drift: Drift | None = None
    last_callback_at: Millis | None = None
    removed: bool = False
    open_write: OpenWrite | None = None
    pointed_here: int | None = None

    @property
    def gate_id(self) -> str:
        return self.gate.id or ""


@dataclass(frozen=True, slots=True)
class GateList:
    """`gates` are there, by account and refId; `removed` are not any more, the last removed first. `fetched_at` is when
    each account's list was last read, None for never. `open_writes` are all writes with an unknown outcome, those of
    gates still to be created among them. `notice` is a sentence to show beside the list."""

    gates: tuple[KnownGate, ...] = ()
    removed: tuple[KnownGate, ...] = ()
    fetched_at: Mapping[str, Millis | None] = field(default_factory=dict)
    open_writes: tuple[OpenWrite, ...] = ()
    notice: str | None = None
