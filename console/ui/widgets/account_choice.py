"""Which account something is sent with."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Select

from console.domain.account import Account, Environment
from console.domain.plain_text import plain


class AccountChoice(Select[str]):
    """Tells by its own `Changed` what somebody chose; what is chosen for them is told to nobody."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__([], prompt="none", id=id, compact=True)
        self._names: tuple[str, ...] = ()

    @property
    def account(self) -> str | None:
        return self.value if isinstance(self.value, str) else None

    def offer(self, accounts: Sequence[Account], wanted: str | None = None) -> None:
        """The accounts there are. The one that is wanted, else the chosen one, stays where it still exists; otherwise
        the most harmless is taken."""
        chosen = wanted or self.account
        with self.prevent(Select.Changed):
            self.set_options((_words(account), account.name) for account in accounts)
        self._names = tuple(account.name for account in accounts)
        harmless = min(accounts, key=_harm, default=None)
        self.choose(chosen if chosen in self._names else harmless.name if harmless else None)

    def choose(self, account: str | None) -> None:
        """One that is no longer there leaves nothing selected."""
        with self.prevent(Select.Changed):
            self.value = account if account in self._names else Select.NULL


def _words(account: Account) -> Content:
    return Content(f"{plain(account.name)}, {'read-only' if account.read_only else account.environment.value}")


def _harm(account: Account) -> tuple[bool, bool]:
    """What is chosen for somebody who has not chosen: what can send, and not to real people."""
    return account.read_only, account.environment is Environment.PRODUCTION
