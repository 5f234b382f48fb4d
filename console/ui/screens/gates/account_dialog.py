"""Which of several accounts is meant."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, OptionList
from textual.widgets.option_list import Option

from console.domain.account import Account
from console.domain.plain_text import plain
from console.ui.dialogs.dialog import Dialog, button


class AccountDialog(Dialog[str]):
    """Answers with the account's name."""

    def __init__(self, question: str, accounts: Sequence[Account], first: str | None) -> None:
        super().__init__(question)
        self._accounts = list(accounts)
        self._first = first

    def compose_body(self) -> ComposeResult:
        yield OptionList(
            *(
                Option(
                    Content.assemble(
                        (f"{plain(one.name, 40):<20} ", "bold"),
                        (f"{one.environment.value}{', read-only' if one.read_only else ''}", "$quiet"),
                    )
                )
                for one in self._accounts
            ),
            compact=True,
            markup=False,
            id="accounts",
        )

    def compose_buttons(self) -> ComposeResult:
        yield button("Cancel", "cancel")

    def on_mount(self) -> None:
        listed = self.query_one("#accounts", OptionList)
        listed.highlighted = next((at for at, one in enumerate(self._accounts) if one.name == self._first), 0)
        listed.focus()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.answer(self._accounts[event.option_index].name)

    @on(Button.Pressed)
    def _cancel(self) -> None:
        self.action_leave()
