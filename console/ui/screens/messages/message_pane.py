"""One message, beside the list or on a screen of its own."""

from __future__ import annotations

from textual import work
from textual.content import Content
from textual.worker import Worker, WorkerState

from console.errors import NotFound
from console.services.desks import Desks
from console.services.message_desk import MessageStory
from console.ui import failures
from console.ui.screens.messages.message_text import message_text
from console.ui.widgets.reading_pane import ReadingPane


class MessagePane(ReadingPane):
    """Reads the message with its events, and shows them when they are there."""

    def __init__(self, desks: Desks, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._desks = desks
        self._story: MessageStory | None = None
        self._request = False

    @property
    def story(self) -> MessageStory | None:
        return self._story

    def show_message(self, message_id: str | None) -> None:
        if message_id is None:
            self._story = None
            self.show(None, lambda _width: Content(""))
        else:
            self._read(message_id)

    def fold_request(self) -> None:
        self._request = not self._request
        self._show_story()

    @work(group="messages.detail", exclusive=True, exit_on_error=False)
    async def _read(self, message_id: str) -> None:
        self._story = await self._desks.messages.message(message_id)
        self._show_story()
        self.screen.refresh_bindings()  # what could not be delivered can be an SMS

    def _show_story(self) -> None:
        story = self._story
        if story is not None:
            now = self._desks.clock()
            self.show(
                story.message.id,
                lambda width: message_text(story, width, now, self._name_of, request=self._request),
            )

    def _name_of(self, provider: str, code: int) -> str | None:
        known = self._desks.codes.explain(provider, code)
        return known.name if known is not None else None

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        error = event.worker.error
        if event.state is not WorkerState.ERROR or error is None:
            return
        if isinstance(error, NotFound):
            self._story = None
            self.show(None, lambda _width: Content.styled(f"✕ {failures.sentence(error)}", "$state-failed"))
        else:
            failures.show(self, error)
