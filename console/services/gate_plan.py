"""Many writes as one: what is shown before, how far it is, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from console.domain.account import Account, Environment
from console.domain.findings import Finding, Severity
from console.domain.gates.gate import Gate
from console.domain.gates.plan import Plan, Step, StepKind
from console.domain.gates.replace import Unsound
from console.domain.gates.rules import check_gate
from console.domain.timestamps import Millis
from console.errors import SecretMissing, SwitchroomError
from console.services.gate_change import Confirmation

if TYPE_CHECKING:
    from console.services.gate_vault import GateVault


@dataclass(frozen=True, slots=True)
class GatePlan:
    """Steps to confirm together. `findings` are those of the plan and of its gates, each text beginning with its gate;
    `unsound` the gates a replacement would break, which are left alone. `refusal` is why it cannot be carried out at
    all, else None. `undoes` is the batch it takes back. `formerly` are the ids, by refId, that gates created anew had;
    `held` the account as it was when this was planned."""

    account: str
    title: str
    plan: Plan
    confirmation: Confirmation
    findings: tuple[Finding, ...] = ()
    unsound: tuple[Unsound, ...] = ()
    notes: tuple[str, ...] = ()
    refusal: str | None = None
    undoes: str | None = None
    formerly: Mapping[str, str] = field(default_factory=dict)
    held: Account | None = None


class StepOutcome(StrEnum):
    DONE = "done"
    ALREADY = "done before"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StepResult:
    """`error` of one that failed, or whose outcome is unknown: read back (`changes.settle`) to find out."""

    step: Step
    outcome: StepOutcome
    error: SwitchroomError | None = None


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """`done` of `total` steps are over, `result` being the last; None before the first."""

    done: int
    total: int
    result: StepResult | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a plan. `batch` undoes it as one, "" where nothing was written. `left` are the steps not begun,
    because one failed or somebody stopped it: plan again to go on."""

    batch: str
    results: tuple[StepResult, ...]
    left: tuple[Step, ...] = ()
    stopped: bool = False

    @property
    def failure(self) -> StepResult | None:
        return next((one for one in self.results if one.error is not None), None)

    def count(self, kind: StepKind) -> int:
        """Steps of this kind that were done now."""
        return sum(one.step.kind is kind and one.outcome is StepOutcome.DONE for one in self.results)


@dataclass(frozen=True, slots=True)
class Batch:
    """A plan that was carried out: `gates` counts what it wrote. `undone`: it was taken back since; `undoes`: it took
    another one back itself."""

    id: str
    account: str
    at: Millis
    who: str
    title: str
    gates: int
    undone: bool = False
    undoes: str | None = None


def confirmation_of(account: Account, plan: Plan) -> Confirmation:
    """What is asked before a plan: the account's name is to be typed for production, and where gates are removed."""
    words = [
        f"{verb} {plan.count(kind)}"
        for verb, kind in (
            ("create", StepKind.CREATE),
            ("change", StepKind.UPDATE),
            ("remove", StepKind.REMOVE),
        )
        if plan.count(kind)
    ]
    if not words:
        return Confirmation(f"The gates of {account.name} are like this already: there is nothing to do.")
    production = account.environment is Environment.PRODUCTION
    warning = " It is production: callbacks of customers go by them." if production else ""
    told = ", ".join(words)
    noun = "gate" if len(plan.changes) == 1 else "gates"
    word = account.name if production or plan.count(StepKind.REMOVE) else None
    return Confirmation(f"{told[:1].upper()}{told[1:]} {noun} of {account.name}?{warning}", word)


def findings_of(account: Account, plan: Plan, there: Sequence[Gate], vault: GateVault) -> tuple[Finding, ...]:
    """Those of the plan and of what its steps would write; a mistake that is there already is only a warning. Blocks:
    passwords are looked for."""
    return (*plan.findings, *_of_steps(account, plan, there, vault))


def refusal_of(account: Account, findings: Sequence[Finding]) -> str | None:
    if account.read_only:
        return f"Account {account.name} is read-only: allow writing under Accounts, or choose another."
    worst = next((one for one in findings if one.severity is Severity.ERROR), None)
    return f"{worst.text} {worst.hint or ''}".strip() if worst is not None else None


def _of_steps(account: Account, plan: Plan, there: Sequence[Gate], vault: GateVault) -> Iterator[Finding]:
    touched = {step.before.id for step in plan.steps if step.before is not None}
    others = [gate for gate in there if gate.id not in touched]
    others += [step.after for step in plan.steps if step.after is not None]
    for step in plan.changes:
        if step.after is None:
            continue
        name = step.ref_id or step.after.name
        had = {(one.field, one.text) for one in check_gate(step.before)} if step.before is not None else set()
        twins = [gate for gate in others if gate is not step.after]
        for finding in check_gate(step.after, twins):
            known = (finding.field, finding.text) in had
            severity = Severity.WARNING if known and finding.severity is Severity.ERROR else finding.severity
            yield replace(finding, severity=severity, text=f"{name}: {finding.text}")
        try:
            vault.unseal(account.name, step.after)
        except SecretMissing as missing:
            yield Finding(Severity.ERROR, missing.field or "destinations", f"{name}: {missing.message}", missing.hint)
