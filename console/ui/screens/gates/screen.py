"""Gates: where providers deliver callbacks, what each gate does, and every way to change it knowingly."""

from __future__ import annotations

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from console.domain.account import Account
from console.domain.plain_text import plain
from console.errors import SwitchroomError
from console.services.desks import Desks
from console.services.known_gate import GateList as KnownGates
from console.ui import failures
from console.ui.actions import bindings
from console.ui.after_rest import AfterRest
from console.ui.messages import AccountsChanged, WorkEnded, WorkStarted
from console.ui.screens.gates.gate_actions import GateActions
from console.ui.screens.gates.gate_list import GateList
from console.ui.screens.gates.gate_pane import GateJson, GatePane
from console.ui.screens.gates.gate_rows import GateRow, age, matches, rows_of
from console.ui.screens.gates.nothing_known import no_accounts, no_gates, nothing_matches
from console.ui.widgets.line_input import LineInput
from console.ui.widgets.row_view import RowHeading, RowView
from console.ui.widgets.status_line import StatusLine

_SETTLE = 0.06
"""Seconds the cursor rests before its gate is shown."""
_NEWS_EVERY = 2.0
"""Seconds between two looks at what is known while news comes: callbacks move the ages."""
_STALE = 60_000
"""Milliseconds after which a list is read anew when somebody comes here."""


