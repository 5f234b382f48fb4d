"""WhatsApp: write a request of any messages, see it as the reader will, send it when it may be sent."""

from __future__ import annotations

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.widgets import Collapsible, Static

from console.domain.account import Environment
from console.domain.document import Document
from console.domain.findings import Severity
from console.domain.plain_text import plain
from console.domain.whatsapp.draft import Draft
from console.domain.whatsapp.message import Message as WhatsAppMessage
from console.errors import StoreError, SwitchroomError
from console.services.desks import Desks
from console.services.drafts import KeptDraft
from console.ui import draft_keeper, failures
from console.ui.actions import bindings
from console.ui.dialogs.drafts import DraftsDialog
from console.ui.dialogs.requests import RequestsDialog
from console.ui.draft_keeper import DraftKeeper
from console.ui.messages import AccountsChanged, OpenMessage, WorkEnded, WorkStarted, WriteWhatsApp
from console.ui.screens.whatsapp.address_fields import AddressFields
from console.ui.screens.whatsapp.builder import OF_THE_ADDRESS, TICK, Builder
from console.ui.screens.whatsapp.draft_row import draft_row
from console.ui.screens.whatsapp.fields_view import FieldsView
from console.ui.screens.whatsapp.message_lines import filled_in
from console.ui.screens.whatsapp.message_list import MessageList
from console.ui.screens.whatsapp.phone_pane import PhonePane
from console.ui.screens.whatsapp.request_draft import RequestDraft
from console.ui.screens.whatsapp.sending import send_in_words
from console.ui.widgets.json_panel import UNREADABLE, JsonPanel
from console.ui.widgets.send_notice import SendNotice, sending_again
from console.ui.widgets.status_line import StatusLine


