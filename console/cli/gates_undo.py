"""`switchroom gates undo`: back to what a gate was, or to what all gates of a plan were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from console.cli.gates_asking import yes_option
from console.cli.gates_changes import carried_out, tell_written
from console.cli.gates_choice import By, by_option, chosen_account, find_gate
from console.cli.gates_plans import apply_plan, tell_applied
from console.cli.output import Invocation, run_with_desks, shared_options
from console.errors import InvalidInput

if TYPE_CHECKING:
    from console.services.desks import Desks
    from console.services.gate_change import Written
    from console.services.gate_plans import Applied


@click.command()
@click.argument("name", metavar="[GATE]", required=False)
@by_option
@click.option("--to", type=int, metavar="REVISION", help="Back to this version, whatever was written since.")
@click.option("--batch", metavar="ID", help="In place of GATE: all that a plan wrote; 'gates apply' gives ID.")
@yes_option
@shared_options
def undo(invocation: Invocation, name: str | None, by: By | None, to: int | None, batch: str | None, yes: bool) -> None:
    """Take back the last write, or go back to a version.

    What somebody else changed since is kept, unless --to names a version. A removed gate is created anew, with a new
    id.
    """
    if batch is not None:
        if name is not None or to is not None:
            raise InvalidInput("Either one gate or a plan is taken back.", hint="Leave out GATE.", field="batch")
        _undo_batch(invocation, batch, yes=yes)
    elif name is None:
        raise InvalidInput("No gate is named.", hint="Give its refId or id, or a plan with --batch.", field="name")
    else:
        _undo_gate(invocation, name, by, to, yes=yes)


def _undo_gate(invocation: Invocation, name: str, by: By | None, to: int | None, *, yes: bool) -> None:
    async def work(desks: Desks) -> Written:
        known = await find_gate(desks, invocation.account, name, by, removed=True)
        change = await desks.gates.changes.undo(known.account, known.gate_id, to)
        return await carried_out(desks, change, yes=yes)

    tell_written(invocation, run_with_desks(invocation, work))


def _undo_batch(invocation: Invocation, batch: str, *, yes: bool) -> None:
    async def work(desks: Desks) -> tuple[Applied, str]:
        account = chosen_account(desks, invocation.account)
        made = await desks.gates.plans.plan_undo(account, batch)
        return await apply_plan(desks, made, yes=yes), account

    tell_applied(invocation, *run_with_desks(invocation, work))
