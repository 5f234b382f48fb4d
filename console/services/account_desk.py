"""Accounts: who we are towards a provider."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from console.domain.account import Account
from console.domain.findings import Finding, Severity, blocks
from console.errors import InvalidInput, OutcomeUnknown, ProviderRefused, ProviderUnreachable, StoreError
from console.services.audit import Audit

if TYPE_CHECKING:
    from console.providers.contract import Provider
    from console.settings.credentials import Credentials
    from console.settings.paths import Home


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
    """What the form of a provider's account asks for. `base_urls` are (url, remark); `segment_profile` is None where
    the provider sends no text."""

    name: str
    title: str
    fields: tuple[OptionField, ...]
    base_urls: tuple[tuple[str, str], ...]
    segment_profile: str | None


@dataclass(frozen=True, slots=True)
class AccountCheck:
    """`ok` None: nothing could be proved (not reached)."""

    ok: bool | None
    sentence: str
    hint: str | None = None


class AccountFollower(Protocol):
    """Somebody who keeps more for an account than its options."""

    async def account_renamed(self, old: str, new: str) -> None: ...

    async def account_removed(self, name: str) -> None: ...


class AccountDesk:
    """List, add, change, check and remove accounts."""

    def __init__(self, home: Home, credentials: Credentials, audit: Audit) -> None:
        self._home = home
        self._credentials = credentials
        self._audit = audit
        self._table: dict[str, Account] = {}
        self._stamp: tuple[int, int] | None = None
        self._followers: list[AccountFollower] = []

    def follow(self, follower: AccountFollower) -> None:
        """Tell it of renamed and removed accounts."""
        self._followers.append(follower)

    def providers(self) -> list[ProviderForm]:
        from console.providers.registry import providers, sms_providers

        profiles = {provider.name: provider.segment_profile for provider in sms_providers()}
        return [
            ProviderForm(
                provider.name,
                provider.title,
                tuple(
                    OptionField(option.name, option.label, option.help, option.secret, option.required, option.default)
                    for option in provider.options
                ),
                provider.base_urls,
                profiles.get(provider.name),
            )
            for provider in providers()
        ]

    def accounts(self) -> list[Account]:
        """All accounts, by name."""
        return sorted(self._current().values(), key=lambda account: account.name)

    def account(self, name: str) -> Account:
        """Raises InvalidInput naming the nearest account."""
        table = self._current()
        if name in table:
            return table[name]
        near = difflib.get_close_matches(name, table, n=1)
        if near:
            hint = f"Did you mean '{near[0]}'?"
        elif table:
            hint = f"There are {', '.join(sorted(table))}."
        else:
            hint = "Add one with 'switchroom accounts add', or try the sandbox with 'switchroom --sandbox'."
        raise InvalidInput(f"There is no account '{name}'.", hint=hint, field="account")

    def findings(self, account: Account) -> list[Finding]:
        """Field names are `name`, `base_url` and the option names."""
        from console.providers.registry import provider

        try:
            return provider(account.provider).check_account(account)
        except InvalidInput as error:
            return [Finding(Severity.ERROR, "provider", error.message, error.hint)]

    def called_back(self, account: Account) -> bool:
        """Whether the account's provider calls the listener at a path of the account's own."""
        from console.providers.registry import callback_providers

        return account.provider in {provider.name for provider in callback_providers()}

    def secret_places(self, account: Account) -> dict[str, str | None]:
        """Where each secret option would be taken from now: "environment", "keyring", "file", or None."""
        return {name: self._credentials.place(account.name, name) for name in self._secret_names(account.provider)}

    def secret_store(self) -> str | None:
        """Where a new secret would be kept: "keyring", "file" (allowed earlier), or None: ask before a file is used."""
        return self._credentials.new_secret_place()

    async def save(
        self, account: Account, secrets: Mapping[str, str], *, replacing: str | None = None, allow_file: bool = False
    ) -> None:
        """Add an account, or change the one called `replacing` (renaming it moves its secrets).

        Raises InvalidInput for blocking findings or a taken name, SecretMissing when a secret has no place to be kept.
        Writes the audit.
        """
        from console.settings.files import save_account

        before = self.account(replacing) if replacing is not None else None
        if account.name != replacing and account.name in self._current():
            raise InvalidInput(
                f"There is already an account '{account.name}'.", hint="Choose another name.", field="name"
            )
        found = self.findings(account)
        if blocks(found):
            worst = next(finding for finding in found if finding.severity is Severity.ERROR)
            raise InvalidInput(worst.text, hint=worst.hint, field=worst.field)
        self._refuse_unknown_secrets(account, secrets)

        renamed_from = replacing if replacing is not None and replacing != account.name else None
        moved = self._movable_secrets(renamed_from, account.provider) if renamed_from else {}
        for option, value in {**moved, **secrets}.items():
            self._credentials.keep(account.name, option, value, allow_file=allow_file or option in moved)
        save_account(self._home, account, replacing=replacing)
        for option in moved:
            self._credentials.forget(str(renamed_from), option)
        if renamed_from is not None:
            for follower in self._followers:
                await follower.account_renamed(renamed_from, account.name)
        await self._note(
            "accounts.add" if before is None else "accounts.change",
            account.name,
            before=_described(before) if before else None,
            after={**_described(account), "secrets_set": sorted(secrets)},
            done=f"Account '{account.name}' was saved",
        )

    async def remove(self, name: str) -> None:
        """Forgets the account and its secrets; what it sent and received stays."""
        from console.settings.files import remove_account

        account = self.account(name)
        remove_account(self._home, name)
        for option, place in self.secret_places(account).items():
            if place not in {None, "environment"}:
                self._credentials.forget(name, option)
        for follower in self._followers:
            await follower.account_removed(name)
        await self._note(
            "accounts.remove", name, before=_described(account), after=None, done=f"Account '{name}' was removed"
        )

    async def check(self, name: str) -> AccountCheck:
        """The cheapest call that proves the credentials."""
        account = self.account(name)
        client = self._provider(account).open_check(account, self._credentials)
        try:
            proof = await client.check()
        except ProviderRefused as error:
            return AccountCheck(False, error.message, error.hint)
        except (ProviderUnreachable, OutcomeUnknown) as error:
            return AccountCheck(None, error.message, error.hint)
        finally:
            await client.aclose()
        return AccountCheck(proof.ok, proof.proved, proof.hint)

    def _current(self) -> dict[str, Account]:
        """The accounts file as it is now; parsed again only when it changed, so asking per keystroke is cheap."""
        from console.settings.files import load_accounts

        try:
            status = self._home.accounts_file.stat()
        except FileNotFoundError:
            self._table, self._stamp = {}, None
            return self._table
        except OSError:
            return load_accounts(self._home)  # which says what is wrong with the file
        stamp = (status.st_mtime_ns, status.st_size)
        if stamp != self._stamp:
            self._table, self._stamp = load_accounts(self._home), stamp
        return self._table

    def _provider(self, account: Account) -> Provider:
        from console.providers.registry import provider

        return provider(account.provider)

    def _secret_names(self, provider_name: str) -> list[str]:
        from console.providers.registry import provider

        return [option.name for option in provider(provider_name).options if option.secret]

    def _refuse_unknown_secrets(self, account: Account, secrets: Mapping[str, str]) -> None:
        known = self._secret_names(account.provider)
        for name in secrets:
            if name not in known:
                raise InvalidInput(
                    f"'{name}' is no secret of {account.provider}.",
                    hint=f"Its secrets: {', '.join(known)}.",
                    field=name,
                )

    def _movable_secrets(self, old_name: str, provider_name: str) -> dict[str, str]:
        """Secrets kept under the old name. One from the environment belongs to the environment and stays there."""
        return {
            option: self._credentials.secret(old_name, option)
            for option in self._secret_names(provider_name)
            if self._credentials.place(old_name, option) in {"keyring", "file"}
        }

    async def _note(
        self, action: str, name: str, *, before: dict[str, Any] | None, after: dict[str, Any] | None, done: str
    ) -> None:
        try:
            environment = str((after or before or {}).get("environment", ""))
            await self._audit.record(action, name, account=name, environment=environment, before=before, after=after)
        except StoreError as error:
            raise type(error)(
                f"{done}, but the audit could not be written: {error.message}", hint=error.hint
            ) from error


def _described(account: Account) -> dict[str, Any]:
    return account.model_dump(mode="json")
