"""Carrying out one write: looked at again right before, noted before it leaves, read back after it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from console.domain.document import ABSENT, same
from console.domain.gates.diff import Difference, differences
from console.domain.gates.gate import Gate
from console.domain.gates.plan import completed
from console.domain.gates.sealing import masked
from console.domain.timestamps import Clock
from console.errors import GateChanged, GateMissing, InvalidInput, NotFound, OutcomeUnknown, SwitchroomError
from console.services.gate_change import Change, ChangeKind, Outcome, Settled, Written
from console.services.known_gate import KnownGate, OpenWrite

if TYPE_CHECKING:
    from console.domain.account import Account
    from console.services.archive import Archive
    from console.services.gate_access import GateAccess
    from console.services.gate_copies import GateCopies
    from console.services.gate_vault import GateVault

_DONE = {ChangeKind.CREATE: "created", ChangeKind.UPDATE: "written", ChangeKind.REMOVE: "removed"}


@dataclass(frozen=True, slots=True)
class _Result:
    """What is to be kept of a write: the gate as it is there now (of a removal as it was)."""

    kind: ChangeKind
    gate: Gate
    before: Gate | None
    number: int
    batch: str | None
    formerly: str | None
    action: str


class GateWriter:
    """One write at a time for each account of this process."""

    def __init__(
        self,
        access: GateAccess,
        copies: GateCopies,
        vault: GateVault,
        archive: Archive,
        clock: Clock,
        who: Callable[[], str],
    ) -> None:
        self._access = access
        self._copies = copies
        self._vault = vault
        self._archive = archive
        self._clock = clock
        self._who = who
        self._locks: dict[str, asyncio.Lock] = {}

    async def write(self, change: Change, *, batch: str | None = None) -> Written:
        """Raises as `GateChanges.carry_out`."""
        async with self._locks.setdefault(change.account, asyncio.Lock()):
            account = self._allowed(change)
            if change.kind is ChangeKind.NOTHING:
                known = await self._copies.one(change.account, change.gate_id)
                return Written(change.kind, known, f"{known.gate.name} is like this already: nothing was written.")
            await self._look_again(change)
            gate = change.merged or change.fresh or Gate()
            # Before the request leaves: a password that is written and not kept is lost to every undo.
            await asyncio.to_thread(self._vault.keep, change.account, gate)
            number = await self._begin(change, batch)
            gate_id = await self._send(change, account, number)
            return await self._read_back(change, account, number, gate_id, batch)

    async def settle(self, account: str, name: str) -> Settled:
        """Raises as `GateChanges.settle`."""
        async with self._locks.setdefault(account, asyncio.Lock()):
            held = self._access.account(account)
            listed = await self._copies.known([account])
            found = next(
                (one for one in reversed(listed.open_writes) if name in {one.gate_id, one.ref_id or one.gate_id}), None
            )
            if found is None:
                raise NotFound(f"No write to {name} is open.", hint="What became of each is in the gate's history.")
            return await self._settled(held, found)

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

    async def _begin(self, change: Change, batch: str | None) -> int:
        from console.store.gate_writes import WriteRow, open_write

        row = WriteRow(
            change.account,
            change.gate_id,
            change.ref_id,
            change.kind.value,
            self._clock(),
            self._who(),
            change.fresh,
            change.merged,
            batch,
            change.formerly,
        )
        return await self._archive.write(lambda connection: open_write(connection, row))

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
            await self._note(change, account, None, "unknown")
            raise
        except SwitchroomError as error:
            if isinstance(error, GateMissing):
                await self._copies.take_removal(change.account, change.gate_id)
            await self._note(change, account, number, f"failed: {error.kind}")
            raise
        return change.gate_id

    async def _read_back(
        self, change: Change, account: Account, number: int, gate_id: str, batch: str | None
    ) -> Written:
        done, name = _DONE[change.kind], (change.merged or change.fresh or Gate()).name
        action = f"gates.{change.kind.value}"
        sent, hint, found = change.merged, None, None
        try:
            found = await self._there(change.account, change.kind, gate_id, sent)
        except SwitchroomError as error:
            hint = f"{error.message} {error.hint or ''}".strip()
        if change.kind is ChangeKind.REMOVE:
            gone = change.fresh or Gate()
            result = _Result(change.kind, gone, change.fresh, number, batch, None, action)
            known = await self._keep(account, result)
            if found is not None:
                hint = "It is still there: read the list again."
            return Written(change.kind, known, f"{name} was removed.", hint, read_back=hint is None)
        back = found or (sent or Gate()).with_value("id", gate_id or ABSENT)
        result = _Result(change.kind, back, change.fresh, number, batch, change.formerly, action)
        known = await self._keep(account, result)
        if found is None:
            sentence = f"{name} was {done}, but could not be read back."
            return Written(change.kind, known, sentence, hint or "Read the list of gates again.", read_back=False)
        otherwise = _otherwise(sent or Gate(), found)
        sentence = f"{name} was {done} and read back."
        if otherwise:
            sentence = f"{name} was {done}, and is not quite what was sent: look at the differences."
        return Written(change.kind, known, sentence, hint, otherwise)

    async def _there(self, account: str, kind: ChangeKind, gate_id: str, sent: Gate | None) -> Gate | None:
        """What is there now of the gate that was written, sealed and not kept yet; None where there is none."""
        try:
            if gate_id:
                return await self._access.look(account, gate_id)
            if sent is not None and sent.ref_id:
                return await self._access.look_by_ref(account, sent.ref_id)
        except GateMissing:
            return None
        if kind is ChangeKind.CREATE and sent is not None:
            known = await self._copies.sealed(account)
            for gate in await self._access.look_at_all(account):
                if gate.id not in known and not _otherwise(sent, gate):
                    return gate
        return None

    async def _settled(self, account: Account, write: OpenWrite) -> Settled:
        kind, name = ChangeKind(write.kind), (write.after or write.before or Gate()).name
        there = await self._there(account.name, kind, write.gate_id, write.after)
        outcome, sentence = _judged(kind, name, write, there)
        after = write.after if write.after is not None else write.before
        if outcome is Outcome.WRITTEN:
            gate = there if there is not None else after or Gate()
            batch, formerly = await self._origin(write)
            result = _Result(kind, gate, write.before, write.id, batch, formerly, f"gates.{kind.value}")
            known: KnownGate | None = await self._keep(account, result, settled=True)
        else:
            known = await self._close(account, write, there, outcome)
        if kind is ChangeKind.REMOVE:
            return Settled(outcome, sentence, known)
        return Settled(outcome, sentence, known, _otherwise(after or Gate(), there) if there is not None else ())

    async def _origin(self, write: OpenWrite) -> tuple[str | None, str | None]:
        """The plan a write belonged to, and the gate it was to create anew."""
        from console.store.gate_writes import open_writes

        rows = await self._archive.read(lambda connection: open_writes(connection, [write.account]))
        return next(((row.batch, row.formerly) for row in rows if row.id == write.id), (None, None))

    async def _close(
        self, account: Account, write: OpenWrite, there: Gate | None, outcome: Outcome
    ) -> KnownGate | None:
        """The write is open no more, and did not do what it was to do."""
        if there is not None:
            await self._copies.take(account.name, there)
        elif write.gate_id:
            await self._copies.take_removal(account.name, write.gate_id)
        entry = self._entry(account, f"gates.{write.kind}", write.ref_id or write.gate_id, write.before, write.after)
        await self._finish(write.id, entry(f"settled: {outcome.value}"))
        return await self._copies.one(account.name, there.id or "") if there is not None else None

    async def _keep(self, account: Account, result: _Result, *, settled: bool = False) -> KnownGate:
        """Revision, audit and the end of the open write in one transaction."""
        from console.store.audit import append_audit
        from console.store.gate_writes import close_writes
        from console.store.gates import CREATED, REMOVED, WRITTEN, Entry, keep, keep_removal

        origins = {ChangeKind.CREATE: CREATED, ChangeKind.UPDATE: WRITTEN, ChangeKind.REMOVE: REMOVED}
        gate, origin = result.gate, origins[result.kind]
        entry = Entry(account.name, gate, self._clock(), origin, self._who(), result.batch, result.formerly)
        after = None if result.kind is ChangeKind.REMOVE else gate
        audit = self._entry(account, result.action, gate.ref_id or gate.id or "", result.before, after)

        def work(connection: Any) -> None:
            if result.kind is ChangeKind.REMOVE:
                keep_removal(connection, entry)
            elif gate.id:
                keep(connection, entry)
            close_writes(connection, result.number, account.name, gate.id or "")
            append_audit(connection, audit("settled: written" if settled else "done"))

        await self._archive.write(work)
        if not gate.id:  # created without a word about its id: the next reading of the list finds it
            return KnownGate(account.name, gate, entry.at, 0)
        return await self._copies.one(account.name, gate.id)

    async def _note(self, change: Change, account: Account, number: int | None, outcome: str) -> None:
        """A write that did not end well; `number` closes it."""
        subject = change.ref_id or change.gate_id
        entry = self._entry(account, f"gates.{change.kind.value}", subject, change.fresh, change.merged)
        await self._finish(number, entry(outcome))

    async def _finish(self, number: int | None, entry: Any) -> None:
        from console.store.audit import append_audit
        from console.store.gate_writes import close_writes

        def work(connection: Any) -> None:
            if number is not None:
                close_writes(connection, number)
            append_audit(connection, entry)

        await self._archive.write(work)

    def _entry(
        self, account: Account, action: str, subject: str, before: Gate | None, after: Gate | None
    ) -> Callable[[str], Any]:
        """The audit's row of a write, by its outcome; no secret and no reference in it."""
        from console.store.audit import AuditEntry

        def told(outcome: str) -> AuditEntry:
            return AuditEntry(
                self._clock(),
                self._who(),
                action,
                outcome,
                account.name,
                account.environment.value,
                subject,
                None if before is None else masked(before).bare.document,
                None if after is None else masked(after).bare.document,
            )

        return told


def _otherwise(sent: Gate, back: Gate) -> tuple[Difference, ...]:
    """What is not as it was sent, apart from what the platform adds by itself."""
    return differences(completed(sent.bare, back.bare), back)


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
    if write.after is not None and not _otherwise(write.after, there):
        return Outcome.WRITTEN, f"{name} was {_DONE[kind]}."
    if write.before is not None and not differences(write.before, there):
        return Outcome.NOT_WRITTEN, f"{name} was not written: it is as it was."
    return Outcome.SOMETHING_ELSE, f"{name} is neither as it was nor as it was to be: look at the differences."


def _changed(change: Change, did: str) -> GateChanged:
    name = (change.merged or change.fresh or Gate()).name
    return GateChanged(
        f"{name} {did} by somebody else since you looked. Nothing was written.",
        hint="Look at what is there now, and decide again.",
    )
