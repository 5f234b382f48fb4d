"""The gates as we last saw them: the copies in the store, their revisions, and what changed without us. No network."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from console.domain.gates.diff import differences
from console.domain.gates.gate import Gate
from console.domain.plain_text import plain
from console.domain.timestamps import Clock, Millis
from console.errors import NotFound
from console.services.archive import Archive
from console.services.known_gate import Drift, DriftKind, GateList, KnownGate, OpenWrite, Origin, Revision

if TYPE_CHECKING:
    from console.store.gates import GateRow

__all__ = ["Drift", "DriftKind", "GateCopies", "GateList", "KnownGate", "OpenWrite", "Origin", "Revision"]

CallbackAccount = Callable[[str], str | None]
"""The account of ours that callbacks to a URL come in for; None for URLs elsewhere."""


class GateCopies:
    """Everything the store knows of gates. What comes in is sealed already."""

    def __init__(self, archive: Archive, clock: Clock, called: CallbackAccount) -> None:
        """`called` names the account of ours that callbacks to a URL come in for, None for URLs elsewhere."""
        self._archive = archive
        self._clock = clock
        self._called = called

    async def known(self, accounts: Sequence[str]) -> GateList:
        """The last known copies of these accounts' gates. Raises StoreError."""
        names = list(accounts)

        def read(connection: Any) -> GateList:
            from console.store.gate_writes import last_callbacks, open_writes
            from console.store.gates import gate_rows, list_read_at, revisions_by_id
            from console.store.pointings import open_pointings

            rows = gate_rows(connection, names)
            seen = revisions_by_id(connection, [row.seen_revision for row in rows if row.seen_revision is not None])
            heads = revisions_by_id(connection, [row.revision for row in rows])
            open_ones = open_writes(connection, names)
            beside = _Beside(
                {(one.account, one.gate_id): one for one in open_ones if one.gate_id},
                {(one.account, one.gate_id): one.id for one in open_pointings(connection)},
                last_callbacks(connection),
                self._called,
            )
            known = [_known(row, seen.get(row.seen_revision or 0), heads[row.revision], beside) for row in rows]
            return GateList(
                tuple(one for one in known if not one.removed),
                tuple(sorted((one for one in known if one.removed), key=lambda one: -one.revision)),
                {name: list_read_at(connection, name) for name in names},
                tuple(open_ones),
            )

        return await self._archive.read(read)

    async def one(self, account: str, gate_id: str) -> KnownGate:
        """Raises NotFound."""
        listed = await self.known([account])
        found = next((one for one in (*listed.gates, *listed.removed) if one.gate_id == gate_id), None)
        if found is None:
            raise NotFound(
                f"No gate with the id {plain(gate_id, 60)} is known here.", hint="Read the list of gates again."
            )
        return found

    async def sealed(self, account: str) -> dict[str, Gate]:
        """The last known version of each gate by its id, those that are gone among them."""
        from console.store.gates import gate_rows

        rows = await self._archive.read(lambda connection: gate_rows(connection, [account]))
        return {row.gate_id: row.gate for row in rows}

    async def being_written(self, account: str) -> list[Gate]:
        """What the open writes of an account were to make, and what the gates pointed here were before."""
        from console.store.gate_writes import open_writes
        from console.store.pointings import open_pointings

        def read(connection: Any) -> list[Gate]:
            writes = open_writes(connection, [account])
            pointings = [row for row in open_pointings(connection) if row.account == account]
            return [
                *(gate for row in writes for gate in (row.before, row.after) if gate is not None),
                *(gate for row in pointings for gate in (row.former, row.pointed)),
            ]

        return await self._archive.read(read)

    async def history(self, account: str, gate_id: str) -> list[Revision]:
        """Newest first; a gate created anew after a removal has what it was before in it."""
        from console.store.gates import revisions

        return await self._archive.read(lambda connection: revisions(connection, account, gate_id))

    async def revision(self, number: int) -> Revision:
        """Raises NotFound."""
        from console.store.gates import revision

        return await self._archive.read(lambda connection: revision(connection, number))

    async def mark_seen(self, account: str, gate_id: str) -> None:
        """The user has looked at what changed elsewhere: it is drift no more."""
        from console.store.gates import gate_row, mark_seen

        def note(connection: Any) -> None:
            row = gate_row(connection, account, gate_id)
            if row is not None:
                mark_seen(connection, account, gate_id, row.revision)

        await self._archive.write(note)

    async def take_list(self, account: str, gates: Sequence[Gate]) -> None:
        """What the account's list says now."""
        from console.store.gates import keep_list

        at = self._clock()
        await self._archive.write(lambda connection: keep_list(connection, account, gates, at))

    async def take(self, account: str, gate: Gate) -> None:
        """What one gate is now."""
        from console.store.gates import Entry, keep

        if not gate.id:
            return
        entry = Entry(account, gate, self._clock(), Origin.READ)
        await self._archive.write(lambda connection: keep(connection, entry))

    async def take_removal(self, account: str, gate_id: str) -> None:
        """It was found to be gone."""
        from console.store.gates import Entry, gate_row, keep_removal

        at = self._clock()

        def note(connection: Any) -> None:
            row = gate_row(connection, account, gate_id)
            if row is not None:
                keep_removal(connection, Entry(account, row.gate, at, Origin.REMOVED))

        await self._archive.write(note)

    async def every_version(self, account: str) -> list[Gate]:
        """All revisions of all gates of an account."""
        from console.store.gates import account_revisions

        rows = await self._archive.read(lambda connection: account_revisions(connection, account))
        return [row.gate for row in rows]

    async def rename(self, old: str, new: str) -> None:
        from console.store.gates import rename_account

        await self._archive.write(lambda connection: rename_account(connection, old, new))

    async def drop(self, account: str) -> None:
        from console.store.gates import drop_account

        await self._archive.write(lambda connection: drop_account(connection, account))


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is known of gates besides their copies, by account and gate id."""

    writes: Mapping[tuple[str, str], OpenWrite]
    pointings: Mapping[tuple[str, str], int]
    callbacks: Mapping[tuple[str, str], Millis]
    called: CallbackAccount

    def last_callback(self, gate: Gate) -> Millis | None:
        """The newest that came in for an account a destination names, or that named the gate itself."""
        accounts = {self.called(destination.url) for destination in gate.destinations}
        times = [
            at
            for (account, named), at in self.callbacks.items()
            if named == gate.id or (account in accounts and not named)
        ]
        return max(times, default=None)


def _known(row: GateRow, seen: Revision | None, head: Revision, beside: _Beside) -> KnownGate:
    place = (row.account, row.gate_id)
    write = beside.writes.get(place)
    return KnownGate(
        row.account,
        row.gate,
        row.fetched_at,
        row.revision,
        _drift(row, seen, head) if write is None else None,  # whose change it is shows when that is settled
        beside.last_callback(row.gate),
        row.removed_at is not None,
        write,
        beside.pointings.get(place),
    )


def _drift(row: GateRow, seen: Revision | None, head: Revision) -> Drift | None:
    if row.seen_revision == row.revision:
        return None
    if row.removed_at is not None:
        # Gone before anybody here had looked at it: nobody misses it.
        return Drift(DriftKind.REMOVED, seen.id, head.at, differences(seen.gate, None)) if seen is not None else None
    if seen is None:
        return Drift(DriftKind.NEW, None, head.at)
    changes = differences(seen.gate, row.gate)
    if not changes and seen.origin is not Origin.REMOVED:
        return None
    return Drift(DriftKind.CHANGED if changes else DriftKind.NEW, seen.id, head.at, changes)
