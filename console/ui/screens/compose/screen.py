"""Compose: write an SMS, see what it will be and cost, send it, and see what became of each recipient."""

from __future__ import annotations

from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual_fspicker import FileOpen

from console.domain.account import Environment
from console.domain.findings import Finding, Severity
from console.domain.message import Message as SentMessage
from console.domain.message import Outcome
from console.domain.plain_text import plain
from console.domain.sms.draft import Draft, Premium
from console.errors import InvalidInput, StoreError, SwitchroomError
from console.services.desks import Desks
from console.services.drafts import KeptDraft
from console.services.outbox import SendPlan
from console.ui import draft_keeper, failures
from console.ui.actions import bindings
from console.ui.after_rest import CHECK_AFTER, AfterRest
from console.ui.dialogs.before_sending import resend_question, send_question
from console.ui.dialogs.confirm import ConfirmDialog
from console.ui.dialogs.drafts import DraftsDialog
from console.ui.dialogs.requests import RequestsDialog
from console.ui.dialogs.sending import Next, SendEnd, SendingDialog
from console.ui.draft_keeper import DraftKeeper
from console.ui.messages import AccountsChanged, ComposeDraft, OpenMessage, WorkEnded, WorkStarted
from console.ui.screens.area import AreaScreen
from console.ui.screens.compose.cost import cost_line, facts
from console.ui.screens.compose.draft_row import draft_row
from console.ui.screens.compose.message_form import MessageForm
from console.ui.widgets.gsm_text_area import GsmTextArea
from console.ui.widgets.recipients_field import RecipientsField
from console.ui.widgets.segment_meter import plural
from console.ui.widgets.send_notice import SendNotice, sending_again

FILE_LIMIT = 1_048_576
"""Bytes of a file of numbers that are read."""
_DRY_RUN_LIMIT = 1_000


