"""The places of this listener that a gate may be pointed at."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from console.domain.gates.destination import Destination
from console.domain.gates.gate import Gate
from console.domain.redact import MASK
from console.errors import InvalidInput, ListenerError
from console.services.callback_addresses import ListenerBase, callback_url, unreachable_from_outside

if TYPE_CHECKING:
    from console.services.account_desk import AccountDesk
    from console.services.callback_addresses import CallbackAddresses
    from console.services.gate_vault import GateVault
    from console.settings.credentials import Credentials


@dataclass(frozen=True, slots=True)
class Target:
    """A place of this listener a gate may be pointed at: the callbacks of `account`.

    `url` is masked. `answers`: the listener accepts callbacks now; else `problem` says why not and what to do.
    `public`: it is the public URL of the settings. `warning` says that the platform cannot reach it (loopback).
    """

    account: str
    url: str
    public: bool
    answers: bool
    problem: str | None = None
    warning: str | None = None


class CallbackTargets:
    def __init__(
        self, accounts: AccountDesk, credentials: Credentials, addresses: CallbackAddresses, vault: GateVault
    ) -> None:
        self._accounts = accounts
        self._credentials = credentials
        self._addresses = addresses
        self._vault = vault

    async def all(self) -> list[Target]:
        """One for each account that is called back, that of the running listener asked through `/health`."""
        base = self._addresses.base()
        problem = await self._addresses.problem(base.running if base is not None else None)
        return [
            await asyncio.to_thread(self._target, account.name, base, problem)
            for account in self._accounts.accounts()
            if self._accounts.called_back(account)
        ]

    async def one(self, target: str) -> Target:
        """That of one account, the listener not asked."""
        return await asyncio.to_thread(self._target, target, self._addresses.base(), None)

    async def destination(self, account: str, target: str) -> Destination:
        """A destination of a gate of `account` for the callbacks of account `target`, its credentials by reference: for
        a form. Raises InvalidInput for an account that is not called back, ListenerError when no listener answers."""
        base = self._addresses.base()
        problem = await self._addresses.problem(base.running if base is not None else None)
        if base is None or problem is not None:
            raise ListenerError(problem or "No listener runs.", hint="The gate was left as it is.")
        return await asyncio.to_thread(self._destination, account, target, base)

    def _target(self, name: str, base: ListenerBase | None, problem: str | None) -> Target:
        token = MASK if self._credentials.place(name, "callback_token") is not None else None
        url = f"{base.url}/callbacks/{name}" + (f"/{token}" if token else "") if base is not None else ""
        warning = unreachable_from_outside(url) if url else None
        return Target(name, url, base is not None and base.public, problem is None, problem, warning)

    def _destination(self, owner: str, target: str, base: ListenerBase) -> Destination:
        account = self._accounts.account(target)
        if not self._accounts.called_back(account):
            raise InvalidInput(
                f"Account {target} is of a provider that calls nobody back.", hint="Choose another.", field="target"
            )
        document: dict[str, Any] = {
            "url": callback_url(base.url, target, self._secret(target, "callback_token")),
            "contentType": "application/json",
            "username": account.options.get("callback_username", ""),
            "password": self._secret(target, "callback_password") or "",
            "customParameters": {},
        }
        sealed = self._vault.seal_typed(owner, Gate({"destinations": [document]}))
        return sealed.destinations[0]

    def _secret(self, account: str, option: str) -> str | None:
        place = self._credentials.place(account, option)
        return self._credentials.secret(account, option) if place is not None else None
