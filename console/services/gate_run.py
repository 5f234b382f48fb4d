"""Carrying out a plan: step by step, until one fails or somebody stops it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from console.domain.gates.gate import Gate
from console.domain.gates.plan import Step, StepKind
from console.domain.timestamps import Clock
from console.errors import GateChanged, GateMissing, GateTaken, InvalidInput, OutcomeUnknown, SwitchroomError
from console.services.gate_change import Change, ChangeKind, Confirmation, otherwise
from console.services.gate_plan import Applied, GatePlan, PlanProgress, StepOutcome, StepResult

if TYPE_CHECKING:
    from console.services.archive import Archive
    from console.services.gate_copies import GateCopies
    from console.services.gate_writer import GateWriter

_KINDS = {
    StepKind.CREATE: ChangeKind.CREATE,
    StepKind.UPDATE: ChangeKind.UPDATE,
    StepKind.REMOVE: ChangeKind.REMOVE,
}


class GateRun:
    def __init__(
        self, writer: GateWriter, copies: GateCopies, archive: Archive, clock: Clock, who: Callable[[], str]
    ) -> None:
        self._writer = writer
        self._copies = copies
        self._archive = archive
        self._clock = clock
        self._who = who

    async def apply(
        self, plan: GatePlan, on_progress: Callable[[PlanProgress], None] | None, stop: asyncio.Event | None
    ) -> Applied:
        """As `GatePlans.apply` says."""
        if plan.refusal is not None:
            raise InvalidInput(plan.refusal, hint="Nothing was written.")
        steps = plan.plan.changes
        results: list[StepResult] = []
        batch = ""

        def tell(result: StepResult | None) -> None:
            if on_progress is not None:
                on_progress(PlanProgress(len(results), len(steps), result))

        tell(None)
        for step in steps:
            if stop is not None and stop.is_set():
                return Applied(batch, tuple(results), steps[len(results) :], stopped=True)
            batch = batch or await self._begin(plan)
            results.append(await self._step(plan, step, batch))
            tell(results[-1])
            if results[-1].error is not None:
                break
        wrote = any(one.outcome in {StepOutcome.DONE, StepOutcome.UNKNOWN} for one in results)
        return Applied(batch if wrote else "", tuple(results), steps[len(results) :])

    async def _begin(self, plan: GatePlan) -> str:
        from ulid import ULID

        from console.store.gate_writes import BatchRow, keep_batch

        row = BatchRow(str(ULID()), plan.account, self._clock(), self._who(), plan.title, plan.undoes)
        await self._archive.write(lambda connection: keep_batch(connection, row))
        return row.id

    async def _step(self, plan: GatePlan, step: Step, batch: str) -> StepResult:
        gate = step.after or step.before or Gate()
        change = Change(
            account=plan.account,
            kind=_KINDS[step.kind],
            gate_id=gate.id or "",
            ref_id=gate.ref_id,
            fresh=step.before,
            merged=step.after,
            confirmation=Confirmation(plan.title),
            formerly=plan.formerly.get(step.ref_id),
            held=plan.held,
        )
        try:
            await self._writer.write(change, batch=batch)
        except OutcomeUnknown as error:
            return StepResult(step, StepOutcome.UNKNOWN, error)
        except (GateChanged, GateMissing, GateTaken) as error:
            # The writer has just read what is there, and the copies have it.
            if await self._is_done(plan.account, step):
                return StepResult(step, StepOutcome.ALREADY)
            return StepResult(step, StepOutcome.FAILED, error)
        except SwitchroomError as error:
            return StepResult(step, StepOutcome.FAILED, error)
        return StepResult(step, StepOutcome.DONE)

    async def _is_done(self, account: str, step: Step) -> bool:
        listed = (await self._copies.known([account])).gates
        if step.after is None:
            return all(one.gate_id != (step.before or Gate()).id for one in listed)
        if step.before is not None:
            there = next((one.gate for one in listed if one.gate_id == step.after.id), None)
        else:
            there = next((one.gate for one in listed if step.ref_id and one.gate.ref_id == step.ref_id), None)
        return there is not None and not otherwise(step.after, there)
