"""Accounts: who we are towards a provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from console.domain.account import Account
from console.domain.findings import Finding


@dataclass(frozen=True, slots=True)
class OptionField:
    """One field of an account form."""

    name: str
    label: str
    help: str
    secret: bool
    required: bool
    default: str | None


@dataclass(frozen=True, slots=True)
class ProviderForm:
    """What the form of a provider's account asks for. `base_urls` are (url, remark)."""

    name: str
    title: str
    fields: tuple[OptionField, ...]
    base_urls: tuple[tuple[str, str], ...]
    segment_profile: str


@dataclass(frozen=True, slots=True)
class AccountCheck:
    """`ok` None: nothing could be proved (not reached)."""

    ok: bool | None
    sentence: str
    hint: str | None = None


class AccountDesk:
    """List, add, change, check and remove accounts."""

    def providers(self) -> list[ProviderForm]:
        raise NotImplementedError

    def accounts(self) -> list[Account]:
        """All accounts, by name."""
        raise NotImplementedError

    def account(self, name: str) -> Account:
        """Raises InvalidInput naming the nearest account."""
        raise NotImplementedError

    def findings(self, account: Account) -> list[Finding]:
        """Field names are `name`, `base_url` and the option names."""
        raise NotImplementedError

    def secret_places(self, account: Account) -> dict[str, str | None]:
        """Where each secret option would be taken from now: "environment", "keyring", "file", or None."""
        raise NotImplementedError

    def secret_store(self) -> str | None:
        """Where a new secret would be kept: "keyring", "file" (allowed earlier), or None: ask before a file is used."""
        raise NotImplementedError

    async def save(
        self, account: Account, secrets: Mapping[str, str], *, replacing: str | None = None, allow_file: bool = False
    ) -> None:
        """Add an account, or change the one called `replacing` (renaming it moves its secrets).

        Raises InvalidInput for blocking findings or a taken name, SecretMissing when a secret has no place to be kept.
        Writes the audit.
        """
        raise NotImplementedError

    async def remove(self, name: str) -> None:
        """Forgets the account and its secrets; what it sent and received stays."""
        raise NotImplementedError

    async def check(self, name: str) -> AccountCheck:
        """The cheapest call that proves the credentials."""
        raise NotImplementedError
