"""Showing and carrying out what changes many gates at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any

from console.cli.gates_asking import confirm, how_to_settle
from console.cli.gates_shapes import difference_cells, difference_document, show_gate_findings
from console.cli.interrupts import stopped_by_interrupt
from console.cli.output import Cell, Invocation, Styled, emit, error_document, exit_with, finding_document, remark, say
from console.errors import InvalidInput, OutcomeUnknown, SwitchroomError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from console.domain.findings import Finding
    from console.services.desks import Desks
    from console.services.gate_plans import Applied, GatePlan, PlanProgress, StepResult

_MOST_ALIKE = 3
_SIGNS = {
    "create": Styled("+ create ", "added"),
    "update": Styled("~ update ", "changed"),
    "remove": Styled("- remove ", "removed"),
    "unchanged": Styled("  as is  ", "quiet"),
}
_OUTCOMES = {
    "done": Styled("●", "delivered"),
    "done before": Styled("●", "quiet"),
    "failed": Styled("✕", "not_delivered"),
    "unknown": Styled("?", "unknown"),
}


def check_plan(made: GatePlan) -> None:
    """Tell the findings. Raises InvalidInput where files that are wrong forbid the plan."""
    from console.domain.findings import blocks

    _tell_findings(made.findings)
    if blocks(made.findings):
        raise InvalidInput(made.refusal or "The files cannot be carried out.", hint="Nothing was written.")


def _tell_findings(findings: Sequence[Finding]) -> None:
    """Of what many gates have in common the first few are named, or nobody would see the others; every error is."""
    from console.domain.findings import Severity

    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        # The gate stands before the colon.
        key = (finding.severity.value, finding.field, finding.text.partition(": ")[2])
        seen[key] += finding.severity is not Severity.ERROR
        if seen[key] <= _MOST_ALIKE:
            show_gate_findings([finding])
    left = sum(max(0, count - _MOST_ALIKE) for count in seen.values())
    if left:
        remark("· ", f"{left} more like these; 'gates plan --json' has them all.")


def plan_document(made: GatePlan) -> dict[str, Any]:
    """The plan as JSON: what becomes of each gate."""
    return {
        "account": made.account,
        "changes": len(made.plan.changes),
        "steps": [
            {
                "kind": str(step.kind),
                "ref_id": step.ref_id,
                "id": (step.before.id if step.before is not None else None),
                "file": step.origin or None,
                "differences": [difference_document(difference) for difference in step.differences],
            }
            for step in made.plan.steps
        ],
        "findings": [finding_document(finding) for finding in made.findings],
        "refusal": made.refusal,
    }


def say_plan(made: GatePlan) -> None:
    """The plan for people, on stdout."""
    for cells in _lines(made):
        say(*cells)
    _tell_notes(made)
    say(_summary(made))
    if made.refusal is not None:
        remark(Styled("⚠ ", "warning"), made.refusal)


async def apply_plan(desks: Desks, made: GatePlan, *, yes: bool) -> Applied:
    """The plan is shown, confirmed and carried out, with progress on stderr. Raises InvalidInput without a yes."""
    check_plan(made)
    for cells in _lines(made):
        remark(*cells)
    _tell_notes(made)
    remark(_summary(made))
    if made.refusal is not None:
        raise InvalidInput(made.refusal, hint="Nothing was written.")
    if not made.plan.empty:
        confirm(made.confirmation, yes=yes)
    stop = asyncio.Event()
    with stopped_by_interrupt(stop):
        return await desks.gates.plans.apply(made, on_progress=_tell_progress, stop=stop)


def tell_applied(invocation: Invocation, applied: Applied, account: str) -> None:
    """What became of a plan; exits with the code of what failed, with 1 where it was stopped."""
    failure = applied.failure
    error = None if failure is None else _explained(failure, account)
    if invocation.json:
        emit(
            {
                "account": account,
                "batch": applied.batch or None,
                "results": [_result_document(result, account) for result in applied.results],
                "left": [step.ref_id for step in applied.left],
                "stopped": applied.stopped,
                "error": None if error is None else error_document(error)["error"],
            }
        )
    else:
        say(_counted(applied))
    if any(result.outcome == "done" for result in applied.results):
        remark(f"All of it can be taken back: switchroom gates undo --batch {applied.batch} --account {account}")
    if error is not None:
        remark(f"{error.message} {error.hint}" if error.hint else error.message)
    if applied.left:
        remark(f"{len(applied.left)} left; apply again to go on.")
    if error is not None:
        exit_with(error.exit_code)
    if applied.left:
        exit_with(1)


def _lines(made: GatePlan) -> Iterator[list[Cell]]:
    for step in made.plan.changes:
        file = f"  {step.origin}" if step.origin else ""
        yield [_SIGNS[step.kind], Styled(step.name, "strong"), Styled(file, "quiet")]
        for difference in step.differences:
            yield ["    ", *difference_cells(difference)]


def _tell_notes(made: GatePlan) -> None:
    for note in made.notes:
        remark("· ", note)


def _summary(made: GatePlan) -> str:
    from console.domain.gates.plan import StepKind

    if made.plan.empty:
        return "Nothing would change: the gates are like this already."
    counts = [(made.plan.count(kind), words) for kind, words in (
        (StepKind.CREATE, "to create"), (StepKind.UPDATE, "to change"), (StepKind.REMOVE, "to remove"),
        (StepKind.UNCHANGED, "as they are"),
    )]  # fmt: skip
    return ", ".join(f"{count} {words}" for count, words in counts if count) + "."


def _counted(applied: Applied) -> str:
    from console.domain.gates.plan import StepKind
    from console.services.gate_plans import StepOutcome

    outcomes = [result.outcome for result in applied.results]
    counts = [
        (applied.count(StepKind.CREATE), "created"),
        (applied.count(StepKind.UPDATE), "changed"),
        (applied.count(StepKind.REMOVE), "removed"),
        (outcomes.count(StepOutcome.FAILED), "failed"),
        (outcomes.count(StepOutcome.UNKNOWN), "unknown"),
    ]
    return ", ".join(f"{count} {words}" for count, words in counts if count) or "Nothing was written."


def _tell_progress(seen: PlanProgress) -> None:
    if seen.result is not None:
        step = seen.result.step
        remark(f"{seen.done} of {seen.total}  ", _OUTCOMES[seen.result.outcome], f" {step.name}  {step.kind}")


def _result_document(result: StepResult, account: str) -> dict[str, Any]:
    error = _explained(result, account)
    return {
        "kind": str(result.step.kind),
        "ref_id": result.step.ref_id,
        "outcome": str(result.outcome).replace(" ", "_"),
        "error": None if error is None else error_document(error)["error"],
    }


def _explained(result: StepResult, account: str) -> SwitchroomError | None:
    """Its failure; one of unknown outcome with the command that finds out."""
    if isinstance(result.error, OutcomeUnknown):
        return how_to_settle(result.error, account, result.step.name)
    return result.error
