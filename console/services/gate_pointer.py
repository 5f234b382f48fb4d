"""Pointing a gate at this listener for a while, and back."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.gates.destination import Destination
from console.domain.gates.gate import Gate
from console.domain.timestamps import Millis
from console.services.gate_changes import Change, Written


@dataclass(frozen=True, slots=True)
class Target:
    """A place of this listener a gate may be pointed at: the callbacks of `account`.

    `url` is masked. `answers`: the listener accepts callbacks now; else `problem` says why not and what to do.
    `public`: it is the public URL of the settings. `warning` says that the platform cannot reach it (loopback).
    """

    account: str
    url: str
    public: bool
    answers: bool
    problem: str | None = None
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class Pointing:
    """A gate that points here. `former` is what it was before, sealed. `until` is when it is to go back by itself
    (None: when asked), `at_exit` whether it is to when the console is left. `overdue`: it should have been back by now."""

    id: int
    account: str
    gate_id: str
    ref_id: str | None
    target: str
    at: Millis
    who: str
    former: Gate
    until: Millis | None = None
    at_exit: bool = False
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class PointChange:
    """A change that points a gate here, to be confirmed as any other."""

    change: Change
    target: Target
    until: Millis | None
    at_exit: bool


class GatePointer:
    async def targets(self) -> list[Target]:
        """One for each account that is called back, that of the running listener asked through `/health`."""
        raise NotImplementedError

    async def destination(self, target: str) -> Destination:
        """A destination for the callbacks of account `target`, with its token and credentials by reference: for a form.
        Raises InvalidInput for an account that is not called back, ListenerError when no listener answers."""
        raise NotImplementedError

    async def prepare(
        self, account: str, gate_id: str, target: str, *, lasting: Millis | None = None, at_exit: bool = False
    ) -> PointChange:
        """What pointing the gate here, in place of all its destinations, would write. `lasting` in ms. Raises as
        `changes.prepare` and `destination`."""
        raise NotImplementedError

    async def carry_out(self, pointing: PointChange) -> Written:
        """Remembers the former destinations, then writes. Raises as `changes.carry_out`."""
        raise NotImplementedError

    async def pointings(self, account: str | None = None) -> list[Pointing]:
        """The gates that point here still, as far as the store knows; oldest first."""
        raise NotImplementedError

    async def prepare_restore(self, pointing: int) -> Change:
        """What giving back the former destinations would write; everything else of the gate stays as it is now. Raises
        NotFound and as `changes.prepare`."""
        raise NotImplementedError

    async def restore(self, pointing: int, change: Change | None = None) -> Written:
        """Carries it out; without a confirmed change only where nobody else touched the destinations. Raises
        GateChanged where somebody did, and as `changes.carry_out`."""
        raise NotImplementedError

    async def restore_due(self) -> list[Written]:
        """Those whose time is over; to be called now and then. One that fails stays, overdue."""
        raise NotImplementedError

    async def restore_at_exit(self) -> list[Pointing]:
        """On leaving: gives back those that were to be, and returns those that could not be."""
        raise NotImplementedError

    async def forget(self, pointing: int) -> None:
        """Leave the gate as it is and do not offer it any more."""
        raise NotImplementedError
