"""Asking before something is written: in words on a terminal, `--yes` without one."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from console.cli.gates_shapes import remark_differences, show_gate_findings, show_lines
from console.cli.output import Styled, json_line, on_terminal, remark
from console.errors import GateChanged, InvalidInput, OutcomeUnknown

if TYPE_CHECKING:
    from console.domain.gates.three_way import Conflict
    from console.services.gate_change import Change, Confirmation

yes_option = click.option("--yes", is_flag=True, help="Do not ask.")


def show_change(change: Change, *, yes: bool) -> None:
    """What would be written, on stderr: the diff (in short where nobody is asked), what somebody else did meanwhile,
    findings and notes."""
    contested = {conflict.path for conflict in change.conflicts}
    theirs = [one for one in change.changed_meanwhile if one.path not in contested]
    if theirs:
        remark(Styled("⚠ ", "warning"), "Somebody else changed it since; this stays as they made it:")
        remark_differences(theirs)
    if not yes:
        show_lines(change.lines if change.differences else ())
    elif change.kind == "update":
        remark_differences(change.differences)
    show_gate_findings(change.findings)
    for note in change.notes:
        remark("· ", note)


def refuse(change: Change) -> None:
    """Raises InvalidInput for a change that cannot be carried out."""
    if change.refusal is not None:
        raise InvalidInput(change.refusal, hint="Nothing was written.")


def refuse_conflicts(change: Change, *, yes: bool) -> None:
    """Where both sides changed the same, only a person may go on. Raises GateChanged."""
    if not change.conflicts:
        return
    remark(Styled("✕ ", "error"), "Changed there and here, each in its own way:")
    for conflict in change.conflicts:
        _tell_conflict(conflict)
    if yes or not on_terminal():
        raise GateChanged(
            f"{change.ref_id or change.gate_id} was changed by somebody else in the same places.",
            hint="Nothing was written. Show it again and make the change in what is there now.",
        )
    remark("If you go on, it becomes what you want.")


def confirm(confirmation: Confirmation, *, yes: bool) -> None:
    """Raises InvalidInput without a yes, or without the word where one is to be typed."""
    if yes:
        return
    if not on_terminal():
        raise InvalidInput(
            f"This is only done after a yes: {confirmation.question}", hint="Add --yes if it is meant.", field="yes"
        )
    if confirmation.word is None:
        agreed = click.confirm(confirmation.question, err=True)
    else:
        remark(confirmation.question)
        typed = click.prompt(f"Type {confirmation.word} to go on", default="", show_default=False, err=True)
        agreed = typed.strip() == confirmation.word
    if not agreed:
        raise InvalidInput("Nothing was done.")


def settling(account: str, name: str) -> str:
    """The command that reads back what became of a write to a gate."""
    return shlex.join(("switchroom", "gates", "settle", name, "--account", account))


def how_to_settle(error: OutcomeUnknown, account: str, name: str) -> OutcomeUnknown:
    """The same failure, with the command that finds out."""
    return OutcomeUnknown(
        error.message,
        hint=f"Read back to find out: {settling(account, name)}",
        field=error.field,
        http_status=error.http_status,
        code=error.code,
    )


def _tell_conflict(conflict: Conflict) -> None:
    name = next((step for step in reversed(conflict.path) if isinstance(step, str)), "")
    remark("  ", Styled(conflict.label, "changed"), f": it was {_shown(name, conflict.base)}")
    remark(f"    there it is {_shown(name, conflict.theirs)}")
    remark(f"    you want   {_shown(name, conflict.mine)}")


def _shown(name: str, value: object) -> str:
    from console.domain.document import ABSENT
    from console.domain.gates.sealing import masked_value

    return "not there" if value is ABSENT else json_line(masked_value(name, value))
