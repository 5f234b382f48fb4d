"""A gate that points at this listener for a while."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.gates.gate import Gate
from console.domain.timestamps import Millis


@dataclass(frozen=True, slots=True)
class Pointing:
    """`former` is what the gate was before, `pointed` what it was made, both sealed. `until` is when it is to go back
    by itself (None: when asked), `at_exit` whether it is to when the console is left. `id` is 0 until it is stored.
    `overdue`: its time is over, or the console that was to give it back is gone."""

    account: str
    gate_id: str
    ref_id: str | None
    target: str
    at: Millis
    who: str
    former: Gate
    pointed: Gate
    until: Millis | None = None
    at_exit: bool = False
    id: int = 0
    overdue: bool = False
