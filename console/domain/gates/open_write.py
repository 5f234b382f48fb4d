"""A write to a gate of which nobody knows whether it was done."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.gates.gate import Gate
from console.domain.timestamps import Millis


@dataclass(frozen=True, slots=True)
class OpenWrite:
    """`kind` is "create", "update" or "remove"; `gate_id` is "" for one to create. `batch` is the plan it belongs to,
    `formerly` the gate it creates anew. `id` is 0 until it is stored."""

    account: str
    gate_id: str
    ref_id: str | None
    kind: str
    at: Millis
    who: str
    before: Gate | None
    after: Gate | None
    batch: str | None = None
    formerly: str | None = None
    id: int = 0