class WhatsAppScreen(Builder):
    AREA = "whatsapp"
    HELP_FILE = "help.md"
    CSS_PATH = "whatsapp.tcss"
    BINDINGS = bindings("whatsapp")
    AUTO_FOCUS = None

    def __init__(self, desks: Desks) -> None:
        super().__init__(desks)
        self._keeper = DraftKeeper(self, desks.whatsapp.drafts, self._worth_keeping, self._show_kept)

    def area_mounted(self) -> None:
        self._read_accounts()
        self._begin(self._fresh())
        self._restore_draft()
        self.set_interval(TICK, self._count_down)
        self.query_one("#destination").focus()

    def area_shown(self) -> None:
        self._read_accounts()
        self._read_around()

    def on_news(self) -> None:
        """Somebody may have written: that opens a window."""
        self._looked_up = None
        self._checking.soon()

    def take(self, message: Message) -> None:
        if isinstance(message, AccountsChanged):
            self._read_accounts()
        elif isinstance(message, WriteWhatsApp):
            self._take_request(message)

    # accounts

    def _read_accounts(self) -> None:
        try:
            self._accounts = self.desks.whatsapp.outbox.accounts()
            self._unreadable = None
        except SwitchroomError as error:
            self._accounts, self._unreadable = [], failures.sentence(error)
        offered = self.query_one(AddressFields).accounts
        offered.offer(self._accounts, self._account)
        if offered.account != self._account:
            self._use_account(offered.account)
        self._show_account()

    def _use_account(self, account: str | None) -> None:
        """What the request has of the account before becomes that of the new one; what was typed stays."""
        before, self._account = self._given, account
        self._given = self.desks.whatsapp.outbox.new_request(account).document if account else {}
        document = dict(self._draft.document)
        for key in ("platformId", "platformPartnerId", "source", "eventReportGates", "priority", "refId"):
            if document.get(key) in (None, "", []) or (key != "refId" and document.get(key) == before.get(key)):
                document.pop(key, None)
                if key in self._given:
                    document[key] = self._given[key]
        self._draft.change({**{key: document[key] for key in self._given if key in document}, **document})
        self._fill()
        self._read_around()

    @on(AddressFields.AccountChosen)
    def _account_chosen(self, event: AddressFields.AccountChosen) -> None:
        if event.account != self._account:
            self._use_account(event.account)
            self._show_account()

    def _show_account(self) -> None:
        account = self._chosen
        self.query_one(StatusLine).account = account
        self.set_class(account is not None and account.environment is Environment.PRODUCTION, "-production")
        self.query_one(SendNotice).show(account, unreadable=self._unreadable, otherwise=self._notice)

    @property
    def _notice(self) -> Content | None:
        """What is special about this request, where it can be sent."""
        if not self._shut:
            return sending_again(self._keeper.resend_of)
        named = f"{plain(self._shut[0], 40)}{f' and {len(self._shut) - 1} more' if self._shut[1:] else ''}"
        return Content.assemble(
            (f"⚠ The window of {named} closed while you were writing. ", "$text-warning"),
            "Only a template may be sent there now; F3 offers those there are.",
        )

    # drafts

    def _fresh(self) -> Document:
        return self.desks.whatsapp.outbox.new_request(self._account).document

    @work(exclusive=True, group="whatsapp.restore", exit_on_error=False)
    async def _restore_draft(self) -> None:
        kept = await self.desks.whatsapp.drafts.kept()
        if kept and self._worth_keeping() is None and not self.is_going:
            self._go_on_with(kept[0])

    def _worth_keeping(self) -> Draft | None:
        """Account and source alone are not. Of JSON that is broken, what could be read last."""
        request = self._draft.request
        if request.destinations or any(map(filled_in, request.messages)):
            return Draft(self._account, request)
        return None

    def _show_kept(self, said: str) -> None:
        self.query_one("#wa-kept", Static).update(Content.styled(said, "$quiet"))

    def work_failed(self, group: str, error: BaseException) -> None:
        if group == draft_keeper.GROUP and isinstance(error, StoreError):
            said = Content.styled(f"✕ draft not kept: {plain(error.message)}", "$text-error")
            self.query_one("#wa-kept", Static).update(said)
        else:
            super().work_failed(group, error)

    async def put_away(self) -> None:
        await self._keeper.keep()

    def _check(self) -> None:
        super()._check()
        self._keeper.soon()

    def _go_on_with(self, kept: KeptDraft[Draft]) -> None:
        self._go_to_account(kept.draft.account)
        self._account = kept.draft.account  # also one that appears later, as the sandbox's does
        self._keeper.go_on_with(kept)
        self._show_request(kept.draft.request.document)

    def _begin(self, document: Document, resend_of: str | None = None) -> None:
        self._keeper.begin(resend_of)
        self._show_request(document)

    def _show_request(self, document: Document) -> None:
        self._draft = RequestDraft(document)
        self._tried = False
        self._shut = []
        self._say("")
        self._show_account()
        self._fill()
        self._check()

    def _go_to_account(self, account: str | None) -> None:
        if account is not None and any(one.name == account for one in self._accounts):
            self.query_one(AddressFields).accounts.choose(account)
            self._account = account
            self._given = self._fresh()
            self._read_around()

    @work(exclusive=True, group="whatsapp.drafts", exit_on_error=False)
    async def action_drafts(self) -> None:
        drafts = self.desks.whatsapp.drafts
        await self._keeper.keep()
        dialog = DraftsDialog(drafts, await drafts.kept(), self.desks.clock(), draft_row)
        chosen = await self.app.push_screen_wait(dialog)
        remaining = {kept.id for kept in await drafts.kept()}
        if chosen is not None:
            self._go_on_with(chosen)
        elif self._keeper.number is not None and self._keeper.number not in remaining:
            self._begin(self._fresh())

    def action_discard(self) -> None:
        """Throws the request away; on an empty form, brings the last one back."""
        draft = self._worth_keeping()
        if draft is not None or self._draft.mistake is not None:
            if draft is not None:
                self._keeper.throw_away(draft)
            self._begin(self._fresh())
            self.notify("Thrown away. F5 brings it back.", markup=False)
        elif (thrown := self._keeper.bring_back()) is not None:
            draft, resend_of = thrown
            self._go_to_account(draft.account)
            self._begin(draft.request.document, resend_of)
            self.notify("The request is back.", markup=False)

    @work(group=draft_keeper.GROUP, exit_on_error=False)
    async def _take_request(self, message: WriteWhatsApp) -> None:
        """A request from another place. What was being written stays among the drafts."""
        if self._worth_keeping() is not None:
            await self._keeper.keep()
            self.notify("What you were writing is among the drafts; F10 shows them.", markup=False)
        self._go_to_account(message.account)
        completed = self.desks.whatsapp.outbox.complete(self._account, message.request)
        self._begin(completed.document, message.resend_of)
        self._one_pane()
        if self._draft.messages:
            self.query_one("#wa-fields", FieldsView).focus_first()
        else:
            self.action_choose()

    # fields

    def action_leave(self) -> None:
        if self.has_class("-choosing") or self.has_class("-phone") or self.has_class("-json"):
            self._one_pane()
            self.action_write()
        else:
            self.set_focus(None)

    def action_write(self) -> None:
        if self._draft.message is None:
            self.query_one("#destination").focus()
        else:
            self.query_one("#wa-fields", FieldsView).focus_first(empty=False)

    def action_messages(self) -> None:
        self.query_one(MessageList).focus()

    def action_beside(self) -> None:
        """Into the JSON and back; where there is one pane, the phone comes first."""
        if self.has_class("-choosing"):
            self._one_pane()
        editor = self.query_one(JsonPanel).editor
        if editor.has_focus:
            self.remove_class("-json")
            self.action_write()
        elif self.has_class("-narrow") and not self.has_class("-phone"):
            self.add_class("-phone")
            self.call_after_refresh(self.query_one(PhonePane).focus)
        else:
            self.remove_class("-phone")
            self.add_class("-json")
            self.call_after_refresh(editor.focus)

    # what a message links to

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "fetch":
            message = self._draft.message
            return message is not None and message.linked is not None
        return super().check_action(action, parameters)

    def action_fetch(self) -> None:
        message = self._draft.message
        media = message.linked if message is not None else None
        if message is None or media is None:
            return
        if media.link:
            self._fetch(message, plain(media.host, 60) or "the link")
        elif media.media_id:
            self._say("· What was uploaded has an id and no link: there is nothing to fetch.", "$quiet")
        else:
            self._say("· There is no link yet.", "$quiet")

    @work(exclusive=True, group="whatsapp.fetch", exit_on_error=False)
    async def _fetch(self, message: WhatsAppMessage, host: str) -> None:
        self.post_message(WorkStarted("whatsapp.fetch", f"Fetching from {host}"))
        try:
            await self.desks.whatsapp.files.fetch(message)
        finally:
            self.post_message(WorkEnded("whatsapp.fetch"))
        if self.is_going:
            return
        self._check()
        if self.has_class("-narrow") and self.draft.message == message:
            self._one_pane()
            self.add_class("-phone")
            self.call_after_refresh(self.query_one(PhonePane).focus)

    def action_templates(self) -> None:
        from console.ui.screens.whatsapp.templates_screen import TemplatesScreen

        self.app.push_screen(TemplatesScreen(self.desks, self._account))

    def action_contacts(self) -> None:
        from console.ui.screens.whatsapp.contacts_screen import ContactsScreen

        self.app.push_screen(ContactsScreen(self.desks))

    # sending

    @work(exclusive=True, group="whatsapp.dry-run", exit_on_error=False)
    async def action_dry_run(self) -> None:
        if not self._is_readable():
            return
        plan = await self.desks.whatsapp.outbox.plan(self._account, self._draft.request)
        self.app.push_screen(RequestsDialog(self.desks.whatsapp.outbox.requests(plan)))

    def _is_readable(self) -> bool:
        """Whether what stands in the JSON is what would be sent; says so where it is not."""
        if self._draft.mistake is None:
            return True
        self._say(UNREADABLE)
        self.add_class("-json")
        self.query_one(JsonPanel).focus_mistake()
        return False

    def action_send(self) -> None:
        if self._sending:
            return
        self._tried = True
        self._check()
        if not self._is_readable():
            return
        worst = next((one for one in self._findings if one.severity is Severity.ERROR), None)
        if worst is not None:
            self._say(f"✕ Cannot be sent yet. {worst.text} {worst.hint or ''}".rstrip())
            self._point_at(worst.field)
            return
        self._sending = True
        self._ask_and_send()

    @work(exclusive=False, group="whatsapp.send", exit_on_error=False)
    async def _ask_and_send(self) -> None:
        try:
            resend_of = self._keeper.resend_of
            ended = await send_in_words(self, self.desks.whatsapp, self._account, self._draft.request, resend_of)
            if ended.refusal is not None:
                self._looked_up = None
                self._check()
                self._say(f"✕ Not sent. {ended.refusal}")
                return
            if ended.message is None:
                return
            if ended.left:
                self._keeper.forget()
                self._begin(self._fresh())
                self._read_around()
            if ended.open:
                self.post_message(OpenMessage(ended.message.id))
        finally:
            self._sending = False

    def _point_at(self, field: str) -> None:
        """Put the focus where a finding's field is corrected."""
        self._one_pane()
        parts = field.split(".")
        if parts[0] in OF_THE_ADDRESS:
            self.query_one(AddressFields).point_at(parts[0])
        elif parts[0] == "messages" and len(parts) > 1 and parts[1].isdigit():
            self._draft.go_to(int(parts[1]))
            self._fill_message()
            self._check()
            if parts[2:] == ["type"]:
                self.action_choose()
            elif not self.query_one("#wa-fields", FieldsView).point_at(".".join(parts[2:])):
                self.query_one(MessageList).focus()
        elif parts[0] == "messages":
            self.action_choose()
        else:
            self.query_one("#wa-more", Collapsible).collapsed = False
            request = self.query_one("#wa-request", FieldsView)
            request.point_at(field)
