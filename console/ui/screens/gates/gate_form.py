"""The form of one gate: fields, JSON and result beside one another, each following the others at every key."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from console.domain.findings import Finding
from console.domain.gates.destination import Destination
from console.domain.gates.gate import Gate
from console.domain.gates.sealing import masked
from console.domain.gates.sentence import say
from console.domain.plain_text import plain
from console.services.desks import Desks
from console.services.gate_samples import Sample
from console.services.known_gate import KnownGate
from console.ui.actions import bindings
from console.ui.after_rest import CHECK_AFTER, AfterRest
from console.ui.screens.gates.destination_fields import DestinationFields
from console.ui.screens.gates.destination_list import DestinationList, destination_row
from console.ui.screens.gates.form_actions import FormActions
from console.ui.screens.gates.gate_draft import GateDraft
from console.ui.screens.gates.gate_fields import GateFields
from console.ui.screens.gates.result_text import result_lines, sample_words
from console.ui.widgets.facts import lines
from console.ui.widgets.json_panel import JsonPanel
from console.ui.widgets.ordered_list import OrderedField, OrderedList
from console.ui.widgets.reading_pane import ReadingPane
from console.ui.widgets.segment_meter import plural


class GateFormScreen(FormActions):
    """`saved` is the id of the gate once it was saved, None when the form was left."""

    AREA = "gates"
    HELP_FILE = "form_help.md"
    CSS_PATH = "gates.tcss"
    BINDINGS = bindings("gate-form")
    AUTO_FOCUS = None

    def __init__(self, desks: Desks, account: str, known: KnownGate | None) -> None:
        super().__init__(desks)
        self._account = account
        self._known = known
        self._draft = GateDraft(known.gate if known is not None else desks.gates.new_gate(account))
        self._place = 0
        self._findings: list[Finding] = []
        self._unreadable: dict[str, Finding] = {}
        self._others: list[Gate] = []
        self._sample: Sample | None = None
        self._checking = AfterRest(self, CHECK_AFTER, self._check)
        self._thrown: Gate | None = None
        self._tried = known is not None
        self._saving = False
        self._standing = ""
        """What is said where nothing else is to be said."""
        self.saved: str | None = None

    @property
    def draft(self) -> GateDraft:
        return self._draft

    def compose_area(self) -> ComposeResult:
        yield Static(markup=False, id="gate-form-title")
        with Horizontal(id="gate-form-panes"):
            with VerticalScroll(id="gate-form-fields", can_focus=False):
                yield Static(markup=False, id="gate-form-says")
                yield GateFields()
                yield OrderedField("Destinations", "destinations", DestinationList(id="destination-list"))
                yield DestinationFields()
            with Vertical(id="gate-beside"):
                yield JsonPanel(id="gate-form-json")
                with Vertical(id="gate-form-result"):
                    yield Static(markup=False, id="result-says")
                    yield ReadingPane(id="result")
        yield Static(markup=False, id="gate-form-said")

    def area_mounted(self) -> None:
        self._show_account()
        self._fill()
        self._check()
        self._read_around()
        self.query_one("#gate-ref" if self._known is None else "#destination-list").focus()

    def _show_account(self) -> None:
        account = self.show_account(self._account)
        if account is not None and account.read_only:
            self._standing = f"{account.name} is read-only: try what you like here, it cannot be saved."
            self._say_standing()

    @work(group="gates.around", exclusive=True, exit_on_error=False)
    async def _read_around(self) -> None:
        """The other gates, which may have the same refId, and a callback to try the destinations with."""
        known = await self.desks.gates.known(self._account)
        mine = self._known.gate_id if self._known is not None else None
        self._others = [one.gate for one in known.gates if one.gate_id != mine]
        if self._sample is None:
            self._use(await self._first_sample())
        self._check()

    async def _first_sample(self) -> Sample:
        return (await self.desks.gates.samples.samples(self._draft.base))[0]

    def _use(self, sample: Sample) -> None:
        self._sample = sample
        self.query_one(DestinationFields).use_kind(sample.kind)

    # from one way in to the others

    @property
    def _destination(self) -> Destination | None:
        listed = self._draft.gate.destinations
        return listed[self._place] if self._place < len(listed) else None

    def _fill(self, *, json: bool = True) -> None:
        """Every field as the gate has it; the JSON too, unless it is where the change came from."""
        gate = self._draft.gate
        self._unreadable.clear()
        self._place = max(0, min(self._place, len(gate.destinations) - 1))
        self.query_one(GateFields).fill(gate)
        self._fill_destinations()
        if json:
            self._fill_json()

    def _fill_destinations(self) -> None:
        self._fill_list()
        self.query_one(DestinationFields).fill(self._place, self._destination)

    def _fill_list(self) -> None:
        rows = map(destination_row, masked(self._draft.gate).destinations)
        self.query_one(OrderedField).fill(rows, self._shown, self._place)

    def _fill_json(self) -> None:
        self.query_one(JsonPanel).show(self._draft)

    @on(GateFields.Edited)
    def _gate_edited(self, event: GateFields.Edited) -> None:
        self._draft.change_gate(event.change(self._draft.gate))
        self._edited()

    @on(DestinationFields.Edited)
    def _destination_edited(self, event: DestinationFields.Edited) -> None:
        self._draft.change_destination(self._place, event.change)
        self._after_destination()

    @on(DestinationFields.PasswordTyped)
    def _password_typed(self, event: DestinationFields.PasswordTyped) -> None:
        self._draft.set_password(self._place, event.password)
        self._after_destination()

    def _after_destination(self) -> None:
        destination = self._destination
        if destination is not None:
            self.query_one(DestinationFields).show_kept(destination)
        self._edited()

    def _edited(self) -> None:
        self._fill_json()
        self._say_standing()
        self._checking.soon()

    @on(DestinationFields.ZoneTyped)
    def _zone_typed(self) -> None:
        self._checking.soon()

    @on(GateFields.Unreadable)
    @on(DestinationFields.Unreadable)
    def _field_unreadable(self, event: GateFields.Unreadable | DestinationFields.Unreadable) -> None:
        where = "customParameters"
        if isinstance(event, DestinationFields.Unreadable):
            where = f"destinations.{self._place}.customParameters"
        self._unreadable.pop(where, None)
        if event.finding is not None:
            one = event.finding
            self._unreadable[where] = Finding(one.severity, where, one.text, one.hint, one.span)
        self._checking.soon()

    @on(JsonPanel.Typed)
    def _json_typed(self) -> None:
        if self._draft.read(self.query_one(JsonPanel).text):
            self._fill(json=False)
        self._edited()

    def on_descendant_blur(self) -> None:
        """Whoever leaves the JSON leaves it in order, and no password that was typed into it stays readable."""
        if self.query_one(JsonPanel).text == self._draft.json and self._draft.tidy():
            self._fill_json()

    # destinations

    @on(OrderedField.Chosen)
    def _destination_chosen(self, event: OrderedField.Chosen) -> None:
        if event.place != self._place:
            self._place = event.place
            self._unreadable = {where: one for where, one in self._unreadable.items() if "." not in where}
            self.query_one(DestinationFields).fill(self._place, self._destination)
            self._check()

    @on(OrderedField.EditWanted)
    def _destination_wanted(self) -> None:
        self.query_one("#destination-url").focus()

    @on(DestinationList.HereWanted)
    def _here_wanted(self) -> None:
        self.add_this_listener()

    @on(OrderedList.StepWanted)
    def _destination_step(self, event: OrderedList.StepWanted) -> None:
        draft, place = self._draft, self._place
        match event.step:
            case "add":
                self._place = draft.add(place if draft.gate.destinations else -1)
            case "duplicate":
                self._place = draft.duplicate(place)
            case "remove":
                self._place = draft.remove(place)
            case "up":
                self._place = draft.move(place, -1)
            case "down":
                self._place = draft.move(place, 1)
        self._fill()
        self._say_standing()
        self._check()
        if event.step == "add":
            self.query_one("#destination-url").focus()

    # what it says

    def _check(self) -> None:
        if self.is_going:
            return
        gate = self._draft.gate
        self._findings = [
            *self._unreadable.values(),
            *self.desks.gates.findings(self._account, gate, self._others),
        ]
        shown = self._shown
        self.query_one(GateFields).show(shown)
        self._fill_list()
        self.query_one(DestinationFields).show(shown, self._place)
        self.query_one("#gate-form-says", Static).update(Content(say(gate)))
        self._show_title()
        self._show_result()

    @property
    def _shown(self) -> list[Finding]:
        return [one for one in self._findings if self._tried or not self._is_empty(one)]

    def _is_empty(self, finding: Finding) -> bool:
        """Before the first try to save, nobody needs to be told that a field of a new gate is still empty."""
        if finding.field == "refId":
            return not self._draft.gate.ref_id
        if finding.field.endswith(".url"):
            place = int(finding.field.split(".")[1])
            listed = self._draft.gate.destinations
            return place < len(listed) and not listed[place].url
        return finding.field == "destinations"

    def _show_title(self) -> None:
        name = f"Change {self._known.gate.name}" if self._known is not None else "A new gate"
        count = len(self._draft.changes)
        changed = plural(count, "change") + " not saved" if count else "nothing changed"
        if self._known is None:
            changed = "not there yet"
        self.query_one("#gate-form-title", Static).update(
            Content.assemble(
                (plain(name, 80), "bold"),
                (f"   {plain(self._account)}   ", "$quiet"),
                (changed, "$text-warning" if count or self._known is None else "$quiet"),
            )
        )

    def _show_result(self) -> None:
        destination, sample = self._destination, self._sample
        if destination is None or sample is None:
            self.query_one("#result-says", Static).update("")
            self.query_one("#result", ReadingPane).show(None, lambda _width: Content(""))
            return
        fields = self.query_one(DestinationFields)
        rendering = self.desks.gates.samples.render(destination, sample, fields.zone)
        with_what = f"{sample_words(sample, self.desks.clock())}. F3 tries another."
        fields.show_result(rendering, with_what if self.has_class("-narrow") else "")
        says = Content.assemble(
            (f"Destination {self._place + 1} would get", "bold $primary"), (f"  {with_what}", "$quiet")
        )
        self.query_one("#result-says", Static).update(says)
        self.query_one("#result", ReadingPane).show(self._place, lambda width: lines(result_lines(rendering, width)))

    def _say_standing(self) -> None:
        self._say(self._standing, "$text-warning")

    def _say(self, text: str, style: str = "$quiet") -> None:
        """In the line at the bottom, until something is changed."""
        said = self.query_one("#gate-form-said", Static)
        said.update(Content.styled(plain(text), style))
        said.display = bool(text)
