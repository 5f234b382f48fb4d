"""`switchroom gates export`, `plan` and `apply`: gates as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli.gates_asking import yes_option
from console.cli.gates_choice import chosen_account, offline_option, refresh_if_reachable
from console.cli.gates_hosts import WOULD_CHANGE
from console.cli.gates_plans import apply_plan, check_plan, plan_document, say_plan, tell_applied
from console.cli.gates_shapes import tell_age
from console.cli.output import Invocation, emit, exit_with, run_with_desks, say, shared_options

if TYPE_CHECKING:
    from console.services.desks import Desks
    from console.services.gate_plans import Applied, GatePlan

_files = click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path)
)
_remove_others = click.option("--remove-others", is_flag=True, help="Remove the gates that no file has.")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.argument("names", nargs=-1, metavar="[GATE]...")
@click.option("--format", "form", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True)
@offline_option
@shared_options
def export(invocation: Invocation, folder: Path, names: tuple[str, ...], form: str, offline: bool) -> None:
    """Write gates to files in FOLDER.

    One for each gate of the account, or for those named; passwords are references. Where the provider cannot be reached
    it is the last known copies, and that is said.
    """

    async def work(desks: Desks) -> list[Path]:
        from console.services.gate_files import FileFormat

        account = chosen_account(desks, invocation.account)
        if offline or not await refresh_if_reachable(desks, account):
            tell_age(await desks.gates.known(account), [account], desks.clock)
        return await desks.gates.plans.export(account, folder, form=FileFormat(form), only=names or None)

    for path in run_with_desks(invocation, work):
        if invocation.json:
            emit({"file": str(path)})
        else:
            say(str(path))


@click.command()
@_files
@_remove_others
@click.option("--exit-code", is_flag=True, help="Exit with 4 when something would change.")
@shared_options
def plan(invocation: Invocation, paths: tuple[Path, ...], remove_others: bool, exit_code: bool) -> None:
    """Show what files would change.

    PATH are files, or folders of them. They are matched by refId; gates that no file has stay, unless --remove-others.
    """

    async def work(desks: Desks) -> GatePlan:
        account = chosen_account(desks, invocation.account)
        return await desks.gates.plans.plan_files(account, paths, remove_others=remove_others)

    made = run_with_desks(invocation, work)
    check_plan(made)
    if invocation.json:
        emit(plan_document(made))
    else:
        say_plan(made)
    if exit_code and not made.plan.empty:
        exit_with(WOULD_CHANGE)


@click.command()
@_files
@_remove_others
@yes_option
@shared_options
def apply(invocation: Invocation, paths: tuple[Path, ...], remove_others: bool, yes: bool) -> None:
    """Make gates what files say, and stop at the first failure.

    PATH are files, or folders of them, matched by refId. Run again it goes on with what is left. Exits with 3 when
    nobody knows whether a gate was written.
    """

    async def work(desks: Desks) -> tuple[Applied, str]:
        account = chosen_account(desks, invocation.account)
        made = await desks.gates.plans.plan_files(account, paths, remove_others=remove_others)
        return await apply_plan(desks, made, yes=yes), account

    tell_applied(invocation, *run_with_desks(invocation, work))
