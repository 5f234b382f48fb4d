"""Many gates at once: from files, or by find and replace; shown as one plan, done step by step, undone as one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from console.domain.account import Account
from console.domain.document import ABSENT
from console.domain.gates.diff import differences
from console.domain.gates.gate import Gate
from console.domain.gates.plan import Plan, Step, StepKind, WantedGate
from console.domain.gates.plan import plan as planned
from console.domain.gates.replace import Replaced, Search, Unsound, replace
from console.domain.gates.three_way import merge
from console.errors import InvalidInput, NotFound
from console.services.gate_changes import before_write, owned
from console.services.gate_files import FileFormat, read_gate_files, write_gate_files
from console.services.gate_plan import (
    Applied,
    Batch,
    GatePlan,
    PlanProgress,
    StepOutcome,
    StepResult,
    confirmation_of,
    findings_of,
    refusal_of,
)
from console.services.known_gate import Origin, Revision

if TYPE_CHECKING:
    from console.services.archive import Archive
    from console.services.gate_access import GateAccess
    from console.services.gate_copies import GateCopies
    from console.services.gate_run import GateRun
    from console.services.gate_vault import GateVault

__all__ = ["Applied", "Batch", "FileFormat", "GatePlan", "GatePlans", "PlanProgress", "StepOutcome", "StepResult"]


class GatePlans:
    def __init__(
        self,
        access: GateAccess,
        copies: GateCopies,
        vault: GateVault,
        run: GateRun,
        archive: Archive,
    ) -> None:
        self._access = access
        self._copies = copies
        self._vault = vault
        self._run = run
        self._archive = archive

    async def export(
        self, account: str, folder: Path, *, form: FileFormat = FileFormat.YAML, only: Collection[str] | None = None
    ) -> list[Path]:
        """The last known copies as files; `only` are ids or refIds. Raises InvalidInput, StoreError."""
        self._access.account(account)
        listed = (await self._copies.known([account])).gates
        chosen = [one for one in listed if _is_among(one.gate, only)]
        _require_all([one.gate for one in chosen], only)
        return await asyncio.to_thread(write_gate_files, folder, chosen, form)

    async def plan_files(self, account: str, paths: Sequence[Path], *, remove_others: bool = False) -> GatePlan:
        """Reads the files and the account's list. Raises InvalidInput, ProviderRefused, ProviderUnreachable,
        SecretMissing, StoreError."""
        held = self._access.account(account)
        wanted = await asyncio.to_thread(read_gate_files, paths)
        there = await self._access.read_list(account)
        sealed = await asyncio.to_thread(self._sealed, held, wanted, there)
        found = planned(sealed, there, remove_others)
        names = ", ".join(dict.fromkeys(path.name or str(path) for path in paths))
        return await self._checked(held, f"Apply {names}", found, there)

    async def plan_replace(self, account: str, search: Search, *, only: Collection[str] | None = None) -> GatePlan:
        """Reads the account's list. Findings of the search itself have the fields `find` and `replacement`."""
        held = self._access.account(account)
        there = await self._access.read_list(account)
        chosen = [gate for gate in there if _is_among(gate, only)]
        _require_all(chosen, only)
        # A pattern may take its time, and the screen shares this loop.
        done: Replaced = await asyncio.to_thread(replace, chosen, search)
        steps = tuple(
            Step(StepKind.UPDATE, before.ref_id or "", before, after, differences(before, after))
            for before, after in done.pairs
        )
        title = f"Replace {search.find} with {search.replacement}"
        return await self._checked(held, title, Plan(steps, done.findings), there, unsound=done.unsound)

    async def plan_undo(self, account: str, batch: str | None = None) -> GatePlan:
        """Everything a batch wrote, back to what it was; None: the last one not undone. What somebody changed since is
        told in `notes`. Raises NotFound, and as `plan_files`."""
        from console.store.gate_writes import batch as stored
        from console.store.gates import batch_revisions

        held = self._access.account(account)
        if batch is None:
            batch = next((one.id for one in await self.batches(account) if not one.undone and not one.undoes), None)
            if batch is None:
                raise NotFound("No plan was carried out that is not undone.", hint="Single gates have a history.")
        row = await self._archive.read(lambda connection: stored(connection, account, batch))
        written = await self._archive.read(lambda connection: batch_revisions(connection, row.id))
        there = await self._access.read_list(account)
        now = {gate.id or "": gate for gate in there}
        steps: list[Step] = []
        notes: list[str] = []
        formerly: dict[str, str] = {}
        for revision in reversed(written):
            history = await self._copies.history(account, revision.gate_id)
            version = next(one for one in history if one.id == revision.id)
            step = _step_back(version, history, now.get(revision.gate_id), notes)
            if step is None:
                continue
            steps.append(step)
            if step.kind is StepKind.CREATE:
                formerly[step.ref_id] = revision.gate_id
        title = f"Undo: {row.title}"
        found = Plan(tuple(steps))
        return await self._checked(held, title, found, there, notes=notes, undoes=row.id, formerly=formerly)

    async def batches(self, account: str) -> list[Batch]:
        """Newest first."""
        from console.store.gate_writes import batches

        rows = await self._archive.read(lambda connection: batches(connection, account))
        return [
            Batch(one.id, one.account, one.at, one.who, one.title, one.gates, one.undone, one.undoes) for one in rows
        ]

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
        return await self._run.apply(plan, on_progress, stop)

    def _sealed(self, account: Account, wanted: Sequence[WantedGate], there: Sequence[Gate]) -> list[WantedGate]:
        known = {gate.ref_id: gate for gate in there if gate.ref_id}
        sealed = []
        for one in wanted:
            try:
                gate = self._vault.seal_typed(account.name, one.gate, known.get(one.gate.ref_id or ""))
            except InvalidInput as error:
                raise InvalidInput(f"{one.origin}: {error.message}", hint=error.hint, field=error.field) from None
            sealed.append(WantedGate(owned(gate, account), one.origin))
        return sealed

    async def _checked(
        self,
        held: Account,
        title: str,
        found: Plan,
        there: Sequence[Gate],
        *,
        unsound: Sequence[Unsound] = (),
        notes: Sequence[str] = (),
        undoes: str | None = None,
        formerly: Mapping[str, str] | None = None,
    ) -> GatePlan:
        findings = await asyncio.to_thread(findings_of, held, found, there, self._vault)
        return GatePlan(
            held.name,
            title,
            found,
            confirmation_of(held, found),
            findings,
            tuple(unsound),
            tuple(dict.fromkeys(notes)),
            refusal_of(held, findings),
            undoes,
            dict(formerly or {}),
            held,
        )


