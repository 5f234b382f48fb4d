"""One event, beside the log or on a screen of its own."""

from __future__ import annotations

from textual import work
from textual.content import Content
from textual.worker import Worker, WorkerState

from console.domain.callbacks.event import EventKind, StoredCallback, StoredEvent
from console.services.desks import Desks
from console.ui import failures
from console.ui.screens.callbacks.event_text import EventStory, event_text
from console.ui.widgets.reading_pane import ReadingPane


class EventPane(ReadingPane):
    """Shows what is known at once, and the raw request when it has been read."""

    def __init__(self, desks: Desks, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._desks = desks
        self._stored: StoredEvent | None = None
        self._callback: StoredCallback | None = None
        self._raw: bool | None = None
        """Whether the raw request is open; None: only where nothing else can be read."""

    def show_event(self, stored: StoredEvent | None) -> None:
        before, self._stored = self._stored, stored
        if stored is None:
            self.show(None, lambda _width: Content(""))
            return
        if before is None or before.callback != stored.callback:
            self._callback = None
            if stored.callback is not None:
                self._read_callback(stored.callback)
        self._show_story()

    def fold_raw(self) -> None:
        if self._stored is not None:
            self._raw = not self._raw_open(self._stored)
            self._show_story()

    def _raw_open(self, stored: StoredEvent) -> bool:
        return stored.event.kind is EventKind.UNRECOGNISED if self._raw is None else self._raw

    @work(group="callbacks.raw", exclusive=True, exit_on_error=False)
    async def _read_callback(self, number: int) -> None:
        callback = await self._desks.log.callback(number)
        if self._stored is not None and self._stored.callback == number:
            self._callback = callback
            self._show_story()

    def _show_story(self) -> None:
        stored = self._stored
        if stored is None:
            return
        event = stored.event
        code = self._desks.codes.explain(event.provider, event.code) if event.code is not None else None
        story = EventStory(stored, code, self._callback, self._raw_open(stored))
        now = self._desks.clock()
        self.show(stored.id, lambda width: event_text(story, width, now))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            failures.show(self, event.worker.error)
