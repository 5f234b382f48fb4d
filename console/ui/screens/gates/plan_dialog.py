"""A plan over many gates as one diff, and the one question before it is carried out."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from console.domain.findings import Severity
from console.domain.gates.plan import StepKind
from console.domain.plain_text import plain
from console.services.gate_plan import GatePlan
from console.ui.dialogs.dialog import sentence
from console.ui.dialogs.question import Question
from console.ui.screens.gates.result_text import finding_lines
from console.ui.widgets.diff_view import DiffView, difference_lines
from console.ui.widgets.facts import lines
from console.ui.widgets.segment_meter import plural

_SIGNS = {
    StepKind.CREATE: ("+", "$text-success"),
    StepKind.UPDATE: ("~", "$text-warning"),
    StepKind.REMOVE: ("-", "$text-error"),
    StepKind.UNCHANGED: (" ", "$quiet"),
}


class PlanDialog(Question[bool]):
    def __init__(self, plan: GatePlan) -> None:
        can_be_done = plan.refusal is None and not plan.plan.empty
        word = plan.confirmation.word
        super().__init__(
            plan.title,
            yes=f"Write {plural(len(plan.plan.changes), 'gate')}" if can_be_done else None,
            word=word,
            danger=word is not None,
        )
        self._plan = plan

    def compose_question(self) -> ComposeResult:
        yield sentence(self._plan.confirmation.question, classes="-question")
        if self._plan.refusal is not None:
            yield sentence(f"✕ {self._plan.refusal}", classes="-warning")
        for note in self._plan.notes:
            yield sentence(f"⚠ {note}", classes="-warning")
        yield DiffView(id="plan-diff")

    def on_mount(self) -> None:
        plan = self._plan
        self.query_one(DiffView).show("plan", lambda width: plan_text(plan, width))

    def agreed(self) -> None:
        self.answer(True)


def plan_text(plan: GatePlan, width: int) -> Content:
    """Each gate with what would differ, those left alone, and what is wrong."""
    shown: list[Content] = []
    for step in plan.plan.changes:
        sign, style = _SIGNS[step.kind]
        shown.append(Content.assemble((f"{sign} {step.kind.value} ", style), (plain(step.name, 80), "bold")))
        if step.kind is StepKind.UPDATE:
            shown += [Content.assemble("  ", one) for one in difference_lines(step.differences, max(20, width - 2))]
    same = plan.plan.count(StepKind.UNCHANGED)
    if same:
        shown.append(Content.styled(f"{plural(same, 'gate')} stay as they are", "$quiet"))
    if not plan.plan.changes:
        shown.append(Content("There is nothing to write."))
    for unsound in plan.unsound:
        shown.append(Content.styled(f"✕ {plain(unsound.before.name, 80)} is left alone", "bold $text-error"))
        shown += finding_lines(unsound.findings, width)
    worth = [one for one in plan.findings if one.severity is not Severity.NOTE]
    if worth:
        shown += [Content(""), *finding_lines(worth, width)]
    return lines(shown)
