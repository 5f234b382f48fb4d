"""Many gates at once: from files, or by find and replace; shown as one plan, done step by step, undone as one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from console.domain.findings import Finding
from console.domain.gates.plan import Plan, Step, StepKind
from console.domain.gates.replace import Search, Unsound
from console.domain.timestamps import Millis
from console.errors import SwitchroomError
from console.services.gate_changes import Confirmation
from console.services.gate_files import FileFormat


@dataclass(frozen=True, slots=True)
class GatePlan:
    """Steps to confirm together. `findings` are those of the plan and of its gates, each text beginning with its gate; `unsound` the gates a replacement would break, which are left alone. `refusal` is why it cannot be carried
    out at all, else None. `undoes` is the batch it takes back."""

    account: str
    title: str
    plan: Plan
    confirmation: Confirmation
    findings: tuple[Finding, ...] = ()
    unsound: tuple[Unsound, ...] = ()
    notes: tuple[str, ...] = ()
    refusal: str | None = None
    undoes: str | None = None


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
    """A plan that was carried out: `gates` counts what it wrote. `undone`: it was taken back since."""

    id: str
    account: str
    at: Millis
    who: str
    title: str
    gates: int
    undone: bool = False


class GatePlans:
    async def export(
        self, account: str, folder: Path, *, form: FileFormat = FileFormat.YAML, only: Collection[str] | None = None
    ) -> list[Path]:
        """The last known copies as files; `only` are ids or refIds. Raises InvalidInput, StoreError."""
        raise NotImplementedError

    async def plan_files(self, account: str, paths: Sequence[Path], *, remove_others: bool = False) -> GatePlan:
        """Reads the files and the account's list. Raises InvalidInput, ProviderRefused, ProviderUnreachable,
        SecretMissing, StoreError."""
        raise NotImplementedError

    async def plan_replace(self, account: str, search: Search, *, only: Collection[str] | None = None) -> GatePlan:
        """Reads the account's list. Findings of the search itself have the fields `find` and `replacement`."""
        raise NotImplementedError

    async def plan_undo(self, account: str, batch: str | None = None) -> GatePlan:
        """Everything a batch wrote, back to what it was; None: the last one not undone. What somebody changed since is
        told in `notes`. Raises NotFound, and as `plan_files`."""
        raise NotImplementedError

    async def batches(self, account: str) -> list[Batch]:
        """Newest first."""
        raise NotImplementedError

    async def apply(
        self,
        plan: GatePlan,
        *,
        on_progress: Callable[[PlanProgress], None] | None = None,
        stop: asyncio.Event | None = None,
    ) -> Applied:
        """One step after the other, each as `changes.carry_out` does it; ends at the first that fails, or when `stop`
        is set, between two steps. Steps found done are not done again. Raises InvalidInput for a plan with a refusal;
        what fails on the way is in the result."""
        raise NotImplementedError
