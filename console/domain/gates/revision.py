"""The versions of a gate that were read or written here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from console.domain.gates.gate import Gate
from console.domain.timestamps import Millis


class Origin(StrEnum):
    """How a revision came to be."""

    READ = "read"  # found at the provider, made by somebody else or before us
    WRITTEN = "written"
    CREATED = "created"
    REMOVED = "removed"  # its document is what was there last


@dataclass(frozen=True, slots=True)
class Revision:
    """One version, sealed. `id` counts over all gates; `who` is "" for what was only found; `batch` is that of the
    plan that wrote it."""

    id: int
    account: str
    gate_id: str
    ref_id: str | None
    at: Millis
    who: str
    origin: Origin
    gate: Gate
    batch: str | None = None

    @property
    def by_us(self) -> bool:
        return self.origin is not Origin.READ and bool(self.who)
