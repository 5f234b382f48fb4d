"""Messages: what was sent, and what became of it."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message as Told
from textual.widgets import Static

from console.domain.message import Message
from console.services.desks import Desks
from console.ui import failures
from console.ui.actions import bindings
from console.ui.after_rest import AfterRest
from console.ui.messages import OpenMessage
from console.ui.screens.area import AreaScreen
from console.ui.screens.messages.message_actions import MessageActions
from console.ui.screens.messages.message_list import MessageList
from console.ui.screens.messages.message_pane import MessagePane
from console.ui.widgets.filter_bar import FilterBar
from console.ui.widgets.row_view import RowHeading, RowView

PAGE = 200
_SETTLE = 0.06
"""Seconds the cursor rests before its message is read."""
_NEWS_EVERY = 0.5
"""Seconds between two readings of the list while news comes."""


class MessagesScreen(MessageActions, AreaScreen):
    AREA = "messages"
    HELP_FILE = "help.md"
    CSS_PATH = "messages.tcss"
    BINDINGS = bindings("messages")
    AUTO_FOCUS = "MessageList"

    def __init__(self, desks: Desks) -> None:
        super().__init__(desks)
        self._wanted = PAGE
        self._complete = False
        self._opened = False
        self._stale = False
        self._settling = AfterRest(self, _SETTLE, self._show_message)
        self._select: str | None = None

    def compose_area(self) -> ComposeResult:
        yield FilterBar("filter: words, to:+47, is:unknown, since:1d …")
        with Horizontal():
            with Vertical(id="message-side"):
                listed = MessageList(self.desks.clock, self._want_older)
                yield RowHeading(listed.heading)
                yield Static(id="message-trouble", markup=False)
                yield Static(id="message-empty", markup=False)
                yield listed
            yield MessagePane(self.desks, id="message-pane")

    def area_mounted(self) -> None:
        self._read()
        self.set_interval(_NEWS_EVERY, self._read_if_stale)

    @property
    def _list(self) -> MessageList:
        return self.query_one(MessageList)

    # What comes from elsewhere

    def on_news(self) -> None:
        self._stale = True

    def area_shown(self) -> None:
        self._stale = True

    def take(self, message: Told) -> None:
        if isinstance(message, OpenMessage):
            self._select = message.message_id
            if self.query_one(FilterBar).filter.text:
                self.query_one(FilterBar).set_text("")  # reads the list, too
            else:
                self._read()

    # Reading

    def _read_if_stale(self) -> None:
        if self._stale and self.is_current:
            self._read()

    def _want_older(self) -> None:
        if not self._complete and self._wanted <= len(self._list.messages):
            self._wanted += PAGE
            self.call_later(self._read)

    def _read(self) -> None:
        self._stale = False
        self._read_list()

    @work(group="messages.read", exclusive=True, exit_on_error=False)
    async def _read_list(self) -> None:
        query = self.query_one(FilterBar).filter.text
        found = await self.desks.messages.messages(query, limit=self._wanted, on_progress=self._show_search)
        self._opened = True
        self._complete = len(found) < self._wanted
        self._trouble(None)
        self._list.show(found)
        self._show_count(len(found))
        self._show_empty(not found)
        if not found:
            self.query_one(MessagePane).show_message(None)
        if self._select is not None:
            self._open_selected(self._select)

    def _open_selected(self, message_id: str) -> None:
        """Bring a message another area asked for to the front; one that is further down than what was read is opened
        alone."""
        self._select = None
        index = next((at for at, one in enumerate(self._list.messages) if one.id == message_id), None)
        self._list.focus()
        if index is not None:
            self._list.move_to(index)
        if index is None or not self.pane.display:
            self._open_alone(message_id)

    def _open_alone(self, message_id: str) -> None:
        from console.ui.screens.messages.message_screen import MessageScreen

        self.app.push_screen(MessageScreen(self.desks, message_id))

    def work_failed(self, group: str, error: BaseException) -> None:
        if group == "messages.read":
            self._trouble(failures.sentence(error))
        else:
            super().work_failed(group, error)

    def _trouble(self, sentence: str | None) -> None:
        shown = self.query_one("#message-trouble", Static)
        if sentence is not None:
            shown.update(Content(f"✕ {sentence}"))
        shown.set_class(sentence is not None, "-shown")

    def _show_count(self, count: int) -> None:
        more = "" if self._complete else " and more"
        words = "message" if count == 1 else "messages"
        self.query_one(FilterBar).show_count(Content.assemble((f"{count:,}", "$foreground"), f" {words}{more}"))

    def _show_search(self, part: float) -> None:
        self.query_one(FilterBar).show_count(Content.styled(f"searching {part:.0%}", "$state-look"))

    def _show_empty(self, empty: bool) -> None:
        self._list.set_class(empty, "-empty")
        shown = self.query_one("#message-empty", Static)
        shown.set_class(empty, "-shown")
        if not empty:
            if self.focused is None:
                self._list.focus()  # which an empty list, not being on display, could not keep
            return
        key = "bold $primary"
        if self.query_one(FilterBar).filter.terms:
            shown.update(
                Content.assemble(
                    ("Nothing passes the filter.\n\n", "bold"), ("Esc", key), " drops it, ", ("/", key), " changes it."
                )
            )
        else:
            shown.update(
                Content.assemble(
                    ("Nothing was sent yet.\n\n", "bold"),
                    ("3", key),
                    " opens the composer. What you send stands here with each report that comes for it.",
                )
            )

    # The list

    def on_row_view_moved(self, message: RowView.Moved) -> None:
        message.stop()
        self._settling.soon()

    def _show_message(self) -> None:
        if self.pane.display and self._list.selected is not None:
            self.pane.show_message(self._list.selected.id)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_message)

    def on_row_view_opened(self, message: RowView.Opened) -> None:
        message.stop()
        selected = self._list.selected
        if selected is None:
            return
        if self.pane.display:
            self.pane.focus()
        else:
            self._open_alone(selected.id)

    # The filter

    def on_filter_bar_applied(self) -> None:
        self._wanted = PAGE
        self._read()

    def on_filter_bar_left(self) -> None:
        self._list.focus()

    def action_filter(self) -> None:
        self.query_one(FilterBar).start_typing()

    def action_leave(self) -> None:
        bar = self.query_one(FilterBar)
        if self._list.display and not self._list.has_focus:
            self._list.focus()
        elif bar.filter.text:
            if not self._list.display:
                self.set_focus(None)  # an empty list cannot have it; its first row will
            bar.set_text("")

    # The message under the cursor

    @property
    def message(self) -> Message | None:
        return self._list.selected

    @property
    def pane(self) -> MessagePane:
        return self.query_one(MessagePane)
