"""Whom our numbers write with: until when each may be answered freely, and what was said."""

from __future__ import annotations

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from console.domain.message import Message
from console.domain.whatsapp.message import new_message
from console.errors import InvalidInput
from console.services.conversation import KnownContact
from console.services.desks import Desks
from console.ui import failures
from console.ui.actions import bindings
from console.ui.after_rest import AfterRest
from console.ui.messages import ComposeDraft, OpenMessage, WriteWhatsApp
from console.ui.screens.area import AreaScreen
from console.ui.screens.whatsapp.contact_list import ContactList, matches
from console.ui.screens.whatsapp.thread_pane import ThreadPane
from console.ui.screens.whatsapp.thread_text import undelivered
from console.ui.screens.whatsapp.window_text import at
from console.ui.widgets.line_input import LineInput
from console.ui.widgets.row_view import RowHeading, RowView
from console.ui.widgets.status_line import StatusLine

_SETTLE = 0.06
"""Seconds the cursor rests before its conversation is shown."""
_TICK = 1.0


class ContactsScreen(AreaScreen):
    """On a narrow terminal the list, and the conversation in its place after Enter."""

    AREA = "whatsapp"
    HELP_FILE = "help.md"
    CSS_PATH = "whatsapp.tcss"
    BINDINGS = bindings("whatsapp-contacts")
    AUTO_FOCUS = "ContactList"

    def __init__(self, desks: Desks) -> None:
        super().__init__(desks)
        self._contacts: list[KnownContact] = []
        self._settling = AfterRest(self, _SETTLE, self._show_contact)
        self._stale = False

    def compose_area(self) -> ComposeResult:
        with Horizontal(id="contacts-bar"):
            yield Static(Content.styled("/", "$quiet"), id="contacts-slash", markup=False)
            yield LineInput(placeholder="number or words", id="contacts-search", compact=True, select_on_focus=False)
            yield Static(markup=False, id="contacts-count")
        with Horizontal(id="contacts-panes"):
            with Vertical(id="contacts-side"):
                listed = ContactList(self.desks.clock)
                yield RowHeading(listed.heading)
                yield Static(markup=False, id="contacts-empty")
                yield listed
            yield ThreadPane(self.desks, id="contacts-thread")

    def area_mounted(self) -> None:
        self._read()
        self.set_interval(_TICK, self._tick)

    def area_shown(self) -> None:
        self._read()

    def on_news(self) -> None:
        self._stale = True

    def _tick(self) -> None:
        if not self.is_current or self.is_going:
            return
        if self._stale:
            self._read()
        self._list.count_down()
        self.query_one(ThreadPane).count_down()

    @property
    def _list(self) -> ContactList:
        return self.query_one(ContactList)

    @work(exclusive=True, group="whatsapp.contacts", exit_on_error=False)
    async def _read(self) -> None:
        self._stale = False
        self._contacts = await self.desks.whatsapp.contacts.contacts()
        if not self.is_going:
            self._show()
            self.query_one(ThreadPane).read_again()

    def _show(self) -> None:
        words = self.query_one("#contacts-search", Input).value.lower().split()
        found = [one for one in self._contacts if matches(one, words)]
        self._list.show(found)
        total = len(self._contacts)
        of = f"{len(found)} of " if len(found) != total else ""
        self.query_one("#contacts-count", Static).update(
            Content.assemble((f"{of}{total}", "bold"), (f" contact{'' if total == 1 else 's'}", "$quiet"))
        )
        empty = self.query_one("#contacts-empty", Static)
        empty.display = not found
        self._list.set_class(not found, "-empty")
        heading = self.query_one(RowHeading)
        heading.display = bool(found)
        heading.refresh()
        if not found:
            empty.update(_nothing(searched=bool(words)))
            self.query_one(ThreadPane).show_contact(None)
        elif self.focused is None:
            self._list.focus()

    # the list

    @property
    def contact(self) -> KnownContact | None:
        lists = self.query(ContactList)  # none yet, while the screen is composed
        return lists.first().selected if lists else None

    def on_row_view_moved(self, message: RowView.Moved) -> None:
        message.stop()
        self._settling.soon()

    def _show_contact(self) -> None:
        contact = self.contact
        accounts = {one.name: one for one in self.desks.whatsapp.outbox.accounts()} if contact else {}
        self.query_one(StatusLine).account = accounts.get(contact.account or "") if contact else None
        self.query_one(ThreadPane).show_contact(contact)
        self.refresh_bindings()

    def on_row_view_opened(self, message: RowView.Opened) -> None:
        message.stop()
        if self.contact is None:
            return
        self.add_class("-opened")
        self.call_after_refresh(self.query_one(ThreadPane).focus)

    # the search

    @on(Input.Changed, "#contacts-search")
    def _typed(self) -> None:
        self._show()

    @on(Input.Submitted, "#contacts-search")
    def _to_rows(self) -> None:
        if self._list.row_count:
            self._list.focus()

    def on_key(self, event: events.Key) -> None:
        """Up and down walk the rows while the search keeps the focus."""
        if self.focused is self.query_one("#contacts-search") and event.key in {"down", "up"}:
            self._list.action_down() if event.key == "down" else self._list.action_up()
            event.stop()

    def action_search(self) -> None:
        self.remove_class("-opened")
        self.query_one("#contacts-search").focus()

    def action_leave(self) -> None:
        search = self.query_one("#contacts-search", Input)
        if self.has_class("-opened"):
            self.remove_class("-opened")
            self.call_after_refresh(self._list.focus)
        elif search.has_focus and self._list.row_count:
            self._list.focus()
        elif search.value:
            search.value = ""
        else:
            self.dismiss()

    # what can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        if action in {"reply", "message", "sms"} and self.is_mounted:
            if self.contact is None:
                return False
            thread = self.query_one(ThreadPane).thread
            if action == "message":
                return thread is not None and bool(self.query_one(ThreadPane).sent)
            if action == "sms":
                return thread is not None and bool(undelivered(thread.entries))
        return True

    def action_reply(self) -> None:
        """A text where the window is open or nobody knows; where it is closed, the builder asks for a template."""
        contact = self.contact
        if contact is None:
            return
        free = at(contact.window, self.desks.clock()).open is not False
        messages = (new_message("text"),) if free else ()
        request = self.desks.whatsapp.contacts.reply(contact, *messages)
        self.post_message(WriteWhatsApp(request, contact.account))

    def action_message(self) -> None:
        sent = self.query_one(ThreadPane).sent
        if sent:
            self.post_message(OpenMessage(sent[-1].message_id))

    @work(exclusive=True, group="whatsapp.sms", exit_on_error=False)
    async def action_sms(self) -> None:
        """The newest that is known not to have been delivered to this contact."""
        contact, thread = self.contact, self.query_one(ThreadPane).thread
        lost = undelivered(thread.entries) if thread is not None else []
        if contact is None or not lost:
            self.notify("Nothing is known to be undelivered here.", markup=False)
            return
        story = await self.desks.messages.message(lost[0].message_id)
        try:
            draft = await self.desks.whatsapp.sms_draft(story.message, _spelled(story.message, contact.number))
        except InvalidInput as error:
            self.notify(failures.sentence(error), severity="warning", markup=False)
        else:
            self.post_message(ComposeDraft(draft))


def _spelled(message: Message, number: str) -> str | None:
    """The number as the message has it; None where that is not plain, which means all it was not delivered to."""
    digits = number.lstrip("+0")
    return next((one.to for one in message.recipients if one.to.lstrip("+0") == digits), None)


def _nothing(*, searched: bool) -> Content:
    if searched:
        return Content("No contact has these words. Esc drops the search.")
    return Content(
        "Nobody was written to and nobody wrote yet.\n\nSend a message with F9, or let a gate for received messages "
        "lead to this console: whoever writes appears here, with the time until which they may be answered freely."
    )