class ComposeScreen(AreaScreen):
    AREA = "compose"
    HELP_FILE = "help.md"
    CSS_PATH = "compose.tcss"
    BINDINGS = bindings("compose")
    AUTO_FOCUS = "#source"

    def __init__(self, desks: Desks) -> None:
        super().__init__(desks)
        self._checking = AfterRest(self, CHECK_AFTER, self._check_now)
        self._keeper = DraftKeeper(self, desks.drafts, self._worth_keeping, self._show_kept)
        self._unreadable: str | None = None
        """Why there are no accounts to offer, where their file cannot be read."""
        self._tried = False
        self._sending = False

    def compose_area(self) -> ComposeResult:
        yield SendNotice("There is no account to send with.", sandbox=self.desks.sandbox)
        yield MessageForm()
        with Horizontal(id="compose-bottom"):
            yield Static(markup=False, id="cost")
            yield Static(markup=False, id="kept")

    def area_mounted(self) -> None:
        self._offer_accounts()
        self._restore_draft()

    def area_shown(self) -> None:
        self._offer_accounts()

    def take(self, message: Message) -> None:
        if isinstance(message, AccountsChanged):
            self._offer_accounts()
        elif isinstance(message, ComposeDraft):
            self._take_draft(message.draft, message.resend_of)

    @property
    def form(self) -> MessageForm:
        return self.query_one(MessageForm)

    # accounts

    def _offer_accounts(self) -> None:
        try:
            accounts = self.desks.outbox.accounts()
            self._unreadable = None
        except SwitchroomError as error:
            self._unreadable = failures.sentence(error)
            accounts = []
        self.form.accounts.offer(accounts)
        self._check_now()

    def _use_account(self, name: str | None) -> None:
        account = self.show_account(name)
        profiles = {form.name: form.segment_profile for form in self.desks.accounts.providers()}
        profile = profiles.get(account.provider) if account else None
        self.form.use_profile(profile or "standard")
        self.query_one(SendNotice).show(
            account, unreadable=self._unreadable, otherwise=sending_again(self._keeper.resend_of)
        )
        production = account is not None and account.environment is Environment.PRODUCTION
        self.set_class(production, "-production")

    # checking

    def on_message_form_edited(self, event: MessageForm.Edited) -> None:
        event.stop()
        self._checking.soon()
        self._keeper.soon()

    def _check_now(self) -> None:
        draft = self.form.draft
        self._use_account(draft.account)
        cost = self.query_one("#cost", Static)
        try:
            plan = self.desks.outbox.plan(draft)
        except InvalidInput as error:
            self.form.show_findings(self._worth_saying(draft, self.desks.outbox.check(draft)))
            cost.update(Content.styled(plain(error.message), "$quiet"))
            return
        self.form.show_findings(self._worth_saying(draft, plan.findings))
        if plan.destinations and (plan.segments_total or plan.draft.premium.charge_only):
            cost.update(cost_line(plan))
        else:
            cost.update(Content.styled("Write a text and say to whom; F9 then sends it.", "$quiet"))

    def _worth_saying(self, draft: Draft, findings: tuple[Finding, ...] | list[Finding]) -> list[Finding]:
        """Before the first try to send, nobody needs to be told that a field is still empty."""
        if self._tried:
            return list(findings)
        empty = {
            name
            for name, value in (("text", draft.text), ("source", draft.source), ("destinations", draft.destinations))
            if not value
        }
        return [finding for finding in findings if finding.field not in empty | {"account"}]

    # drafts

    @work(exclusive=True, group="compose.restore", exit_on_error=False)
    async def _restore_draft(self) -> None:
        kept = await self.desks.drafts.kept()
        if kept and self.form.draft.text == "" and not self.form.draft.destinations:
            self._go_on_with(kept[0])

    def _worth_keeping(self) -> Draft | None:
        draft = self.form.draft
        return None if is_empty(draft) else draft

    def _show_kept(self, said: str) -> None:
        self.query_one("#kept", Static).update(Content.styled(said, "$quiet"))

    def work_failed(self, group: str, error: BaseException) -> None:
        if group == draft_keeper.GROUP and isinstance(error, StoreError):
            self.query_one("#kept", Static).update(
                Content.styled(f"✕ draft not kept: {plain(error.message)}", "$text-error")
            )
        else:
            super().work_failed(group, error)

    async def put_away(self) -> None:
        await self._keeper.keep()

    def _go_on_with(self, kept: KeptDraft[Draft]) -> None:
        self._keeper.go_on_with(kept)
        self._show_draft(kept.draft)

    def _begin(self, draft: Draft, resend_of: str | None = None) -> None:
        self._keeper.begin(resend_of)
        self._show_draft(draft)
        self.form.focus_first_empty()

    def _show_draft(self, draft: Draft) -> None:
        self._tried = False
        self.form.fill(draft)
        if draft.account is None:
            self._offer_accounts()
        self._check_now()

    @work(group=draft_keeper.GROUP, exit_on_error=False)
    async def _take_draft(self, draft: Draft, resend_of: str | None) -> None:
        """A draft from another area. What was being written stays among the drafts."""
        await self._keeper.keep()
        self._begin(draft, resend_of)

    @work(exclusive=True, group="compose.drafts", exit_on_error=False)
    async def action_drafts(self) -> None:
        await self._keeper.keep()
        chosen = await self.app.push_screen_wait(
            DraftsDialog(self.desks.drafts, await self.desks.drafts.kept(), self.desks.clock(), draft_row)
        )
        remaining = {kept.id for kept in await self.desks.drafts.kept()}
        if chosen is not None:
            self._go_on_with(chosen)
        elif self._keeper.number is not None and self._keeper.number not in remaining:
            self._begin(self._fresh(self.form.draft))

    def action_discard(self) -> None:
        """Throws the draft away; pressed again on the empty form, brings it back."""
        draft = self._worth_keeping()
        if draft is not None:
            self._keeper.throw_away(draft)
            self._begin(self._fresh(draft))
            self.notify("Draft thrown away. F5 brings it back.", markup=False)
        elif (thrown := self._keeper.bring_back()) is not None:
            self._begin(*thrown)
            self.notify("The draft is back.", markup=False)

    def _fresh(self, draft: Draft) -> Draft:
        """An empty draft from the same account and source: what one writes next is mostly from the same."""
        return Draft(account=draft.account, source=draft.source)

    # fields

    def action_leave(self) -> None:
        self.set_focus(None)

    def action_write(self) -> None:
        self.query_one(GsmTextArea).focus()

    def action_replace_all(self) -> None:
        self.notify(self.form.replace_all(), markup=False)

    def action_replace_one(self) -> None:
        said = self.form.replace_next()
        if said:
            self.notify(said, markup=False)

    @work(exclusive=True, group="compose.file", exit_on_error=False)
    async def action_load_file(self) -> None:
        path = await self.app.push_screen_wait(FileOpen(Path.cwd(), "Numbers from a file", open_button="Load"))
        if path is not None:
            self._load_numbers(path)

    @work(exclusive=True, group="compose.numbers", exit_on_error=False, thread=True)
    def _load_numbers(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                content = file.read(FILE_LIMIT + 1)
        except OSError as error:
            raise InvalidInput(
                f"{path.name} cannot be read: {error.strerror or type(error).__name__}.", hint="Choose another file."
            ) from error
        text = content[:FILE_LIMIT].decode("utf-8-sig", "replace")
        self.app.call_from_thread(self._numbers_loaded, path.name, text, len(content) > FILE_LIMIT)

    def _numbers_loaded(self, name: str, text: str, cut: bool) -> None:
        count = self.query_one(RecipientsField).add(text)
        said = f"{plural(count, 'number')} read from {plain(name)}." if count else f"{plain(name)} holds no numbers."
        if cut:
            said += " Only its first MiB was read."
        self.notify(said, severity="information" if count and not cut else "warning", markup=False)

    # sending

    def action_dry_run(self) -> None:
        plan = self._plan_or_say_why()
        if plan is None:
            return
        try:
            requests = self.desks.outbox.requests(plan)
        except SwitchroomError as error:
            failures.show(self, error)
            return
        self.app.push_screen(RequestsDialog(requests))

    def _plan_or_say_why(self) -> SendPlan | None:
        self._tried = True
        self._check_now()
        try:
            plan = self.desks.outbox.plan(self.form.draft)
        except SwitchroomError as error:
            self._say_not_sent(failures.sentence(error))
            return None
        if plan.refusal is not None:
            self._say_not_sent(plain(plan.refusal))
            self.form.point_at(next(one.field for one in plan.findings if one.severity is Severity.ERROR))
            return None
        return plan

    def _say_not_sent(self, why: str) -> None:
        """In the bottom line until something is changed: a remark in the corner would cover the findings."""
        self.query_one("#cost", Static).update(
            Content.assemble(("✕ Cannot be sent yet. ", "bold $text-error"), (why, "$text-error"))
        )

    def action_send(self) -> None:
        if self._sending:
            return
        plan = self._plan_or_say_why()
        if plan is not None:
            self._sending = True
            self._ask_and_send(plan, self._keeper.resend_of)

    @work(exclusive=False, group="compose.send", exit_on_error=False)
    async def _ask_and_send(self, plan: SendPlan, resend_of: str | None) -> None:
        try:
            while True:
                reason = None
                if resend_of is not None:
                    reason = await self.app.push_screen_wait(resend_question(resend_of))
                    if reason is None:
                        return
                if not await self.app.push_screen_wait(confirmation(plan)):
                    return
                end = await self._send(plan, resend_of, reason)
                message = end.message
                if message is None:
                    return
                self._sent(message)
                if end.next is Next.OPEN:
                    self.post_message(OpenMessage(message.id))
                if end.next is not Next.AGAIN:
                    return
                plan, resend_of = self._again(plan, message), message.id
        finally:
            self._sending = False

    async def _send(self, plan: SendPlan, resend_of: str | None, reason: str | None) -> SendEnd:
        what = plural(len(plan.destinations), "message")
        self.post_message(WorkStarted("compose.send", f"Sending {what}"))
        try:
            return await self.app.push_screen_wait(
                SendingDialog(
                    lambda progressed, stop: self.desks.outbox.send(
                        plan, on_progress=progressed, stop=stop, resend_of=resend_of, reason=reason
                    ),
                    plan.destinations,
                )
            )
        finally:
            self.post_message(WorkEnded("compose.send"))

    def _sent(self, message: SentMessage) -> None:
        """What left is no draft any more; what was refused altogether stays for correction."""
        if message.outcome is Outcome.REFUSED:
            return
        draft = self.form.draft
        self._keeper.forget()
        self._begin(self._fresh(draft))

    def _again(self, plan: SendPlan, message: SentMessage) -> SendPlan:
        """The same message to those of whom nobody knows whether they got it."""
        unknown = tuple(recipient.to for recipient in message.recipients if recipient.outcome is Outcome.UNKNOWN)
        draft = plan.draft
        return self.desks.outbox.plan(
            Draft(
                account=draft.account,
                source=draft.source,
                destinations=unknown,
                text=draft.text,
                premium=draft.premium,
                asynchronous=draft.asynchronous,
                user_data_header=draft.user_data_header,
            )
        )


def is_empty(draft: Draft) -> bool:
    """Whether nothing worth keeping was written; account and source alone are not."""
    return not draft.text and not draft.destinations and draft.premium == Premium() and not draft.user_data_header


def confirmation(plan: SendPlan) -> ConfirmDialog:
    """What will happen, in words, before it does."""
    warnings = [finding.text for finding in plan.findings if finding.severity is Severity.WARNING]
    return send_question(
        len(plan.destinations),
        production=plan.account.environment is Environment.PRODUCTION,
        word=plan.confirm_word,
        danger=plan.draft.premium.charges,
        facts=facts(plan),
        sentences=[f"⚠ {text}" for text in warnings[:3]],
    )
