"""Accounts: who we are towards a provider, where its secrets are, and whether they are right."""

from __future__ import annotations

from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from console.domain.account import Account, Environment
from console.domain.plain_text import plain
from console.errors import SwitchroomError
from console.services.account_desk import AccountCheck
from console.services.desks import Desks
from console.ui import failures
from console.ui.actions import bindings
from console.ui.dialogs.confirm import ConfirmDialog
from console.ui.messages import AccountsChanged, WorkEnded, WorkStarted
from console.ui.screens.accounts.account_form import AccountFormScreen
from console.ui.screens.accounts.account_rows import account_facts, account_row, check_line, environment_band
from console.ui.screens.area import AreaScreen
from console.ui.widgets.fact_table import FactTable
from console.ui.widgets.line_list import LineList
from console.ui.widgets.status_line import StatusLine


class AccountsScreen(AreaScreen):
    AREA = "accounts"
    HELP_FILE = "help.md"
    CSS_PATH = Path(__file__).with_name("accounts.tcss")
    BINDINGS = bindings("accounts")
    AUTO_FOCUS = "#account-list"

    def __init__(self, desks: Desks) -> None:
        super().__init__(desks)
        self._accounts: list[Account] = []
        self._checks: dict[str, AccountCheck | None] = {}

    def compose_area(self) -> ComposeResult:
        with Container(id="account-panes"):
            yield LineList(id="account-list")
            with VerticalScroll(id="account-detail", can_focus=False):
                yield Static(markup=False, id="account-title")
                yield FactTable(id="account-facts")
        with Vertical(id="first-account"):
            yield Static(markup=False, id="first-account-text")

    def area_mounted(self) -> None:
        self._read_accounts()

    def area_shown(self) -> None:
        self._read_accounts()

    def take(self, message: Message) -> None:
        if isinstance(message, AccountsChanged):
            self._read_accounts()

    @property
    def current(self) -> Account | None:
        index = self.query_one(LineList).highlighted
        return self._accounts[index] if index is not None and index < len(self._accounts) else None

    # what is shown

    def _read_accounts(self, *, choose: str | None = None) -> None:
        current = self.current
        wanted = choose or (current.name if current else None)
        problem: SwitchroomError | None = None
        try:
            self._accounts = self.desks.accounts.accounts()
        except SwitchroomError as error:
            self._accounts, problem = [], error
        listed = self.query_one(LineList)
        listed.set_options(Option(account_row(account)) for account in self._accounts)
        names = [account.name for account in self._accounts]
        if names:
            listed.highlighted = names.index(wanted) if wanted in names else 0
        self.query_one("#account-panes").display = bool(names)
        guidance = self.query_one("#first-account")
        guidance.display = not names
        if not names:
            self.query_one("#first-account-text", Static).update(
                _cannot_read(problem) if problem is not None else first_steps(sandbox=self.desks.sandbox)
            )
        self._show_account()

    @on(OptionList.OptionHighlighted, "#account-list")
    def _highlighted(self) -> None:
        self._show_account()

    def _show_account(self) -> None:
        account = self.current
        self.query_one(StatusLine).account = account
        if account is None:
            return
        form = next((form for form in self.desks.accounts.providers() if form.name == account.provider), None)
        checked = Content.styled("not since the console started: c checks it", "$quiet")
        if account.name in self._checks:
            checked = check_line(self._checks[account.name])
        self.query_one("#account-title", Static).update(
            Content.assemble((plain(account.name), "bold"), "  ", environment_band(account.environment))
        )
        self.query_one(FactTable).show(
            account_facts(
                account,
                form,
                self.desks.accounts.secret_places(account),
                self._callbacks_of(account),
                checked,
            )
        )

    def _callbacks_of(self, account: Account) -> str:
        if not self.desks.accounts.called_back(account):
            return "none come to this account"
        return self.desks.listener.callback_url(account.name) or "no listener address yet"

    # what can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        return bool(self._accounts) or action not in {"edit", "check", "remove", "copy_url"}

    @on(OptionList.OptionSelected, "#account-list")
    def _opened(self) -> None:
        self.action_edit()

    def action_add(self) -> None:
        self._edit(None)

    def action_edit(self) -> None:
        if self.current is not None:
            self._edit(self.current)

    @work(exclusive=True, group="accounts.edit", exit_on_error=False)
    async def _edit(self, account: Account | None) -> None:
        form = AccountFormScreen(self.desks, account)
        await self.app.push_screen(form, wait_for_dismiss=True)
        if form.saved is not None:
            self._checks.pop(form.saved, None)
            self._read_accounts(choose=form.saved)
            self.refresh_bindings()
            self.post_message(AccountsChanged())
            self.notify(f"{form.saved} is saved. c checks that it works.", markup=False)

    def action_check(self) -> None:
        if self.current is not None:
            self._check(self.current.name)

    @work(exclusive=True, group="accounts.check", exit_on_error=False)
    async def _check(self, name: str) -> None:
        self._checks[name] = None
        self._show_account()
        self.post_message(WorkStarted("accounts.check", f"Checking {name}"))
        try:
            self._checks[name] = await self.desks.accounts.check(name)
        except SwitchroomError as error:
            self._checks[name] = AccountCheck(None, error.message, error.hint)
        finally:
            self.post_message(WorkEnded("accounts.check"))
            if self._checks[name] is None:
                del self._checks[name]
            self._show_account()

    def action_copy_url(self) -> None:
        if self.current is None:
            return
        if not self.desks.accounts.called_back(self.current):
            self.notify(f"No callbacks come to {self.current.name}, so it has no URL for them.", markup=False)
            return
        url = self.desks.listener.callback_url(self.current.name)
        if url is None:
            self.notify("The listener has no address yet: start it with l.", severity="warning", markup=False)
            return
        self.app.copy_to_clipboard(url)
        hidden = " Put your token in the place of the stars." if "*" in url else ""
        self.notify(f"{plain(url)} is on the clipboard.{hidden}", markup=False)

    @work(exclusive=True, group="accounts.remove", exit_on_error=False)
    async def action_remove(self) -> None:
        account = self.current
        if account is None:
            return
        production = account.environment is Environment.PRODUCTION
        sure = await self.app.push_screen_wait(
            ConfirmDialog(
                f"Remove {account.name}?",
                sentences=(
                    "The account and its secrets are forgotten. What it sent and received stays, and so does what the "
                    "provider knows about it.",
                ),
                yes="Remove",
                word=account.name if production else None,
                danger=True,
            )
        )
        if sure:
            await self.desks.accounts.remove(account.name)
            self._checks.pop(account.name, None)
            self._read_accounts()
            self.refresh_bindings()
            self.post_message(AccountsChanged())
            self.notify(f"{account.name} is removed.", markup=False)

    def action_leave(self) -> None:
        self.query_one(LineList).focus()


def first_steps(*, sandbox: bool) -> Content:
    """What to do when there is no account at all."""
    practise = (
        ("The sandbox is still starting; its account appears here by itself.\n\n", "$quiet")
        if sandbox
        else Content.assemble(
            ("To practise without an account\n", "bold"),
            "Leave with q and run ",
            ("switchroom --sandbox", "bold $text-primary"),
            ": a provider on this machine that delivers, fails and reports like a real one. "
            "It costs nothing and reaches nobody.\n\n",
        )
    )
    return Content.assemble(
        ("No accounts yet\n\n", "bold $text-primary"),
        practise,
        ("With your own account\n", "bold"),
        "Press ",
        ("a", "bold $text-primary"),
        " to add it. You need what LINK Support gave you: base URL, service id, user name, password. "
        "Then c checks that they are right, y copies the URL your provider should call, and 3 writes a message.\n\n",
        ("Without a screen: switchroom accounts add NAME --provider link-smsc --base-url URL", "$quiet"),
    )


def _cannot_read(problem: SwitchroomError) -> Content:
    return Content.assemble(
        ("The accounts cannot be read\n\n", "bold $text-error"),
        failures.sentence(problem),
        ("\n\nNothing is lost: correct the file and come back to this area.", "$quiet"),
    )
