"""Changing single gates: what would be written in words, then the write, and back.

Nothing goes out on top of a version the user has not seen: `prepare` compares with a fresh copy, and the writer looks
once more right before it writes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from console.domain.account import Account, Environment
from console.domain.document import ABSENT
from console.domain.findings import Finding, Severity
from console.domain.gates.diff import Path, diff_lines, differences
from console.domain.gates.gate import TYPE, Gate
from console.domain.gates.resolution import with_theirs
from console.domain.gates.rules import check_gate
from console.domain.gates.three_way import merge
from console.errors import GateMissing, NotFound
from console.services.gate_change import Change, ChangeKind, Confirmation, Outcome, Settled, Written
from console.services.known_gate import KnownGate, Origin, Revision

if TYPE_CHECKING:
    from console.services.gate_access import GateAccess
    from console.services.gate_copies import GateCopies
    from console.services.gate_settler import GateSettler
    from console.services.gate_vault import GateVault
    from console.services.gate_writer import GateWriter

__all__ = ["Change", "ChangeKind", "Confirmation", "GateChanges", "Outcome", "Settled", "Written"]


class GateChanges:
    """Prepares, writes, settles and undoes changes of single gates."""

    def __init__(
        self, access: GateAccess, copies: GateCopies, vault: GateVault, writer: GateWriter, settler: GateSettler
    ) -> None:
        self._access = access
        self._copies = copies
        self._vault = vault
        self._writer = writer
        self._settler = settler

    async def prepare(self, account: str, before: KnownGate | Revision | None, after: Gate) -> Change:
        """What saving `after` would write. `before` is the version the user began with; None for a new gate, or for
        one with an id that is to become `after` whatever it was.

        Reads the gate. `after` may hold typed passwords. Raises ProviderRefused (GateMissing when it is gone),
        ProviderUnreachable, SecretMissing, InvalidInput, StoreError.
        """
        held = self._access.account(account)
        gate_id = after.id or (before.gate_id if before is not None else "")
        known = (await self._copies.sealed(account)).get(gate_id) if gate_id else None
        base = before.gate.bare if before is not None else None
        sealed = await asyncio.to_thread(self._vault.seal_typed, account, after.bare, known or base)
        wanted = owned(sealed, held)
        if not gate_id:
            await self._look_for_twin(account, wanted)
            return await self._change(held, ChangeKind.CREATE, None, wanted)
        fresh = await self._access.read(account, gate_id)
        wanted = wanted.with_value("id", gate_id)
        if base is None:
            return await self._change(held, ChangeKind.UPDATE, fresh, wanted)
        merged = merge(base, wanted, fresh)
        change = await self._change(held, ChangeKind.UPDATE, fresh, merged.merged)
        return replace(change, conflicts=merged.conflicts, changed_meanwhile=differences(base, fresh))

    async def remove(self, account: str, gate_id: str) -> Change:
        """What removing it would do, after a fresh read. Raises as `prepare`."""
        fresh = await self._access.read(account, gate_id)
        change = await self._change(self._access.account(account), ChangeKind.REMOVE, fresh, None)
        note = "It can be created anew from its history, and will then have a new id."
        return replace(change, notes=(*change.notes, note))

    async def undo(self, account: str, gate_id: str, to: int | None = None) -> Change:
        """Back to revision `to`, or, without one, what the last write did undone; a removed gate is created anew.

        What somebody else changed since the last write is kept. Raises as `prepare`; NotFound where there is nothing
        to go back to; SecretMissing for a lost password.
        """
        known = await self._copies.one(account, gate_id)
        history = await self._copies.history(account, gate_id)
        target = None if to is None else next((one for one in history if one.id == to), None)
        if to is not None and target is None:
            raise NotFound(f"{known.gate.name} has no revision {to}.", hint="Its history shows those there are.")
        if known.removed:
            return await self.create_anew(account, gate_id, (target or history[0]).gate)
        if target is not None:
            return await self.prepare(account, None, target.gate.with_value("id", gate_id))
        written = last_written(history)
        if written is None:
            raise NotFound(
                f"Nothing was written to {known.gate.name} from here.", hint="Its history shows what it was before."
            )
        earlier = before_write(history, written)
        if earlier is None or earlier.origin is Origin.REMOVED:
            change = await self.remove(account, gate_id)
            return replace(change, notes=(*change.notes, f"{known.gate.name} was created here: undoing removes it."))
        return await self.prepare(account, written, earlier.gate.with_value("id", gate_id))

    async def create_anew(self, account: str, formerly: str, gate: Gate) -> Change:
        """A removed gate as it was. Raises as `prepare`."""
        held = self._access.account(account)
        wanted = owned(gate.bare.with_value("id", ABSENT), held)
        await self._look_for_twin(account, wanted)
        change = await self._change(held, ChangeKind.CREATE, None, wanted)
        note = f"It will have a new id: whatever refers to {formerly} has to be told."
        return replace(change, formerly=formerly, notes=(*change.notes, note))

    def resolve(self, change: Change, theirs: Collection[Path]) -> Change:
        """The same change with these conflicts (by their `path`) settled the other side's way."""
        settled = [conflict for conflict in change.conflicts if conflict.path in theirs]
        if change.merged is None or change.fresh is None or not settled:
            return change
        merged = with_theirs(change.merged, settled)
        found = tuple(check_gate(merged))
        return replace(
            change,
            merged=merged,
            kind=ChangeKind.UPDATE if differences(change.fresh, merged) else ChangeKind.NOTHING,
            conflicts=tuple(conflict for conflict in change.conflicts if conflict not in settled),
            differences=differences(change.fresh, merged),
            lines=tuple(diff_lines(change.fresh, merged)),
            findings=found,
            refusal=_refusal(change.held, found, change.fresh) if change.held is not None else change.refusal,
        )

    async def carry_out(self, change: Change) -> Written:
        """Write what was confirmed, read it back, keep the revision and the audit.

        Raises GateChanged when the gate is not any more what `change.fresh` says (nothing was written: prepare
        again); OutcomeUnknown when it may have been written (an open write is kept until `settle`); InvalidInput for
        a change with a refusal; and as `prepare`.
        """
        return await self._writer.write(change)

    async def settle(self, account: str, gate: str) -> Settled:
        """Read back to find out what became of an open write; `gate` is an id or a refId. Raises NotFound where there
        is none, and as `prepare`."""
        return await self._settler.settle(account, gate)

    async def _look_for_twin(self, account: str, gate: Gate) -> None:
        """A gate of the same refId that we do not know yet: reading it makes it known, and the rules then see it."""
        if gate.ref_id:
            try:
                await self._access.read_by_ref(account, gate.ref_id)
            except GateMissing:
                return

    async def _change(self, held: Account, kind: ChangeKind, fresh: Gate | None, merged: Gate | None) -> Change:
        """What leads from the one to the other."""
        listed = await self._copies.known([held.name])
        found: tuple[Finding, ...] = ()
        notes: list[str] = []
        if merged is not None:
            await asyncio.to_thread(self._vault.unseal, held.name, merged)  # a missing password is told before asking
            found = tuple(check_gate(merged, [one.gate for one in listed.gates]))
            if not await asyncio.to_thread(self._vault.can_keep, held.name, merged):
                notes.append("There is no place to keep its passwords: an undo will have to be told them.")
        changes = differences(fresh, merged)
        gate = merged or fresh or Gate()
        if any(one.gate_id == gate.id for one in listed.open_writes):
            notes.append("What became of the last write is not known; what is there now was read just now.")
        if kind is ChangeKind.UPDATE and not changes:
            kind = ChangeKind.NOTHING
        return Change(
            account=held.name,
            kind=kind,
            gate_id=gate.id or "",
            ref_id=gate.ref_id,
            fresh=fresh,
            merged=merged,
            confirmation=confirmation(held, kind, gate, len(changes)),
            differences=changes,
            lines=tuple(diff_lines(fresh, merged)),
            findings=found,
            notes=tuple(notes),
            refusal=_refusal(held, found, fresh),
            held=held,
        )


