"""From a wanted change to its outcome: prepared against what is there, shown, asked once, written, read back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

from console.domain.gates.diff import Path
from console.services.gate_change import Change, Settled, Written
from console.services.gate_desk import GateDesk
from console.services.known_gate import KnownGate
from console.ui.messages import WorkEnded, WorkStarted
from console.ui.screens.area import AreaScreen
from console.ui.screens.gates.change_dialog import ChangeDialog
from console.ui.screens.gates.writing_dialog import WriteEnd, WritingDialog

Prepare = Callable[[], Awaitable[Change]]
Write = Callable[[Change], Awaitable[Written]]


@dataclass(frozen=True, slots=True)
class ChangeEnd:
    """`known` is the gate as it was read back, where it was."""

    end: WriteEnd
    known: KnownGate | None = None


async def carry_through(
    screen: AreaScreen, gates: GateDesk, prepare: Prepare, *, name: str, write: Write | None = None
) -> ChangeEnd:
    """To be awaited in a worker. Raises what `prepare` raises. `name` is what people call the gate."""
    while True:
        change = await _prepared(screen, prepare, name)
        confirmed = await screen.app.push_screen_wait(ChangeDialog(change, _resolver(gates)))
        if confirmed is None:
            return ChangeEnd(WriteEnd.NOT_DONE)
        dialog = WritingDialog(name, _writer(confirmed, write or gates.changes.carry_out), _settler(gates, confirmed))
        end = await screen.app.push_screen_wait(dialog)
        if end is not WriteEnd.AGAIN:
            return ChangeEnd(end, dialog.known)


async def find_out(screen: AreaScreen, gates: GateDesk, account: str, gate: str, *, name: str) -> WriteEnd:
    """Read back what became of an earlier write; `gate` is its id, or its refId where it had none yet."""

    async def settle() -> Settled:
        return await gates.changes.settle(account, gate)

    return await screen.app.push_screen_wait(WritingDialog(name, None, settle))


async def _prepared(screen: AreaScreen, prepare: Prepare, name: str) -> Change:
    screen.post_message(WorkStarted("gates.prepare", f"Reading {name} as it is now"))
    try:
        return await prepare()
    finally:
        screen.post_message(WorkEnded("gates.prepare"))


def _resolver(gates: GateDesk) -> Callable[[Change, Collection[Path]], Change]:
    return lambda change, theirs: gates.changes.resolve(change, theirs)


def _writer(change: Change, write: Write) -> Callable[[], Awaitable[Written]]:
    return lambda: write(change)


def _settler(gates: GateDesk, change: Change) -> Callable[[], Awaitable[Settled]]:
    return lambda: gates.changes.settle(change.account, change.gate_id or change.ref_id or "")
