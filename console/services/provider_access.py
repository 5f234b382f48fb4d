"""From an account to its provider: which accounts can do something, with what secrets, and within what limits."""

from __future__ import annotations

from collections.abc import Iterable

from console.domain.account import Account
from console.errors import InvalidInput
from console.providers.contract import Provider, SendLimits
from console.services.account_desk import AccountDesk
from console.settings.credentials import Credentials
from console.settings.model import SendingSettings


class ProviderAccess:
    """`secrets` and `limits` are what opening a provider's client takes."""

    def __init__(self, accounts: AccountDesk, credentials: Credentials, settings: SendingSettings) -> None:
        self._accounts = accounts
        self.secrets = credentials
        self.limits = SendLimits(settings.rate, settings.connect_timeout, settings.read_timeout)

    def accounts(self, able: Iterable[Provider]) -> list[Account]:
        """Those of the providers named, by name, the read-only ones included. Raises SettingsError."""
        names = {provider.name for provider in able}
        return [account for account in self._accounts.accounts() if account.provider in names]

    def account(self, name: str) -> Account:
        """Raises InvalidInput."""
        return self._accounts.account(name)

    def chosen(self, name: str | None) -> Account:
        """The account to send with. Raises InvalidInput when none is named or known."""
        if not name:
            raise InvalidInput("No account is chosen.", hint="Choose the account to send with.", field="account")
        return self._accounts.account(name)

    def require_secrets(self, account: Account, provider: Provider) -> None:
        """Raises SecretMissing while nothing is recorded yet. Asking a keyring may take a while."""
        for option in provider.options:
            if option.secret and option.required:
                self.secrets.secret(account.name, option.name)