def owned(gate: Gate, account: Account) -> Gate:
    """The gate with its type, and the platform and partner of its account, as it will be sent."""
    for key, option in (("platformId", "platform_id"), ("platformPartnerId", "partner_id")):
        value = account.options.get(option, "").strip()
        if value:
            gate = gate.with_value("platformId" if key == "platformId" else "platformPartnerId", value)
    return gate if gate.document.get("type") else gate.with_value("type", TYPE)


def confirmation(account: Account, kind: ChangeKind, gate: Gate, count: int) -> Confirmation:
    """What is asked before a single write."""
    production = account.environment is Environment.PRODUCTION
    warning = " It is production: callbacks of customers go by it." if production else ""
    word = account.name if production else None
    match kind:
        case ChangeKind.NOTHING:
            return Confirmation(f"{gate.name} of {account.name} is like this already: there is nothing to write.")
        case ChangeKind.CREATE:
            return Confirmation(f"Create {gate.name} for {account.name}?{warning}", word)
        case ChangeKind.UPDATE:
            changes = "1 change" if count == 1 else f"{count} changes"
            return Confirmation(f"Write {changes} to {gate.name} of {account.name}?{warning}", word)
        case ChangeKind.REMOVE:
            return Confirmation(
                f"Remove {gate.name} of {account.name}? What would go by it is not delivered there any more.{warning}",
                gate.name,
            )


def last_written(history: list[Revision]) -> Revision | None:
    """The newest version that was written or created from here."""
    return next((one for one in history if one.origin in {Origin.WRITTEN, Origin.CREATED}), None)


def before_write(history: list[Revision], written: Revision) -> Revision | None:
    """The version a write replaced. A read may have found what was written before its outcome was known."""
    earlier = [one for one in history if one.id < written.id]
    if written.origin is Origin.CREATED:
        return next((one for one in earlier if one.gate_id != written.gate_id), None)
    return next((one for one in earlier if differences(one.gate, written.gate)), None)


def _refusal(account: Account, findings: Collection[Finding], fresh: Gate | None) -> str | None:
    """Why it cannot be written. Mistakes the gate has already do not stand in the way of mending another."""
    if account.read_only:
        return f"Account {account.name} is read-only: allow writing under Accounts, or choose another."
    had = {(one.field, one.text) for one in check_gate(fresh)} if fresh is not None else set()
    for finding in findings:
        if finding.severity is Severity.ERROR and (finding.field, finding.text) not in had:
            return f"{finding.text} {finding.hint or ''}".strip()
    return None
