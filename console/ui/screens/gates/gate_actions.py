"""What can be done with one gate, in the list and on a screen of its own."""

from __future__ import annotations

from textual import work

from console.domain.account import Account
from console.domain.gates.gate import Gate
from console.errors import GateMissing, NotFound, SwitchroomError
from console.services.gate_change import Change, Written
from console.services.gate_files import FileFormat, gate_text
from console.services.gate_pointer import PointChange
from console.services.known_gate import KnownGate
from console.ui import failures
from console.ui.actions import action as registered
from console.ui.messages import WorkEnded, WorkStarted
from console.ui.screens.area import AreaScreen
from console.ui.screens.gates.change_flow import Prepare, carry_through, find_out
from console.ui.screens.gates.gate_pane import GatePane
from console.ui.screens.gates.gate_rows import GateRow
from console.ui.screens.gates.writing_dialog import WriteEnd


class GateActions(AreaScreen):
    """The screen says which gate is meant, which pane shows it, and reads what is known again when it is told to."""

    @property
    def row(self) -> GateRow | None:
        raise NotImplementedError

    @property
    def pane(self) -> GatePane:
        raise NotImplementedError

    def read_again(self, *, choose: tuple[str, str] | None = None) -> None:
        """`choose` is the account and id of the gate to go to."""
        raise NotImplementedError

    @property
    def known(self) -> KnownGate | None:
        return self.row.known if self.row is not None else None

    def account_named(self, name: str) -> Account | None:
        try:
            return next((one for one in self.desks.gates.accounts() if one.name == name), None)
        except SwitchroomError:
            return None

    def may_write(self, name: str) -> bool:
        """Whether the account may; says so where it may not."""
        account = self.account_named(name)
        if account is not None and account.read_only:
            key = registered("console.accounts").key
            self.notify(
                f"{name} is read-only: it can look, not write. {key} Accounts changes that.",
                severity="warning",
                markup=False,
            )
            return False
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        row = self.row if self.is_mounted else None
        known = row.known if row is not None else None
        if action in {"edit", "history", "probe", "copy", "copy_json", "remove", "undo", "point"}:
            return known is not None
        if action == "settle":
            return row is not None and row.open_write is not None
        if action == "drift":
            return known is not None and known.drift is not None
        return True

    # looking

    def action_history(self) -> None:
        from console.ui.screens.gates.history_screen import HistoryScreen

        known = self.known
        if known is not None:
            self.app.push_screen(HistoryScreen(self.desks, known), lambda _: self.read_again())

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def action_drift(self) -> None:
        """What somebody else did; who has looked at it knows it."""
        from console.ui.screens.gates.drift_dialog import DriftDialog

        known = self.known
        if known is None or known.drift is None:
            self.notify("Nothing was changed elsewhere, as far as is known. r reads again.", markup=False)
            return
        if await self.app.push_screen_wait(DriftDialog(known.gate.name, known.drift, self.desks.clock())):
            await self.desks.gates.mark_seen(known.account, known.gate_id)
            self.read_again()

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def action_try_with(self) -> None:
        from console.ui.screens.gates.samples_dialog import SamplesDialog

        gate = self.known.gate if self.known is not None else None
        samples = await self.desks.gates.samples.samples(gate)
        sample = await self.app.push_screen_wait(SamplesDialog(self.desks, samples))
        if sample is not None:
            self.pane.try_with(sample)

    def action_copy(self) -> None:
        self._copy(FileFormat.YAML, "as YAML")

    def action_copy_json(self) -> None:
        self._copy(FileFormat.JSON, "as JSON")

    def _copy(self, form: FileFormat, how: str) -> None:
        known = self.known
        if known is not None:
            self.app.copy_to_clipboard(gate_text(known, form))
            self.notify(f"{known.gate.name} is on the clipboard {how}, without passwords.", markup=False)

    # probing

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def action_probe(self) -> None:
        known = self.known
        if known is not None and known.gate.destinations:
            await self.probe(known.account, known.gate)
            self.read_again()

    async def probe(self, account: str, gate: Gate, place: int | None = None) -> None:
        """To be awaited in a worker. `place` None: asks which destination, where there are several."""
        from console.ui.screens.gates.probe_dialog import ProbeDialog
        from console.ui.screens.gates.which import which_destination

        if place is None:
            place = 0
            if len(gate.destinations) > 1:
                chosen: int | None = await self.app.push_screen_wait(
                    which_destination("Probe which destination?", gate)
                )
                if chosen is None:
                    return
                place = chosen
        sample = self.pane.sample or (await self.desks.gates.samples.samples(gate))[0]
        plan = self.desks.gates.probe.prepare(account, gate, place, sample)
        await self.app.push_screen_wait(ProbeDialog(self.desks.gates.probe, plan))

    # writing

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def action_edit(self) -> None:
        row = self.row
        if row is None or row.known is None:
            return
        if row.known.removed:
            self.notify("It is not there any more. u creates it anew, with a new id.", markup=False)
            return
        await self.edit(row.account, row.known)

    async def edit(self, account: str, known: KnownGate | None) -> None:
        """To be awaited in a worker: the form, until it is left. `known` None: a new gate."""
        from console.ui.screens.gates.gate_form import GateFormScreen

        form = GateFormScreen(self.desks, account, known)
        await self.app.push_screen(form, wait_for_dismiss=True)
        self.read_again(choose=(account, form.saved) if form.saved else None)

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def action_undo(self) -> None:
        row = self.row
        if row is not None and row.known is not None and self.may_write(row.account):
            known = row.known
            try:
                await self.change(known, lambda: self.desks.gates.changes.undo(known.account, known.gate_id))
            except NotFound as error:
                self.notify(failures.sentence(error), severity="warning", markup=False)

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def action_remove(self) -> None:
        known = self.known
        if known is not None and not known.removed and self.may_write(known.account):
            try:
                await self.change(known, lambda: self.desks.gates.changes.remove(known.account, known.gate_id))
            except GateMissing as error:
                self.notify(failures.sentence(error), severity="warning", markup=False)
                self.read_again()

    async def change(self, known: KnownGate, prepare: Prepare) -> WriteEnd:
        ended = await carry_through(self, self.desks.gates, prepare, name=known.gate.name)
        self.read_again()
        return ended.end

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def action_settle(self) -> None:
        row = self.row
        if row is None or row.open_write is None:
            self.notify("There is nothing to find out: the outcome of every write is known.", markup=False)
            return
        gate = row.known.gate_id if row.known is not None else row.open_write.gate_id or row.open_write.ref_id or ""
        await find_out(self, self.desks.gates, row.account, gate, name=row.name)
        self.read_again()

    # pointing

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def action_point(self) -> None:
        """Here, or back where it was."""
        known = self.known
        if known is None or known.removed or not self.may_write(known.account):
            return
        if known.pointed_here is not None:
            await self._give_back(known, known.pointed_here)
        else:
            await self._point_here(known)
        self.read_again()

    async def _point_here(self, known: KnownGate) -> None:
        from console.ui.screens.gates.point_dialog import PointDialog

        pointer = self.desks.gates.pointer
        self.post_message(WorkStarted("gates.targets", "Asking the listener"))
        try:
            targets = await pointer.targets()
        finally:
            self.post_message(WorkEnded("gates.targets"))
        choice = await self.app.push_screen_wait(PointDialog(known.gate.name, targets))
        if choice is None:
            return
        prepared: list[PointChange] = []

        async def prepare() -> Change:
            pointing = await pointer.prepare(
                known.account, known.gate_id, choice.target, lasting=choice.lasting, at_exit=choice.at_exit
            )
            prepared.append(pointing)
            return pointing.change

        async def write(_change: Change) -> Written:
            return await pointer.carry_out(prepared[-1])

        await carry_through(self, self.desks.gates, prepare, name=known.gate.name, write=write)

    async def _give_back(self, known: KnownGate, pointing: int) -> None:
        pointer = self.desks.gates.pointer

        async def write(change: Change) -> Written:
            return await pointer.restore(pointing, change)

        await carry_through(
            self, self.desks.gates, lambda: pointer.prepare_restore(pointing), name=known.gate.name, write=write
        )
