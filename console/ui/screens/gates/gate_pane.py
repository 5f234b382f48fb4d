"""One gate, beside the list or on a screen of its own."""

from __future__ import annotations

import json

from textual import work
from textual.content import Content
from textual.worker import Worker, WorkerState

from console.domain.account import Account
from console.domain.gates.sealing import masked
from console.domain.plain_text import plain
from console.errors import SwitchroomError
from console.services.desks import Desks
from console.services.gate_samples import Sample
from console.ui import failures
from console.ui.screens.gates.gate_rows import GateRow
from console.ui.screens.gates.gate_text import GateView, gate_text
from console.ui.widgets.facts import lines
from console.ui.widgets.raw_request import body_lines
from console.ui.widgets.reading_pane import ReadingPane


class GatePane(ReadingPane):
    """What there is to say is said at once; the results come when a callback to try with was found."""

    BINDINGS = [("j", "scroll_down"), ("k", "scroll_up")]

    def __init__(self, desks: Desks, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._desks = desks
        self._view: GateView | None = None
        self._picked: Sample | None = None

    @property
    def sample(self) -> Sample | None:
        """The callback the results are made with."""
        return self._view.sample if self._view is not None else self._picked

    def try_with(self, sample: Sample) -> None:
        """From now on, whichever gate is shown."""
        self._picked = sample
        if self._view is not None:
            self.show_gate(self._view.row, self._view.account)

    def show_gate(self, row: GateRow | None, account: Account | None) -> None:
        if row is None:
            self._view = None
            self.show(None, lambda _width: Content(""))
            return
        view = GateView(row, account)
        if row.known is not None:
            view = GateView(row, account, tuple(self._desks.gates.findings(row.account, row.known.gate)))
        same = self._view is not None and self._view.row.key == row.key
        if same and self._view is not None:
            view = GateView(row, account, view.findings, self._view.renderings, self._view.sample)
        self._view = view
        self._paint_view()
        if row.known is not None and not row.known.removed:
            self._render_destinations(view)

    @work(group="gates.results", exclusive=True, exit_on_error=False)
    async def _render_destinations(self, view: GateView) -> None:
        known = view.row.known
        if known is None:
            return
        sample = self._picked or (await self._desks.gates.samples.samples(known.gate))[0]
        renderings = [self._desks.gates.samples.render(one, sample) for one in known.gate.destinations]
        if self._view is view:
            self._view = GateView(view.row, view.account, view.findings, renderings, sample)
            self._paint_view()

    def _paint_view(self) -> None:
        view = self._view
        if view is not None:
            now = self._desks.clock()
            self.show(view.row.key, lambda width: gate_text(view, width, now))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        error = event.worker.error
        if event.state is WorkerState.ERROR and isinstance(error, SwitchroomError):
            self.log.error(failures.sentence(error))  # the gate itself is shown; only its results are not


class GateJson(ReadingPane):
    """The gate's JSON, its secrets masked."""

    BINDINGS = [("j", "scroll_down"), ("k", "scroll_up")]

    def show_gate(self, row: GateRow | None) -> None:
        if row is None or row.known is None:
            self.show(None, lambda _width: Content(""))
            return
        body = json.dumps(dict(masked(row.known.gate).bare.document), ensure_ascii=False).encode("utf-8", "replace")
        title = Content.styled(f"{plain(row.name, 80)} as the platform has it", "$quiet")
        self.show(row.key, lambda width: lines([title, Content(""), *body_lines(body, width)]))
