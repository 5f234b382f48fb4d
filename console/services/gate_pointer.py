"""Pointing a gate at this listener for a while, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from console.domain.document import ABSENT
from console.domain.gates.destination import Destination
from console.domain.gates.gate import Gate
from console.domain.gates.pointing import Pointing
from console.domain.timestamps import Clock, Millis
from console.errors import GateChanged, GateMissing, OutcomeUnknown, SwitchroomError
from console.services.callback_target import Target
from console.services.gate_change import Change, ChangeKind, Written
from console.services.known_gate import KnownGate

if TYPE_CHECKING:
    from console.services.archive import Archive
    from console.services.callback_target import CallbackTargets
    from console.services.gate_changes import GateChanges
    from console.services.gate_copies import GateCopies

__all__ = ["GatePointer", "PointChange", "Pointing", "Target"]


@dataclass(frozen=True, slots=True)
class PointChange:
    """A change that points a gate here, to be confirmed as any other."""

    change: Change
    target: Target
    until: Millis | None
    at_exit: bool


class GatePointer:
    def __init__(
        self,
        targets: CallbackTargets,
        changes: GateChanges,
        copies: GateCopies,
        archive: Archive,
        clock: Clock,
        who: Callable[[], str],
    ) -> None:
        self._targets = targets
        self._changes = changes
        self._copies = copies
        self._archive = archive
        self._clock = clock
        self._who = who
        self._ours: set[int] = set()
        """The pointings this console made and is to take back when it is left."""

    async def targets(self) -> list[Target]:
        """One for each account that is called back, that of the running listener asked through `/health`."""
        return await self._targets.all()

    async def destination(self, account: str, target: str) -> Destination:
        """A destination of a gate of `account` for the callbacks of account `target`, its credentials by reference: for
        a form. Raises InvalidInput for an account that is not called back, ListenerError when no listener answers."""
        return await self._targets.destination(account, target)

    async def prepare(
        self, account: str, gate_id: str, target: str, *, lasting: Millis | None = None, at_exit: bool = False
    ) -> PointChange:
        """What pointing the gate here, in place of all its destinations, would write. `lasting` in ms. Raises as
        `changes.prepare` and `destination`."""
        destination = await self.destination(account, target)
        known = await self._copies.one(account, gate_id)
        change = await self._changes.prepare(account, known, known.gate.with_destinations([destination]))
        place = await self._targets.one(target)
        notes = [*change.notes, *([place.warning] if place.warning else [])]
        until = self._clock() + lasting if lasting is not None else None
        return PointChange(replace(change, notes=tuple(notes)), place, until, at_exit)

    async def carry_out(self, pointing: PointChange) -> Written:
        """Remembers the former destinations, then writes. Raises as `changes.carry_out`."""
        from console.store.pointings import change_pointing, drop_pointing, keep_pointing

        change, former, pointed = pointing.change, pointing.change.fresh or Gate(), pointing.change.merged or Gate()
        earlier = next((row for row in await self._rows() if _is_of(row, change)), None)
        row = Pointing(
            change.account,
            change.gate_id,
            change.ref_id,
            pointing.target.account,
            self._clock(),
            self._who(),
            former,
            pointed,
            pointing.until,
            pointing.at_exit,
        )
        number = earlier.id if earlier is not None else await self._write(lambda at: keep_pointing(at, row))
        try:
            written = await self._changes.carry_out(change)
        except OutcomeUnknown:
            self._ours.add(number)  # it may point here now, so what it was before is still remembered
            raise
        except SwitchroomError:
            if earlier is None:
                await self._write(lambda at: drop_pointing(at, number))
            raise
        await self._write(lambda at: change_pointing(at, number, pointed, pointing.until, at_exit=pointing.at_exit))
        self._ours.add(number)
        return await self._told_anew(written)

    async def pointings(self, account: str | None = None) -> list[Pointing]:
        """The gates that point here still, as far as the store knows; oldest first."""
        rows = await self._rows()
        return [self._pointing(row) for row in rows if account is None or row.account == account]

    async def prepare_restore(self, pointing: int) -> Change:
        """What giving back the former destinations would write; everything else of the gate stays as it is now. Raises
        NotFound and as `changes.prepare`."""
        row = await self._row(pointing)
        pointed = KnownGate(row.account, row.pointed.with_value("id", row.gate_id), row.at, 0)
        wanted = pointed.gate.with_value("destinations", row.former.document.get("destinations", ABSENT))
        return await self._changes.prepare(row.account, pointed, wanted)

    async def restore(self, pointing: int, change: Change | None = None) -> Written:
        """Carries it out; without a confirmed change only where nobody else touched the destinations. Raises
        GateChanged where somebody did, and as `changes.carry_out`."""
        from console.store.pointings import end_pointing

        try:
            if change is None:
                change = await self.prepare_restore(pointing)
                touched = any(one.path[0] == "destinations" for one in change.changed_meanwhile)
                if touched and change.kind is not ChangeKind.NOTHING:
                    raise GateChanged(
                        f"Somebody changed the destinations of {(change.fresh or Gate()).name} since it was pointed "
                        "here. Nothing was written.",
                        hint="Look at what giving them back would write, and confirm it.",
                    )
            written = await self._changes.carry_out(change)
        except GateMissing:
            await self._write(lambda at: end_pointing(at, pointing, self._clock()))
            raise
        await self._write(lambda at: end_pointing(at, pointing, self._clock()))
        self._ours.discard(pointing)
        return await self._told_anew(written)

    async def restore_due(self) -> list[Written]:
        """Those whose time is over; to be called now and then. One that fails stays, overdue."""
        now, restored = self._clock(), []
        for row in await self._rows():
            if row.until is not None and row.until <= now:
                try:
                    restored.append(await self.restore(row.id))
                except SwitchroomError:
                    continue  # it is told as overdue
        return restored

    async def restore_at_exit(self) -> list[Pointing]:
        """On leaving: gives back those this console was to, and returns those that could not be."""
        left: list[Pointing] = []
        if not self._ours:
            return left
        for row in await self._rows():
            if row.at_exit and row.id in self._ours:
                try:
                    await self.restore(row.id)
                except GateMissing:
                    continue
                except SwitchroomError:
                    left.append(self._pointing(row))
        return left

    async def forget(self, pointing: int) -> None:
        """Leave the gate as it is and do not offer it any more."""
        from console.store.pointings import end_pointing

        await self._row(pointing)
        await self._write(lambda at: end_pointing(at, pointing, self._clock()))
        self._ours.discard(pointing)

    def _pointing(self, row: Pointing) -> Pointing:
        late = row.until is not None and row.until <= self._clock()
        return replace(row, overdue=late or (row.at_exit and row.id not in self._ours))

    async def _told_anew(self, written: Written) -> Written:
        """With the gate as it is known now that its pointing began or ended."""
        known = await self._copies.one(written.known.account, written.known.gate_id)
        return replace(written, known=known)

    async def _rows(self) -> list[Pointing]:
        from console.store.pointings import open_pointings

        return await self._archive.read(open_pointings)

    async def _row(self, number: int) -> Pointing:
        from console.store.pointings import pointing

        return await self._archive.read(lambda connection: pointing(connection, number))

    async def _write(self, work: Callable[[Any], Any]) -> Any:
        return await self._archive.write(work)


def _is_of(row: Pointing, change: Change) -> bool:
    return row.account == change.account and row.gate_id == change.gate_id
