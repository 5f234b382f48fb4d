"""What the store is told of each write to a gate: that it leaves, and what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from console.domain.gates.gate import Gate
from console.domain.gates.open_write import OpenWrite
from console.domain.gates.revision import Origin
from console.domain.gates.sealing import masked
from console.domain.timestamps import Clock
from console.services.gate_change import Change, ChangeKind, Outcome
from console.services.known_gate import KnownGate

if TYPE_CHECKING:
    from console.domain.account import Account
    from console.services.archive import Archive
    from console.services.gate_copies import GateCopies
    from console.store.audit import AuditEntry

_ORIGINS: Final = {
    ChangeKind.CREATE: Origin.CREATED,
    ChangeKind.UPDATE: Origin.WRITTEN,
    ChangeKind.REMOVE: Origin.REMOVED,
}


@dataclass(frozen=True, slots=True)
class Result:
    """A write that was done: `gate` as it is there now (of a removal as it was), `number` that of its open write."""

    kind: ChangeKind
    gate: Gate
    before: Gate | None
    number: int
    batch: str | None = None
    formerly: str | None = None


class GateLedger:
    """Open writes, revisions and the audit, which belong together."""

    def __init__(self, copies: GateCopies, archive: Archive, clock: Clock, who: Callable[[], str]) -> None:
        self._copies = copies
        self._archive = archive
        self._clock = clock
        self._who = who
        self._locks: dict[str, asyncio.Lock] = {}

    def lock(self, account: str) -> asyncio.Lock:
        """Held by whoever writes to, or settles, an account's gates in this process."""
        return self._locks.setdefault(account, asyncio.Lock())

    async def begin(self, change: Change, batch: str | None) -> int:
        """Before the request leaves. Returns the number of the open write."""
        from console.store.gate_writes import open_write

        row = OpenWrite(
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

    async def keep(self, account: Account, result: Result, *, settled: bool = False) -> KnownGate:
        """Revision, audit and the end of the open write in one transaction."""
        from console.store.audit import append_audit
        from console.store.gate_writes import close_writes
        from console.store.gates import Entry, keep, keep_removal

        gate, origin = result.gate, _ORIGINS[result.kind]
        entry = Entry(account.name, gate, self._clock(), origin, self._who(), result.batch, result.formerly)
        after = None if result.kind is ChangeKind.REMOVE else gate
        audit = self._entry(account, f"gates.{result.kind.value}", gate.ref_id or gate.id or "", result.before, after)

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

    async def failed(self, change: Change, account: Account, number: int | None, outcome: str) -> None:
        """A write that did not end well; `number` closes it."""
        subject = change.ref_id or change.gate_id
        entry = self._entry(account, f"gates.{change.kind.value}", subject, change.fresh, change.merged)
        await self._finish(number, entry(outcome))

    async def close(self, account: Account, write: OpenWrite, there: Gate | None, outcome: Outcome) -> KnownGate | None:
        """The write is open no more, and did not do what it was to do."""
        if there is not None:
            await self._copies.take(account.name, there)
        elif write.gate_id:
            await self._copies.take_removal(account.name, write.gate_id)
        entry = self._entry(account, f"gates.{write.kind}", write.ref_id or write.gate_id, write.before, write.after)
        await self._finish(write.id, entry(f"settled: {outcome.value}"))
        return await self._copies.one(account.name, there.id or "") if there is not None else None

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
    ) -> Callable[[str], AuditEntry]:
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
