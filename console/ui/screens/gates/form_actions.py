"""What can be done with the form of a gate: try it, probe it, save it, leave it."""

from __future__ import annotations

from textual import work

from console.domain.findings import Finding, Severity
from console.domain.gates.destination import Destination
from console.domain.gates.gate import Gate
from console.errors import SwitchroomError
from console.services.gate_samples import Sample
from console.services.known_gate import KnownGate
from console.ui import failures
from console.ui.dialogs.confirm import ConfirmDialog
from console.ui.screens.area import AreaScreen
from console.ui.screens.gates.change_flow import carry_through
from console.ui.screens.gates.destination_fields import DestinationFields
from console.ui.screens.gates.gate_draft import GateDraft
from console.ui.screens.gates.writing_dialog import WriteEnd
from console.ui.widgets.json_panel import UNREADABLE, JsonPanel
from console.ui.widgets.segment_meter import plural


class FormActions(AreaScreen):
    """The screen holds the draft, and shows it, what is found in it and what becomes of it."""

    _account: str
    _known: KnownGate | None
    _draft: GateDraft
    _place: int
    _findings: list[Finding]
    _sample: Sample | None
    _tried: bool
    _saving: bool
    _thrown: Gate | None
    saved: str | None

    @property
    def _destination(self) -> Destination | None:
        raise NotImplementedError

    def _fill(self, *, json: bool = True) -> None:
        raise NotImplementedError

    def _fill_destinations(self) -> None:
        raise NotImplementedError

    def _check(self) -> None:
        raise NotImplementedError

    def _use(self, sample: Sample) -> None:
        raise NotImplementedError

    def _say(self, text: str, style: str = "$quiet") -> None:
        raise NotImplementedError

    async def _first_sample(self) -> Sample:
        raise NotImplementedError

    def work_failed(self, group: str, error: BaseException) -> None:
        if group == "gates.ask" and isinstance(error, SwitchroomError):
            self._say(f"✕ {failures.sentence(error)}", "$text-error")
        else:
            super().work_failed(group, error)

    def action_json(self) -> None:
        """Into the JSON, and back."""
        editor = self.query_one(JsonPanel).editor
        if editor.has_focus:
            self.action_destinations()
        else:
            self.add_class("-json")
            self.call_after_refresh(editor.focus)

    def action_destinations(self) -> None:
        self.remove_class("-json")
        self.query_one("#destination-list").focus()

    def action_revert(self) -> None:
        """Everything as it was; again brings it back."""
        if self._draft.changes or self._draft.mistake is not None:
            self._thrown = self._draft.gate
            self._draft.revert()
            self._say("As it was when you began. F5 brings your changes back.")
        elif self._thrown is not None:
            self._draft.change_gate(self._thrown)
            self._thrown = None
            self._say("Your changes are back.")
        self._fill()
        self._check()

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def action_try_with(self) -> None:
        from console.ui.screens.gates.samples_dialog import SamplesDialog

        samples = await self.desks.gates.samples.samples(self._draft.gate)
        sample = await self.app.push_screen_wait(SamplesDialog(self.desks, samples))
        if sample is not None:
            self._use(sample)
            self._check()

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def action_probe(self) -> None:
        from console.ui.screens.gates.probe_dialog import ProbeDialog

        if self._destination is None:
            return
        sample = self._sample or await self._first_sample()
        zone = self.query_one(DestinationFields).zone
        gate = self._draft.handed_over
        plan = self.desks.gates.probe.prepare(self._account, gate, self._place, sample, zone)
        await self.app.push_screen_wait(ProbeDialog(self.desks.gates.probe, plan))
        self._check()

    def action_diff(self) -> None:
        from console.ui.screens.gates.own_changes_dialog import OwnChangesDialog

        self.app.push_screen(OwnChangesDialog(self._draft.base if self._known else None, self._draft.gate))

    def action_save(self) -> None:
        if self._saving:
            return
        self._tried = True
        self._check()
        if self._draft.mistake is not None:
            self._say(UNREADABLE, "$text-error")
            self.add_class("-json")
            self.query_one(JsonPanel).focus_mistake()
            return
        worst = next((one for one in self._findings if one.severity is Severity.ERROR), None)
        if worst is not None:
            self._say(f"✕ Cannot be saved yet. {worst.text}", "$text-error")
            self._point_at(worst.field)
            return
        if self._known is not None and not self._draft.changes:
            self._say("Nothing is changed, so there is nothing to save.")
            return
        self._saving = True
        self._save()

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def _save(self) -> None:
        wanted = self._draft.handed_over
        name = self._draft.gate.name
        try:
            ended = await carry_through(
                self,
                self.desks.gates,
                lambda: self.desks.gates.changes.prepare(self._account, self._known, wanted),
                name=name,
            )
        finally:
            self._saving = False
        if ended.end is WriteEnd.DONE:
            self.saved = ended.known.gate_id if ended.known is not None else None
            self.dismiss()
        elif ended.end is WriteEnd.UNKNOWN:
            self.notify("The list marks it with ?; s reads back to find out.", severity="warning", markup=False)
            self.dismiss()

    def _point_at(self, field: str) -> None:
        """Put the focus where a finding's field is corrected."""
        self.remove_class("-json")
        parts = field.split(".")
        if parts[0] == "destinations" and len(parts) > 1:
            self._place = int(parts[1])
            self._fill_destinations()
            self._check()
        target = _FIELDS.get(parts[0] if len(parts) < 3 else parts[2], "#destination-list")
        if len(parts) == 3 and parts[2] == "customParameters":
            target = "#destination-parameters"
        for place in self.query(target):
            place.focus()

    @work(exclusive=True, group="gates.leave", exit_on_error=False)
    async def action_leave(self) -> None:
        if self.has_class("-json") and self.has_class("-narrow"):
            self.action_destinations()
            return
        count = len(self._draft.changes)
        if count:
            leave = await self.app.push_screen_wait(
                ConfirmDialog(
                    "Leave without saving?",
                    sentences=(f"{plural(count, 'change')} would be forgotten. Nothing was written.",),
                    yes="Leave",
                    danger=True,
                )
            )
            if not leave:
                return
        self.dismiss()

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def add_this_listener(self) -> None:
        """A destination for the callbacks that come here; in place of one that has no URL yet."""
        from console.ui.screens.gates.which import which_account

        pointer = self.desks.gates.pointer
        targets = await pointer.targets()
        answering = [one.account for one in targets if one.answers]
        if not answering:
            problem = next((one.problem for one in targets if one.problem), "The listener does not answer.")
            self._say(f"✕ {problem}", "$text-error")
            return
        chosen = answering[0]
        if len(answering) > 1:
            accounts = [one for one in self.desks.accounts.accounts() if one.name in answering]
            picked: str | None = await self.app.push_screen_wait(
                which_account("For the callbacks of which account?", accounts, chosen)
            )
            if picked is None:
                return
            chosen = picked
        destination = await pointer.destination(self._account, chosen)
        empty = self._destination is not None and not self._destination.url
        if empty:
            self._draft.change_destination(self._place, lambda _: destination)
        else:
            self._place = self._draft.add(self._place if self._destination is not None else -1, destination)
        self._fill()
        self._check()


_FIELDS = {
    "refId": "#gate-ref",
    "ttl": "#gate-ttl",
    "throttle": "#gate-throttle",
    "gateType": "#gate-type",
    "acknowledge": "#gate-acknowledge",
    "customParameters": "#gate-parameters",
    "url": "#destination-url",
    "contentType": "#destination-type",
    "method": "#destination-method",
    "username": "#destination-username",
    "password": "#destination-password",
    "template": "#template",
    **dict.fromkeys(("type", "platformId", "platformPartnerId"), "#json"),
}
"""Where a field of the document is written."""
