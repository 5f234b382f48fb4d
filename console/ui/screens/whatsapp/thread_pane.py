"""The conversation with one contact, beside the list or in its place."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from console.domain.whatsapp.shapes.shape import Shape
from console.errors import SwitchroomError
from console.services.conversation import KnownContact, Sent, Thread
from console.services.desks import Desks
from console.ui import failures
from console.ui.screens.whatsapp.thread_text import contact_title, thread_text
from console.ui.screens.whatsapp.window_text import at, window_words
from console.ui.widgets.facts import lines
from console.ui.widgets.reading_pane import ReadingPane


class ThreadText(ReadingPane):
    BINDINGS = [("j", "scroll_down"), ("k", "scroll_up"), ("g", "scroll_home"), ("G", "scroll_end")]


class ThreadPane(Vertical):
    """Whom it is with and what may be sent now stay in sight; below it what was said, its end in sight first."""

    can_focus = False

    def __init__(self, desks: Desks, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._desks = desks
        self._contact: KnownContact | None = None
        self._shapes: list[Shape] = []
        self._thread: Thread | None = None

    def compose(self) -> ComposeResult:
        yield Static(markup=False, id="thread-title")
        yield Static(markup=False, id="thread-window")
        yield ThreadText(id="thread-text")

    @property
    def thread(self) -> Thread | None:
        """That of the contact that is shown."""
        return self._thread

    @property
    def sent(self) -> list[Sent]:
        """What we said, oldest first."""
        return [entry for entry in self._thread.entries if isinstance(entry, Sent)] if self._thread else []

    def focus(self, scroll_visible: bool = True) -> ThreadPane:
        self.query_one(ThreadText).focus(scroll_visible)
        return self

    def show_contact(self, contact: KnownContact | None) -> None:
        same = contact is not None and self._contact is not None and _who(contact) == _who(self._contact)
        self._contact = contact
        if not same:
            self._thread = None
        if contact is None:
            self.query_one(ThreadText).show(None, lambda _width: Content(""))
            self._show_head()
            return
        self._show_head()
        self._read(contact)

    def read_again(self) -> None:
        if self._contact is not None:
            self._read(self._contact)

    def count_down(self) -> None:
        self._show_head()

    def _show_head(self) -> None:
        title, window = self.query_one("#thread-title", Static), self.query_one("#thread-window", Static)
        contact = self._contact
        if contact is None:
            title.update("")
            window.update("")
            return
        current = at(contact.window, self._desks.clock())
        sign, _words, style = window_words(current)
        title.update(contact_title(contact))
        window.update(Content.assemble((f"{sign} ", style), self._desks.whatsapp.contacts.words(current)))

    @work(exclusive=True, group="whatsapp.thread", exit_on_error=False)
    async def _read(self, contact: KnownContact) -> None:
        thread = await self._desks.whatsapp.contacts.thread(contact.source, contact.number)
        templates = await self._desks.whatsapp.register.templates(contact.account)
        if self._contact is None or _who(contact) != _who(self._contact):
            return
        changed = self._thread is None or thread.entries != self._thread.entries
        self._thread, self._shapes = thread, [known.shape for known in templates]
        if changed:
            self._paint_thread(thread)
            self.screen.refresh_bindings()

    def _paint_thread(self, thread: Thread) -> None:
        now, shapes = self._desks.clock(), self._shapes
        shown = self.query_one(ThreadText)
        shown.show(_who(thread.contact), lambda width: lines(thread_text(thread, width, now, shapes, self._name_of)))
        self.call_after_refresh(shown.scroll_end, animate=False)

    def _name_of(self, provider: str, code: int) -> str | None:
        known = self._desks.codes.explain(provider, code)
        return known.name if known is not None else None

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        error = event.worker.error
        if event.state is WorkerState.ERROR and isinstance(error, SwitchroomError):
            said = Content.styled(f"✕ {failures.sentence(error)}", "$text-error")
            self.query_one(ThreadText).show(None, lambda _width: said)


def _who(contact: KnownContact) -> tuple[str, str]:
    return contact.source, contact.number