def _step_back(version: Revision, history: list[Revision], now: Gate | None, notes: list[str]) -> Step | None:
    """What takes back one thing a plan wrote; None where there is nothing to take back, told in the notes."""
    name, ref_id = version.gate.name, version.ref_id or ""
    if version.origin is Origin.REMOVED:
        if now is not None:
            notes.append(f"{name} is there again already.")
            return None
        after = version.gate.with_value("id", ABSENT)
        notes.append(f"{name} will have a new id: whatever refers to {version.gate_id} has to be told.")
        return Step(StepKind.CREATE, ref_id, None, after, differences(None, after))
    if now is None:
        notes.append(f"{name} is not there any more, and is left so.")
        return None
    earlier = before_write(history, version)
    if version.origin is Origin.CREATED:
        if differences(version.gate, now):
            notes.append(f"{name} was changed since it was created.")
        return Step(StepKind.REMOVE, ref_id, now, None, differences(now, None))
    if earlier is None:
        notes.append(f"Nobody knows what {name} was before.")
        return None
    merged = merge(version.gate, earlier.gate.with_value("id", version.gate_id), now)
    if merged.conflicts:
        places = ", ".join(conflict.label for conflict in merged.conflicts)
        notes.append(f"{name} was changed by somebody else since, in the same places ({places}): undoing wins.")
    elif differences(version.gate, now):
        notes.append(f"{name} was changed by somebody else since; that stays.")
    found = differences(now, merged.merged)
    kind = StepKind.UPDATE if found else StepKind.UNCHANGED
    return Step(kind, ref_id, now, merged.merged, found)


def _is_among(gate: Gate, only: Collection[str] | None) -> bool:
    return only is None or gate.id in only or gate.ref_id in only


def _require_all(chosen: Sequence[Gate], only: Collection[str] | None) -> None:
    known = {name for gate in chosen for name in (gate.id, gate.ref_id)}
    missing = [name for name in only or () if name not in known]
    if missing:
        raise InvalidInput(
            f"There is no gate {', '.join(missing)}.", hint="Read the list of gates again.", field="only"
        )