class GatesScreen(GateActions):
    AREA = "gates"
    HELP_FILE = "help.md"
    CSS_PATH = "gates.tcss"
    BINDINGS = bindings("gates")
    AUTO_FOCUS = "GateList"

    def __init__(self, desks: Desks) -> None:
        super().__init__(desks)
        self._accounts: list[Account] = []
        self._known = KnownGates()
        self._trouble: dict[str, str] = {}
        self._reading: set[str] = set()
        self._opened = False
        self._stale = False
        self._settling = AfterRest(self, _SETTLE, self._show_gate)
        self._choose: tuple[str, str] | None = None

    def compose_area(self) -> ComposeResult:
        with Horizontal(id="gate-bar"):
            yield Static(Content.styled("/", "$quiet"), id="gate-slash", markup=False)
            yield LineInput(
                placeholder="refId, id or part of a URL", id="gate-search", compact=True, select_on_focus=False
            )
            yield Static(markup=False, id="gate-count")
        yield Static(markup=False, id="gate-trouble")
        with Horizontal(id="gate-panes"):
            with Vertical(id="gate-side"):
                listed = GateList(self.desks.clock)
                yield RowHeading(listed.heading)
                yield Static(markup=False, id="gate-empty")
                yield listed
            yield GatePane(self.desks, id="gate-pane")
            yield GateJson(id="gate-json")

    def area_mounted(self) -> None:
        self._read_accounts()
        self._read_known()
        self.set_interval(_NEWS_EVERY, self._read_if_stale)

    @property
    def _list(self) -> GateList:
        return self.query_one(GateList)

    # what comes from elsewhere

    def on_news(self) -> None:
        self._stale = True

    def area_shown(self) -> None:
        self._read_accounts()
        self._read_known()

    def take(self, message: Message) -> None:
        if isinstance(message, AccountsChanged):
            self._read_accounts()
            self._read_known()

    def _read_if_stale(self) -> None:
        if self._stale and self.is_current:
            self._read_known()

    # reading

    def _read_accounts(self) -> None:
        try:
            self._accounts = self.desks.gates.accounts()
        except SwitchroomError as error:
            self._accounts = []
            self._trouble = {"": failures.sentence(error)}
        else:
            names = {account.name for account in self._accounts}
            self._trouble = {name: said for name, said in self._trouble.items() if name in names}

    def read_again(self, *, choose: tuple[str, str] | None = None) -> None:
        self._choose = choose or self._choose
        self._read_known()

    @work(group="gates.known", exclusive=True, exit_on_error=False)
    async def _read_known(self) -> None:
        self._stale = False
        first, self._opened = not self._opened, True
        self._known = await self.desks.gates.known()
        self._show()
        now = self.desks.clock()
        for account in self._accounts:
            at = self._known.fetched_at.get(account.name)
            if first or at is None or (now - at > _STALE and account.name not in self._trouble):
                self._refresh(account.name)

    def _refresh(self, name: str) -> None:
        """Read an account's list, if that is not going on already."""
        if name not in self._reading:
            self._reading.add(name)
            self._refresh_account(name)

    @work(group="gates.refresh", exclusive=False, exit_on_error=False)
    async def _refresh_account(self, name: str) -> None:
        self.post_message(WorkStarted(f"gates.refresh.{name}", f"Reading the gates of {name}"))
        try:
            await self.desks.gates.refresh(name)
        except SwitchroomError as error:
            self._trouble[name] = failures.sentence(error)
        else:
            self._trouble.pop(name, None)
        finally:
            self._reading.discard(name)
            self.post_message(WorkEnded(f"gates.refresh.{name}"))
        self._known = await self.desks.gates.known()
        self._show()

    # what is shown

    def _show(self) -> None:
        if self.is_going:
            return
        words = self.query_one("#gate-search", Input).value.lower().split()
        rows = rows_of(self._known)
        found = [row for row in rows if matches(row, words)]
        self._list.show(found, accounts=len(self._accounts) > 1)
        if self._choose is not None and self._list.choose_gate(*self._choose):
            self._choose = None
        self._show_count(len(found), len(rows))
        self._show_trouble()
        self._show_empty(found, words)
        if not found:
            self.pane.show_gate(None, None)
            self.query_one(GateJson).show_gate(None)
        self.query_one(RowHeading).refresh()

    def _show_count(self, found: int, total: int) -> None:
        words = "gate" if total == 1 else "gates"
        of = f"{found} of " if found != total else ""
        self.query_one("#gate-count", Static).update(
            Content.assemble((f"{of}{total}", "bold"), (f" {words}{self._as_of()}", "$quiet"))
        )

    def _as_of(self) -> str:
        """How old the oldest of the lists is."""
        instants = [at for at in self._known.fetched_at.values() if at is not None]
        return f", read {age(self.desks.clock() - min(instants))} ago" if instants else ""

    @property
    def _told(self) -> bool:
        """Whether every account's list was read, or could not be."""
        return all(
            self._known.fetched_at.get(one.name) is not None or one.name in self._trouble for one in self._accounts
        )

    def _show_trouble(self) -> None:
        shown = self.query_one("#gate-trouble", Static)
        shown.display = bool(self._trouble)
        said = []
        for name, sentence in sorted(self._trouble.items()):
            at = self._known.fetched_at.get(name)
            parts: list[Content | str | tuple[str, str]] = [
                (f"✕ {plain(name)}: " if name else "✕ ", "bold $text-error")
            ]
            parts.append((sentence, "$text-error"))
            if name and at is not None:
                parts.append(
                    f" Shown is what was there {age(self.desks.clock() - at)} ago. Looking, history and copying work; "
                    "saving, removing, undo and reading back do not. r tries again."
                )
            elif name:
                parts.append(" Its gates were never read here. r tries again.")
            said.append(Content.assemble(*parts))
        shown.update(Content("\n").join(said))

    def _show_empty(self, found: list[GateRow], words: list[str]) -> None:
        empty = self.query_one("#gate-empty", Static)
        empty.display = not found
        self._list.set_class(not found, "-empty")
        self.query_one(RowHeading).display = bool(found)
        if found:
            if self.focused is None:
                self._list.focus()  # which an empty list, not being on display, could not keep
            return
        if words:
            empty.update(nothing_matches())
        elif not self._accounts:
            empty.update(no_accounts(sandbox=self.desks.sandbox))
        else:
            names = [account.name for account in self._accounts]
            empty.update(no_gates(names, reading=bool(self._reading) or not self._told))

    # the list

    @property
    def row(self) -> GateRow | None:
        lists = self.query(GateList)  # none yet, while the screen is composed
        return lists.first().selected if lists else None

    @property
    def pane(self) -> GatePane:
        return self.query_one("#gate-pane", GatePane)

    def on_row_view_moved(self, message: RowView.Moved) -> None:
        message.stop()
        self._settling.soon()

    def _show_gate(self) -> None:
        row = self.row
        account = self.account_named(row.account) if row is not None else None
        self.query_one(StatusLine).account = account
        if row is not None and self.pane.display:
            self.pane.show_gate(row, account)
            self.query_one(GateJson).show_gate(row)
        self.refresh_bindings()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_gate)

    def on_row_view_opened(self, message: RowView.Opened) -> None:
        message.stop()
        if self.row is None:
            return
        if self.pane.display:
            self.action_edit()
        else:
            from console.ui.screens.gates.gate_screen import GateScreen

            self.app.push_screen(GateScreen(self.desks, self.row))

    # the search

    @on(Input.Changed, "#gate-search")
    def _typed(self) -> None:
        self._show()

    @on(Input.Submitted, "#gate-search")
    def _to_rows(self) -> None:
        if self._list.row_count:
            self._list.focus()

    def on_key(self, event: events.Key) -> None:
        """Up and down walk the rows while the search keeps the focus."""
        if self.focused is self.query_one("#gate-search") and event.key in {"down", "up"}:
            self._list.action_down() if event.key == "down" else self._list.action_up()
            event.stop()

    def action_search(self) -> None:
        self.query_one("#gate-search").focus()

    def action_leave(self) -> None:
        search = self.query_one("#gate-search", Input)
        if self._list.display and not self._list.has_focus:
            self._list.focus()
        elif search.has_focus and not self._list.display:
            self.set_focus(None)
        elif search.value:
            search.value = ""

    # what can be done here

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in {"new", "refresh", "replace", "try_with"}:
            return bool(self._accounts)
        return super().check_action(action, parameters)

    def action_refresh(self) -> None:
        self._read_accounts()
        for account in self._accounts:
            self._refresh(account.name)

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def action_new(self) -> None:
        account = await self._which_account("A new gate for which account?")
        if account is not None and self.may_write(account):
            await self.edit(account, None)

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def action_replace(self) -> None:
        from console.ui.screens.gates.replace_screen import ReplaceScreen

        account = await self._which_account("Find and replace in the gates of which account?")
        if account is not None:
            await self.app.push_screen(ReplaceScreen(self.desks, account), wait_for_dismiss=True)
            self.read_again()

    def action_hosts(self) -> None:
        from console.ui.screens.gates.hosts_screen import HostsScreen

        self.app.push_screen(HostsScreen(self.desks))

    async def _which_account(self, question: str) -> str | None:
        """The only one, else the one that is asked for; that of the row under the cursor comes first."""
        from console.ui.screens.gates.which import which_account

        if len(self._accounts) <= 1:
            return self._accounts[0].name if self._accounts else None
        first = self.row.account if self.row is not None else None
        return await self.app.push_screen_wait(which_account(question, self._accounts, first))
