"""Call a destination as the platform would: says first what would go out and where, then shows each step as it ends."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Button

from console.domain.plain_text import plain
from console.errors import SwitchroomError
from console.services.gate_probe import GateProbe, ProbeExchange, ProbePlan, ProbeReport, ProbeStep, StepResult
from console.ui import failures
from console.ui.dialogs.dialog import button, sentence
from console.ui.dialogs.question import Question
from console.ui.screens.gates.result_text import result_lines, url_lines
from console.ui.widgets.diff_view import DiffView
from console.ui.widgets.facts import facts, heading, lines
from console.ui.widgets.raw_request import body_lines

_PARTS = {
    "name": "DNS",
    "connection": "Connection",
    "tls": "TLS",
    "certificate": "Certificate",
    "exchange": "Exchange",
    "verdict": "Verdict",
}
_SIGNS = {
    StepResult.OK: ("✓", "$text-success"),
    StepResult.WARNING: ("⚠", "$text-warning"),
    StepResult.FAILURE: ("✕", "$text-error"),
    StepResult.SKIPPED: ("·", "$quiet"),
}


class ProbeDialog(Question[ProbeReport]):
    """Answers with the report, None where nobody was called. Leaving while it runs gives the call up."""

    BINDINGS = [
        Binding("j", "page(1)", show=False),
        Binding("k", "page(-1)", show=False),
        Binding("y", "copy", "Copy", show=False),
    ]

    def __init__(self, probe: GateProbe, plan: ProbePlan) -> None:
        word = plan.confirmation.word
        yes = "Call it" if plan.refusal is None else None
        super().__init__("Probe this destination?", yes=yes, word=word, danger=word is not None)
        self._probe = probe
        self._plan = plan
        self._steps: list[ProbeStep] = []
        self._report: ProbeReport | None = None
        self._problem: SwitchroomError | None = None
        self._begun = False

    def compose_question(self) -> ComposeResult:
        yield sentence(self._plan.confirmation.question, classes="-question")
        if self._plan.refusal is not None:
            yield sentence(f"✕ {self._plan.refusal}", classes="-warning")
        yield DiffView(id="probe-view")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        self.query_one(DiffView).show("probe", self._text)

    def _text(self, width: int) -> Content:
        if not self._begun:
            return lines(
                [
                    Content("A real server is called, as the platform would call it, and this is sent:"),
                    Content(""),
                    *result_lines(self._plan.rendering, width),
                ]
            )
        shown = [line for step in self._steps for line in step_lines(step, width)]
        if self._problem is not None:
            shown += Content.styled(f"✕ {failures.sentence(self._problem)}", "$text-error").wrap(width)
        elif self._report is None:
            shown.append(Content.styled("◌ …", "$state-temporary"))
        elif self._report.exchange is not None:
            shown += exchange_lines(self._report.exchange, width)
        return lines(shown)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._text(100).plain)
        self.notify("The probe is on the clipboard.", markup=False)

    @property
    def may_go_on(self) -> bool:
        return not self._begun and super().may_go_on

    def agreed(self) -> None:
        self._begun = True
        self._run()

    @work(exclusive=True, group="gates.probe", exit_on_error=False)
    async def _run(self) -> None:
        async with self.batch():
            await self.query(".-ask, .-question, #word").remove()
            row = self.query_one(".dialog-buttons")
            await row.remove_children()
            await row.mount(button("Give up", "cancel"))
        self.query_one("#cancel").focus()
        self.query_one(".dialog-panel").border_title = Content("Probing")
        self._show()
        try:
            self._report = await self._probe.run(self._plan, self._step_ended)
            self._steps = list(self._report.steps)
        except SwitchroomError as error:
            self._problem = error
        failed = self._report is None or self._report.verdict.result is StepResult.FAILURE
        panel = self.query_one(".dialog-panel")
        panel.border_title = Content(_title(self._report))
        panel.set_class(failed, "-danger")
        self.query_one("#cancel", Button).label = Content("Close")
        self._show()

    def _step_ended(self, step: ProbeStep) -> None:
        self._steps.append(step)
        self._show()

    def action_leave(self) -> None:
        if self._report is not None:
            self.answer(self._report)
        else:
            super().action_leave()


def _title(report: ProbeReport | None) -> str:
    if report is None:
        return "Not probed"
    if report.verdict.result is StepResult.OK and any(step.result is StepResult.WARNING for step in report.steps):
        return "It answers as it should, but look"
    return {
        StepResult.OK: "It answers as it should",
        StepResult.WARNING: "It answers, but look",
        StepResult.FAILURE: "The platform would try again",
        StepResult.SKIPPED: "There was nothing to judge",
    }[report.verdict.result]


def step_lines(step: ProbeStep, width: int) -> list[Content]:
    sign, style = _SIGNS[step.result]
    head = f"{sign} {_PARTS[step.part]:<12}"
    room = max(16, width - len(head))
    said = Content.assemble((plain(step.sentence, 400), style if step.result is not StepResult.OK else ""))
    if step.hint:
        said = Content.assemble(said, (f"  {plain(step.hint, 400)}", "$quiet"))
    first, *rest = said.wrap(room)
    shown = [Content.assemble((head, style), first), *(Content.assemble(" " * len(head), line) for line in rest)]
    told = facts(((plain(label, 30), plain(value, 300)) for label, value in step.details), max(24, room))
    return [*shown, *(Content.assemble(" " * len(head), fact) for fact in told)]


def exchange_lines(exchange: ProbeExchange, width: int) -> list[Content]:
    """Request and answer, masked already."""
    shown = [*heading("Request"), *url_lines(exchange.method, exchange.url, width)]
    shown += [
        Content.assemble((f"{plain(name, 80)}: ", "$quiet"), plain(value, 400))
        for name, value in exchange.request_headers
    ]
    if exchange.request_body:
        shown += [Content(""), *body_lines(exchange.request_body.encode("utf-8", "replace"), width)]
    if exchange.status is None:
        return [*shown, *heading("Answer"), Content.styled("none came", "$state-failed")]
    shown += [*heading("Answer"), Content.styled(str(exchange.status), "bold")]
    shown += [
        Content.assemble((f"{plain(name, 80)}: ", "$quiet"), plain(value, 400))
        for name, value in exchange.answer_headers
    ]
    return [*shown, Content(""), *body_lines(exchange.answer_body.encode("utf-8", "replace"), width)]
