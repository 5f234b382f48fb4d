"""A plan over many gates as one diff, and the one question before it is carried out."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Button, Input
from textual.widgets.button import ButtonVariant

from console.domain.findings import Severity
from console.domain.gates.plan import StepKind
from console.domain.plain_text import plain
from console.services.gate_plan import GatePlan
from console.ui.dialogs.dialog import Dialog, button, sentence
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


class PlanDialog(Dialog[bool]):
    BINDINGS = [
        Binding("pagedown", "scroll(1)", show=False),
        Binding("pageup", "scroll(-1)", show=False),
    ]

    def __init__(self, plan: GatePlan) -> None:
        super().__init__(plan.title, danger=plan.confirmation.word is not None)
        self._plan = plan

    @property
    def _can_be_done(self) -> bool:
        return self._plan.refusal is None and not self._plan.plan.empty

    def compose_body(self) -> ComposeResult:
        yield sentence(self._plan.confirmation.question, classes="-question")
        if self._plan.refusal is not None:
            yield sentence(f"✕ {self._plan.refusal}", classes="-warning")
        for note in self._plan.notes:
            yield sentence(f"⚠ {note}", classes="-warning")
        yield DiffView(id="plan-diff")
        if self._can_be_done and self._plan.confirmation.word is not None:
            yield sentence(f"Type {self._plan.confirmation.word} to go on:", classes="-ask")
            yield Input(id="word", compact=True)

    def compose_buttons(self) -> ComposeResult:
        if not self._can_be_done:
            yield button("Close", "cancel", variant="primary")
            return
        yield button("Cancel", "cancel")
        variant: ButtonVariant = "error" if self._danger else "primary"
        count = len(self._plan.plan.changes)
        word = self._plan.confirmation.word
        yield button(f"Write {plural(count, 'gate')}", "yes", variant=variant, disabled=word is not None)

    def on_mount(self) -> None:
        plan = self._plan
        self.query_one(DiffView).show("plan", lambda width: plan_text(plan, width))
        asks = self._can_be_done and plan.confirmation.word is not None
        self.query_one("#word" if asks else "#yes" if self._can_be_done else "#cancel").focus()

    def action_scroll(self, by: int) -> None:
        view = self.query_one(DiffView)
        view.scroll_relative(y=by * max(1, view.size.height - 2), animate=False)

    @property
    def _may_go_on(self) -> bool:
        word = self._plan.confirmation.word
        return self._can_be_done and (word is None or self.query_one("#word", Input).value.strip() == word)

    @on(Input.Changed, "#word")
    def _open_the_button(self) -> None:
        self.query_one("#yes", Button).disabled = not self._may_go_on

    @on(Input.Submitted, "#word")
    @on(Button.Pressed, "#yes")
    def _say_yes(self) -> None:
        if self._may_go_on:
            self.answer(True)

    @on(Button.Pressed, "#cancel")
    def _say_no(self) -> None:
        self.answer(False)


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
