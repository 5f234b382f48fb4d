"""Carrying out one write: looked at again right before, noted before it leaves, read back after it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from console.domain.document import ABSENT, same
from console.domain.gates.diff import differences
from console.domain.gates.gate import Gate
from console.domain.gates.plan import completed
from console.errors import GateChanged, GateMissing, InvalidInput, OutcomeUnknown, SwitchroomError
from console.services.gate_change import DONE, Change, ChangeKind, Written
from console.services.gate_ledger import Result

if TYPE_CHECKING:
    from console.domain.account import Account
    from console.services.gate_access import GateAccess
    from console.services.gate_copies import GateCopies
    from console.services.gate_ledger import GateLedger
    from console.services.gate_vault import GateVault


class GateWriter:
    """One write at a time for each account of this process."""

    def __init__(self, access: GateAccess, copies: GateCopies, vault: GateVault, ledger: GateLedger) -> None:
        self._access = access
        self._copies = copies
        self._vault = vault
        self._ledger = ledger

    async def write(self, change: Change, *, batch: str | None = None) -> Written:
        """Raises as `GateChanges.carry_out`."""
        async with self._ledger.lock(change.account):
            account = self._allowed(change)
            if change.kind is ChangeKind.NOTHING:
                known = await self._copies.one(change.account, change.gate_id)
                return Written(change.kind, known, f"{known.gate.name} is like this already: nothing was written.")
            await self._look_again(change)
            gate = change.merged or change.fresh or Gate()
            # Before the request leaves: a password that is written and not kept is lost to every undo.
            await asyncio.to_thread(self._vault.keep, change.account, gate)
            number = await self._ledger.begin(change, batch)
            gate_id = await self._send(change, account, number)
            return await self._read_back(change, account, number, gate_id, batch)

    def _allowed(self, change: Change) -> Account:
        account = self._access.account(change.account)
        if account.read_only:
            raise InvalidInput(
                f"Account {account.name} is read-only.", hint="Nothing was written; allow writing under Accounts."
            )
        if change.refusal is not None:
            raise InvalidInput(change.refusal, hint="Nothing was written.")
        if change.held is not None and change.held != account:
            raise InvalidInput(
                f"Account {account.name} was changed after this was confirmed.",
                hint="Nothing was written; look at the change again.",
                field="account",
            )
        return account

    async def _look_again(self, change: Change) -> None:
        """Raises GateChanged when what is there is not what was shown."""
        if change.fresh is not None:
            try:
                now = await self._access.read(change.account, change.gate_id)
            except GateMissing:
                raise _changed(change, "was removed") from None
            if not same(now.bare.document, change.fresh.bare.document):
                raise _changed(change, "was changed")
        elif change.ref_id:
            try:
                await self._access.read_by_ref(change.account, change.ref_id)
            except GateMissing:
                return
            raise _changed(change, "was created")

    async def _send(self, change: Change, account: Account, number: int) -> str:
        """The gate's id, "" where the answer named none. The open write stays where the outcome is unknown."""
        try:
            if change.kind is ChangeKind.CREATE:
                return await self._access.add(change.account, change.merged or Gate())
            if change.kind is ChangeKind.UPDATE:
                await self._access.update(change.account, change.merged or Gate())
            else:
                await self._access.remove(change.account, change.gate_id)
        except OutcomeUnknown:
            await self._ledger.failed(change, account, None, "unknown")
            raise
        except SwitchroomError as error:
            if isinstance(error, GateMissing):
                await self._copies.take_removal(change.account, change.gate_id)
            await self._ledger.failed(change, account, number, f"failed: {error.kind}")
            raise
        return change.gate_id

    async def _read_back(
        self, change: Change, account: Account, number: int, gate_id: str, batch: str | None
    ) -> Written:
        done, name = DONE[change.kind], (change.merged or change.fresh or Gate()).name
        hint, found = None, None
        try:
            found = await self._access.find_written(change.account, change.kind, gate_id, change.merged)
        except SwitchroomError as error:
            hint = f"{error.message} {error.hint or ''}".strip()
        if change.merged is None:
            result = Result(change.kind, change.fresh or Gate(), change.fresh, number, batch)
            known = await self._ledger.keep(account, result)
            if found is not None:
                hint = "It is still there: read the list again."
            return Written(change.kind, known, f"{name} was removed.", hint, read_back=hint is None)
        back = change.merged.with_value("id", gate_id or ABSENT) if found is None else completed(change.merged, found)
        result = Result(change.kind, back, change.fresh, number, batch, change.formerly)
        known = await self._ledger.keep(account, result)
        if found is None:
            sentence = f"{name} was {done}, but could not be read back."
            return Written(change.kind, known, sentence, hint or "Read the list of gates again.", read_back=False)
        others = differences(back, found)
        if not others:
            return Written(change.kind, known, f"{name} was {done} and read back.")
        # By somebody who was quicker than our reading, or by the platform: not what we wrote, whoever it was.
        await self._copies.take(account.name, found)
        known = await self._copies.one(account.name, known.gate_id)
        sentence = f"{name} was {done}, and is not quite what was sent: look at the differences."
        return Written(change.kind, known, sentence, None, others)


def _changed(change: Change, did: str) -> GateChanged:
    name = (change.merged or change.fresh or Gate()).name
    return GateChanged(
        f"{name} {did} by somebody else since you looked. Nothing was written.",
        hint="Look at what is there now, and decide again.",
    )
