"""Find and replace in all gates of an account: what would change is shown while typing, done as one, undone as one."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Checkbox, Input, Select, Static

from console.domain.findings import Finding
from console.domain.gates.diff import differences
from console.domain.gates.gate import Gate
from console.domain.gates.replace import Replaced, Search, Where, replace
from console.domain.plain_text import plain
from console.errors import NotFound, SwitchroomError
from console.services.desks import Desks
from console.services.gate_plan import GatePlan
from console.ui import failures
from console.ui.actions import bindings
from console.ui.after_rest import AfterRest
from console.ui.messages import WorkEnded, WorkStarted
from console.ui.screens.area import AreaScreen
from console.ui.screens.gates.applying_dialog import ApplyingDialog
from console.ui.screens.gates.form_lines import line, text_input
from console.ui.screens.gates.plan_dialog import PlanDialog
from console.ui.screens.gates.result_text import finding_lines
from console.ui.widgets.diff_view import DiffView, difference_lines
from console.ui.widgets.facts import lines
from console.ui.widgets.findings_list import FindingsList
from console.ui.widgets.segment_meter import plural
from console.ui.widgets.tick_box import TickBox

_REST = 0.15
_PLACES = (
    ("host and port of each URL", Where.HOST),
    ("the whole of each URL", Where.URL),
    ("each template", Where.TEMPLATE),
    ("every text of the gate", Where.TEXT),
)


class ReplaceScreen(AreaScreen):
    AREA = "gates"
    HELP_FILE = "help.md"
    CSS_PATH = "gates.tcss"
    BINDINGS = bindings("gate-replace")
    AUTO_FOCUS = "#replace-find"

    def __init__(self, desks: Desks, account: str) -> None:
        super().__init__(desks)
        self._account = account
        self._gates: list[Gate] = []
        self._showing = AfterRest(self, _REST, self._show)

    def compose_area(self) -> ComposeResult:
        title = Content.assemble(("Find and replace", "bold"), (f"   in all gates of {plain(self._account)}", "$quiet"))
        yield Static(title, id="replace-title", markup=False)
        with Container(id="replace-panes"):
            with Vertical(id="replace-fields"):
                yield line("Find", text_input("replace-find", "hooks.old.example.com"))
                yield FindingsList("find")
                yield line("Put there", text_input("replace-with", "hooks.new.example.com"))
                yield FindingsList("replacement")
                yield line(
                    "Look in",
                    Select[str](
                        [(name, where.value) for name, where in _PLACES],
                        value=Where.HOST.value,
                        allow_blank=False,
                        id="replace-where",
                        compact=True,
                    ),
                )
                yield TickBox("regular expression", id="replace-regex", compact=True)
                yield Static(markup=False, id="replace-says")
            yield DiffView(id="replace-diff")

    def area_mounted(self) -> None:
        self.show_account(self._account)
        self._read()

    @work(group="gates.known", exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        known = await self.desks.gates.known(self._account)
        self._gates = [one.gate for one in known.gates]
        self._show()

    @property
    def search(self) -> Search:
        return Search(
            self.query_one("#replace-find", Input).value,
            self.query_one("#replace-with", Input).value,
            Where(str(self.query_one("#replace-where", Select).value)),
            self.query_one("#replace-regex", Checkbox).value,
        )

    @on(Input.Changed)
    @on(Select.Changed)
    @on(Checkbox.Changed)
    def _typed(self) -> None:
        self._showing.soon()

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def _show(self) -> None:
        """What it would do to the gates as they were last read."""
        if self.is_going:
            return
        search = self.search
        found = replace(self._gates, search) if search.find else Replaced()
        for place in self.query(FindingsList):
            place.show(found.findings)
        says = self.query_one("#replace-says", Static)
        if not search.find:
            says.update(Content.styled(f"{plural(len(self._gates), 'gate')} here, as last read.", "$quiet"))
        else:
            count = len(found.pairs)
            said = f"{count} of {plural(len(self._gates), 'gate')} would change."
            if count:
                said += " F9 reads them anew, shows the whole, and asks."
            says.update(Content.styled(said, "$text-warning" if count else "$quiet"))
        self.query_one(DiffView).show("replace", lambda width: lines(replaced_lines(found, width)))

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def action_apply(self) -> None:
        search = self.search
        if not search.find:
            self.query_one("#replace-find").focus()
            return
        plan = await self._planned("Reading the gates as they are now")
        wrong = [one for one in plan.findings if one.field in {"find", "replacement"}]
        if wrong:
            self._show_findings(wrong)
            return
        await self._confirm_and_apply(plan)

    async def _planned(self, said: str) -> GatePlan:
        self.post_message(WorkStarted("gates.plan", said))
        try:
            return await self.desks.gates.plans.plan_replace(self._account, self.search)
        finally:
            self.post_message(WorkEnded("gates.plan"))

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def action_undo_all(self) -> None:
        """The last plan that was carried out, taken back as one."""
        try:
            plan = await self.desks.gates.plans.plan_undo(self._account)
        except NotFound as error:
            self.notify(failures.sentence(error), severity="warning", markup=False)
            return
        await self._confirm_and_apply(plan)

    async def _confirm_and_apply(self, plan: GatePlan) -> None:
        if await self.app.push_screen_wait(PlanDialog(plan)):
            await self.app.push_screen_wait(ApplyingDialog(self.desks.gates.plans, plan))
            self._read()

    def _show_findings(self, findings: list[Finding]) -> None:
        for place in self.query(FindingsList):
            place.show(findings)

    def work_failed(self, group: str, error: BaseException) -> None:
        if group == "gates.ask" and isinstance(error, SwitchroomError):
            self.query_one("#replace-says", Static).update(
                Content.styled(f"✕ {failures.sentence(error)}", "$text-error")
            )
        else:
            super().work_failed(group, error)

    def action_leave(self) -> None:
        self.dismiss()


def replaced_lines(found: Replaced, width: int) -> list[Content]:
    """Each gate with what would differ; then those it would break."""
    shown: list[Content] = []
    for before, after in found.pairs:
        shown.append(Content.styled(plain(before.name, 80), "bold"))
        shown += difference_lines(differences(before, after), width)
        shown.append(Content(""))
    for unsound in found.unsound:
        shown.append(Content.styled(f"✕ {plain(unsound.before.name, 80)} is left as it is", "bold $text-error"))
        shown += [*finding_lines(unsound.findings, width), Content("")]
    return shown
