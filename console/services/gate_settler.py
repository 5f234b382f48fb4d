"""Finding out what became of a write whose answer got lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.domain.gates.diff import differences
from console.domain.gates.gate import Gate
from console.domain.gates.open_write import OpenWrite
from console.errors import NotFound
from console.services.gate_change import DONE, ChangeKind, Outcome, Settled, otherwise
from console.services.gate_ledger import Result
from console.services.known_gate import KnownGate

if TYPE_CHECKING:
    from console.domain.account import Account
    from console.services.gate_access import GateAccess
    from console.services.gate_copies import GateCopies
    from console.services.gate_ledger import GateLedger


class GateSettler:
    """Reads back, compares with what was to be written and with what was there, and closes the open write."""

    def __init__(self, access: GateAccess, copies: GateCopies, ledger: GateLedger) -> None:
        self._access = access
        self._copies = copies
        self._ledger = ledger

    async def settle(self, account: str, name: str) -> Settled:
        """Raises as `GateChanges.settle`."""
        async with self._ledger.lock(account):
            held = self._access.account(account)
            listed = await self._copies.known([account])
            found = next(
                (one for one in reversed(listed.open_writes) if name in {one.gate_id, one.ref_id or one.gate_id}), None
            )
            if found is None:
                raise NotFound(f"No write to {name} is open.", hint="What became of each is in the gate's history.")
            return await self._settled(held, found)

    async def _settled(self, account: Account, write: OpenWrite) -> Settled:
        kind, name = ChangeKind(write.kind), (write.after or write.before or Gate()).name
        there = await self._access.find_written(account.name, kind, write.gate_id, write.after)
        outcome, sentence = _judged(kind, name, write, there)
        after = write.after if write.after is not None else write.before
        if outcome is Outcome.WRITTEN:
            gate = there if there is not None else after or Gate()
            result = Result(kind, gate, write.before, write.id, write.batch, write.formerly)
            known: KnownGate | None = await self._ledger.keep(account, result, settled=True)
        else:
            known = await self._ledger.close(account, write, there, outcome)
        if kind is ChangeKind.REMOVE:
            return Settled(outcome, sentence, known)
        return Settled(outcome, sentence, known, otherwise(after or Gate(), there) if there is not None else ())


def _judged(kind: ChangeKind, name: str, write: OpenWrite, there: Gate | None) -> tuple[Outcome, str]:
    if kind is ChangeKind.REMOVE:
        if there is None:
            return Outcome.WRITTEN, f"{name} was removed."
        if write.before is not None and differences(write.before, there):
            return Outcome.SOMETHING_ELSE, f"{name} was not removed, and somebody changed it meanwhile."
        return Outcome.NOT_WRITTEN, f"{name} was not removed: it is there as it was."
    if there is None:
        if kind is ChangeKind.CREATE:
            return Outcome.NOT_WRITTEN, f"{name} was not created."
        return Outcome.SOMETHING_ELSE, f"{name} is not there any more."
    if write.after is not None and not otherwise(write.after, there):
        return Outcome.WRITTEN, f"{name} was {DONE[kind]}."
    if write.before is not None and not differences(write.before, there):
        return Outcome.NOT_WRITTEN, f"{name} was not written: it is as it was."
    return Outcome.SOMETHING_ELSE, f"{name} is neither as it was nor as it was to be: look at the differences."
