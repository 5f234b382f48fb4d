"""`switchroom gates create`, `update`, `delete` and `settle`: what writes one gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

from console.cli.gates_asking import confirm, how_to_settle, refuse, refuse_conflicts, show_change, yes_option
from console.cli.gates_choice import By, chosen_account, find_gate, gate_argument
from console.cli.gates_shapes import answer, difference_document, gate_document, remark_differences
from console.cli.json_input import read_json_object
from console.cli.output import Invocation, Styled, emit, exit_with, remark, run_with_desks, shared_options, show_json
from console.errors import GateMissing, GateTaken, InvalidInput, OutcomeUnknown

if TYPE_CHECKING:
    from console.domain.gates.gate import Gate
    from console.services.desks import Desks
    from console.services.gate_change import Change, Settled, Written
    from console.services.known_gate import KnownGate, Revision

T = TypeVar("T")

_file = click.argument("file", metavar="FILE")


@click.command()
@_file
@yes_option
@shared_options
def create(invocation: Invocation, file: str, yes: bool) -> None:
    """Create the gate in FILE.

    FILE is the gate's JSON, - standard input. An id in it is left out: the platform gives one.

    Exits with 3 when nobody knows whether it was created; 'gates settle' reads back to find out.
    """
    gate = _read(file)

    async def work(desks: Desks) -> Written:
        from console.domain.document import ABSENT

        account = chosen_account(desks, invocation.account or _account_said(desks, gate))
        change = await desks.gates.changes.prepare(account, None, gate.with_value("id", ABSENT))
        await _refuse_taken(desks, change)
        return await carried_out(desks, change, yes=yes)

    tell_written(invocation, run_with_desks(invocation, work))


@click.command()
@_file
@yes_option
@shared_options
def update(invocation: Invocation, file: str, yes: bool) -> None:
    """Change a gate into the one in FILE.

    FILE is the gate's whole JSON, - standard input. It is found by its id, else by its refId.

    With the "switchroom" key of 'gates show' in it, what somebody else changed since is kept, and what both changed is
    not overwritten. Exits with 3 when nobody knows whether it was written; 'gates settle' reads back to find out.
    """
    gate = _read(file)

    async def work(desks: Desks) -> Written:
        known = await _meant(desks, invocation.account, gate)
        return await carried_out(desks, await _updating(desks, known, gate), yes=yes)

    tell_written(invocation, run_with_desks(invocation, work))


@click.command()
@gate_argument
@yes_option
@shared_options
def delete(invocation: Invocation, name: str, by: By | None, yes: bool) -> None:
    """Remove a gate. 'gates undo' creates it anew, with a new id."""

    async def work(desks: Desks) -> Written:
        known = await find_gate(desks, invocation.account, name, by)
        if known.removed:
            raise GateMissing(f"{known.gate.name} of {known.account} is there no more.")
        change = await desks.gates.changes.remove(known.account, known.gate_id)
        return await carried_out(desks, change, yes=yes)

    tell_written(invocation, run_with_desks(invocation, work))


@click.command()
@click.argument("name", metavar="GATE")
@shared_options
def settle(invocation: Invocation, name: str) -> None:
    """Find out what became of a write whose outcome is unknown.

    Exits with 0 when it was written, with 1 when it was not or something else is there.
    """

    async def work(desks: Desks) -> Settled:
        return await desks.gates.changes.settle(await _account_of_write(invocation, desks, name), name)

    settled = run_with_desks(invocation, work)
    document = {
        "outcome": str(settled.outcome).replace(" ", "_"),
        "sentence": settled.sentence,
        "gate": None if settled.known is None else gate_document(settled.known),
        "differences": [difference_document(difference) for difference in settled.differences],
    }
    remark(_SIGNS[settled.outcome], settled.sentence)
    remark_differences(settled.differences)
    if invocation.json:
        emit(document)
    elif settled.known is not None:
        show_json(document["gate"])
    if settled.outcome != "written":
        exit_with(1)


_SIGNS = {
    "written": Styled("● ", "delivered"),
    "not written": Styled("✕ ", "not_delivered"),
    "something else is there": Styled("⚠ ", "warning"),
}


def _read(file: str) -> Gate:
    from console.domain.gates.gate import Gate

    return Gate(read_json_object(file, "file"))


async def _refuse_taken(desks: Desks, change: Change) -> None:
    """Preparing has read a gate of the same refId, if there is one."""
    listed = await desks.gates.known(change.account)
    if change.ref_id and any(known.gate.ref_id == change.ref_id for known in listed.gates):
        raise GateTaken(
            f"There is a gate {change.ref_id} already.",
            hint="Nothing was written. Change that one with 'gates update', or give this one another refId.",
            field="refId",
        )


async def _meant(desks: Desks, account: str | None, gate: Gate) -> KnownGate:
    """The gate a file is about. Raises InvalidInput for one without a name, GateMissing."""
    name = gate.id or gate.ref_id
    if not name:
        raise InvalidInput("The gate has neither an id nor a refId.", hint="It says which one to change.", field="id")
    try:
        known = await find_gate(desks, account or _account_said(desks, gate), name, "id" if gate.id else "refid")
    except GateMissing:
        known = None
    if known is None or known.removed:
        raise GateMissing(
            f"There is no gate {name}.", hint="Nothing was written; 'gates create' makes a new one.", field="id"
        )
    return known


async def _updating(desks: Desks, known: KnownGate, gate: Gate) -> Change:
    """What the file would change, on top of what others did since it was made.

    What only we ourselves did since is no reason to keep it: an older file is a way back.
    """
    wanted = gate.with_value("id", known.gate_id)
    before = await _made_from(desks, known, gate)
    change = await desks.gates.changes.prepare(known.account, before, wanted)
    if before is None or not change.changed_meanwhile:
        return change
    from console.wiring import operating_system_user

    since = [one for one in await desks.gates.history(known.account, known.gate_id) if one.id > before.id]
    if not all(one.by_us and one.who == operating_system_user() for one in since):
        return change
    remark("· ", f"You changed it since revision {before.id}, which this is made from; it becomes what this says.")
    return await desks.gates.changes.prepare(known.account, None, wanted)


async def _made_from(desks: Desks, known: KnownGate, gate: Gate) -> Revision | None:
    """The version that `gates show` gave, where the file still says which; None: it is written whatever is there."""
    number = _said(gate, "revision", int)
    if number is None or _said(gate, "account", str) not in {None, known.account}:
        return None
    return next((one for one in await desks.gates.history(known.account, known.gate_id) if one.id == number), None)


def _account_said(desks: Desks, gate: Gate) -> str | None:
    """The account the file is from, where it is one of ours."""
    said = _said(gate, "account", str)
    return said if said in {account.name for account in desks.gates.accounts()} else None


def _said(gate: Gate, key: str, kind: type[T]) -> T | None:
    """What the file carries of ours."""
    from console.domain.document import object_at
    from console.domain.gates.gate import OURS

    value = object_at(gate.document, OURS).get(key)
    return value if isinstance(value, kind) else None


async def _account_of_write(invocation: Invocation, desks: Desks, name: str) -> str:
    """Of the open write, else as usual."""
    writes = (await desks.gates.known(invocation.account)).open_writes
    accounts = {write.account for write in writes if name in {write.gate_id, write.ref_id}}
    return accounts.pop() if len(accounts) == 1 else chosen_account(desks, invocation.account)


async def carried_out(desks: Desks, change: Change, *, yes: bool) -> Written:
    """What would be written is shown, confirmed and written. Raises GateChanged, OutcomeUnknown, ..."""
    from console.services.gate_change import ChangeKind

    show_change(change, yes=yes)
    refuse(change)
    refuse_conflicts(change, yes=yes)
    if change.kind is not ChangeKind.NOTHING:
        confirm(change.confirmation, yes=yes)
    try:
        return await desks.gates.changes.carry_out(change)
    except OutcomeUnknown as error:
        raise how_to_settle(error, change.account, change.ref_id or change.gate_id) from error


def tell_written(invocation: Invocation, written: Written) -> None:
    """What became of it on stderr, the gate as it is now on stdout."""
    sign = Styled("● ", "delivered") if written.read_back else Styled("⚠ ", "warning")
    remark(sign, written.sentence, f" {written.hint}" if written.hint else "")
    remark_differences(written.differences)
    answer(invocation, written.known)
