"""While a plan is carried out and after: how far it is, a way to stop, and what became of each gate."""

from __future__ import annotations

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, ProgressBar, Static

from console.domain.plain_text import plain
from console.errors import SwitchroomError
from console.services.gate_plan import Applied, GatePlan, PlanProgress, StepOutcome, StepResult
from console.services.gate_plans import GatePlans
from console.ui import failures
from console.ui.dialogs.dialog import Dialog, button
from console.ui.messages import WorkEnded, WorkProgress, WorkStarted
from console.ui.widgets.segment_meter import plural

_SIGNS = {
    StepOutcome.DONE: ("✓", "$text-success"),
    StepOutcome.ALREADY: ("·", "$quiet"),
    StepOutcome.FAILED: ("✕", "$text-error"),
    StepOutcome.UNKNOWN: ("?", "$state-unknown"),
}
_WORK = "gates.apply"


class ApplyingDialog(Dialog[Applied]):
    """Begins when it opens. Esc or Stop ends it after the gate that is under way."""

    def __init__(self, plans: GatePlans, plan: GatePlan) -> None:
        super().__init__(plan.title)
        self._plans = plans
        self._plan = plan
        self._stop = asyncio.Event()
        self._results: list[StepResult] = []
        self._applied: Applied | None = None
        self._over = False

    def compose_body(self) -> ComposeResult:
        yield ProgressBar(total=max(1, len(self._plan.plan.changes)), show_eta=False, id="applying-bar")
        yield Static(markup=False, id="applying-said")
        yield Static(markup=False, id="applying-results")

    def compose_buttons(self) -> ComposeResult:
        yield button("Stop", "stop", variant="error")

    def on_mount(self) -> None:
        self.query_one("#stop").focus()
        self._apply()

    @work(exclusive=True, group="gates.write", exit_on_error=False)
    async def _apply(self) -> None:
        total = len(self._plan.plan.changes)
        self.post_message(WorkStarted(_WORK, self._plan.title, 0, total))
        try:
            self._applied = await self._plans.apply(self._plan, on_progress=self._progressed, stop=self._stop)
        except SwitchroomError as error:
            await self._ended("Nothing was written", Content.styled(f"✕ {failures.sentence(error)}", "$text-error"))
        else:
            self._results = list(self._applied.results)
            await self._ended(*outcome(self._applied))
        finally:
            self.post_message(WorkEnded(_WORK))

    def _progressed(self, progress: PlanProgress) -> None:
        self.post_message(WorkProgress(_WORK, self._plan.title, progress.done, progress.total))
        self.query_one(ProgressBar).update(total=max(1, progress.total), progress=progress.done)
        if progress.result is not None:
            self._results.append(progress.result)
            self._show_results()

    def _show_results(self) -> None:
        self.query_one("#applying-results", Static).update(Content("\n").join(map(result_row, self._results)))

    async def _ended(self, title: str, said: Content) -> None:
        self._over = True
        self.query_one(ProgressBar).display = False
        panel = self.query_one(".dialog-panel")
        panel.border_title = Content(title)
        failed = self._applied is None or self._applied.failure is not None
        panel.set_class(failed, "-danger")
        self.query_one("#applying-said", Static).update(said)
        self._show_results()
        row = self.query_one(".dialog-buttons")
        async with self.batch():
            await row.remove_children()
            await row.mount(button("Close", "close", variant="primary"))
        self.query_one("#close").focus()

    @on(Button.Pressed, "#stop")
    def _stop_applying(self) -> None:
        self._stop.set()
        stop = self.query_one("#stop", Button)
        stop.label = Content("Stopping after this one…")
        stop.disabled = True

    def action_leave(self) -> None:
        if not self._over:
            if not self._stop.is_set():
                self._stop_applying()
        elif self._applied is not None:
            self.answer(self._applied)
        else:
            super().action_leave()

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.action_leave()


def outcome(applied: Applied) -> tuple[str, Content]:
    """The whole in a title and a sentence or two."""
    done = sum(one.outcome is StepOutcome.DONE for one in applied.results)
    said = f"{plural(done, 'gate')} written."
    if applied.left:
        said += f" {plural(len(applied.left), 'gate')} not begun: plan again to go on."
    if applied.batch and done:
        said += " F6 takes all of it back as one."
    failure = applied.failure
    if failure is not None and failure.outcome is StepOutcome.UNKNOWN:
        said += " Of one nobody knows: s in the list reads back to find out."
        return "Stopped: an outcome is unknown", Content.styled(said, "$state-unknown")
    if failure is not None:
        return "Stopped at the first that failed", Content.styled(said, "$text-error")
    if applied.stopped:
        return "Stopped", Content.styled(said, "$text-warning")
    return "Done", Content.styled(said, "$text-success")


def result_row(result: StepResult) -> Content:
    sign, style = _SIGNS[result.outcome]
    row = Content.assemble(
        (f"{sign} ", style), (f"{plain(result.step.name, 60):<24} ", "bold"), (result.outcome.value, style)
    )
    if result.error is not None:
        row = Content.assemble(row, f"  {failures.sentence(result.error)}")
    return row
