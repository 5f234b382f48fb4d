"""With which callback a destination is tried: the newest real ones, those built in, or any from the log."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from console.domain.callbacks.event import EventKind, StoredEvent
from console.domain.callbacks.filter import parse
from console.domain.plain_text import plain
from console.errors import SwitchroomError
from console.services.desks import Desks
from console.services.gate_samples import Sample, SampleOrigin
from console.ui import failures
from console.ui.after_rest import AfterRest
from console.ui.dialogs.dialog import Dialog, button
from console.ui.instants import short
from console.ui.screens.gates.gate_rows import age
from console.ui.widgets.code_badge import of_event
from console.ui.widgets.line_input import LineInput
from console.ui.widgets.line_list import LineList

_FOUND = 50
_PAUSE = 0.2


class SamplesDialog(Dialog[Sample]):
    """Answers with the sample. Typing searches the log with the language of the callbacks' filter."""

    BINDINGS = [Binding("slash", "search", show=False)]

    def __init__(self, desks: Desks, samples: Sequence[Sample]) -> None:
        super().__init__("Try with")
        self._desks = desks
        self._samples = list(samples)
        self._events: list[StoredEvent] = []
        self._searching = AfterRest(self, _PAUSE, self._search)

    def compose_body(self) -> ComposeResult:
        yield LineInput(
            placeholder="/ search the log: words, code:2106, to:+47, since:1h", id="sample-search", compact=True
        )
        yield Static(markup=False, id="sample-found")
        yield LineList(id="samples")

    def compose_buttons(self) -> ComposeResult:
        yield button("Close", "close")

    def on_mount(self) -> None:
        self._show()
        self.query_one("#samples").focus()
        self._search("")

    def action_search(self) -> None:
        self.query_one("#sample-search").focus()

    @on(Input.Changed, "#sample-search")
    def _typed(self, event: Input.Changed) -> None:
        self._searching.soon(event.value)

    @on(Input.Submitted, "#sample-search")
    def _to_the_list(self) -> None:
        self.query_one("#samples").focus()

    @work(exclusive=True, group="gates.log", exit_on_error=False)
    async def _search(self, text: str) -> None:
        try:
            found = await self._desks.log.events(parse(text), limit=_FOUND)
        except SwitchroomError as error:
            self.query_one("#sample-found", Static).update(
                Content.styled(f"✕ {failures.sentence(error)}", "$text-error")
            )
            return
        self._events = [one for one in reversed(found) if one.event.kind is not EventKind.UNRECOGNISED]
        self._show()

    def _show(self) -> None:
        now = self._desks.clock()
        listed = self.query_one(LineList)
        highlighted = listed.highlighted
        listed.set_options(
            [
                *(Option(_sample_row(sample, now)) for sample in self._samples),
                *(Option(_event_row(stored, now)) for stored in self._events),
            ]
        )
        listed.highlighted = min(highlighted or 0, listed.option_count - 1) if listed.option_count else None
        count = len(self._events)
        found = f"below: {count} from the log" if count else "nothing else in the log"
        self.query_one("#sample-found", Static).update(Content(found))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        place = event.option_index
        if place < len(self._samples):
            self.answer(self._samples[place])
        else:
            self._take(self._events[place - len(self._samples)].id)

    @work(exclusive=True, group="gates.sample", exit_on_error=False)
    async def _take(self, event_id: int) -> None:
        try:
            sample = await self._desks.gates.samples.sample(event_id)
        except SwitchroomError as error:
            self.query_one("#sample-found", Static).update(
                Content.styled(f"✕ {failures.sentence(error)}", "$text-error")
            )
        else:
            self.answer(sample)

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.action_leave()


def _sample_row(sample: Sample, now: int) -> Content:
    when = f"{age(now - sample.received_at)} ago" if sample.received_at is not None else ""
    sign = "·" if sample.origin is SampleOrigin.BUILT_IN else "●"
    return Content.assemble((f"{sign} {when:<12} ", "$quiet"), plain(sample.title, 120))


def _event_row(stored: StoredEvent, now: int) -> Content:
    event = stored.event
    sign = of_event(event)
    number = event.source if event.kind is EventKind.INBOUND else event.destination
    code = f"{event.code} " if event.code is not None else ""
    what = plain(event.text or "", 60) if event.kind is EventKind.INBOUND else code + sign.word
    return Content.assemble(
        (f"{sign.sign} ", f"$state-{sign.role}"),
        (f"{short(stored.received_at, now):<12} ", "$quiet"),
        f"{plain(stored.account or '-', 20):<14} {plain(number or '-', 20):<16} ",
        what,
    )
