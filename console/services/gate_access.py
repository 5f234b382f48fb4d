"""The way to the gates of an account: real passwords on that side, sealed gates on this one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from console.domain.account import Account
from console.domain.gates.gate import Gate
from console.errors import GateMissing, InvalidInput
from console.services.gate_change import ChangeKind, otherwise
from console.services.gate_copies import GateCopies
from console.services.gate_vault import GateVault

if TYPE_CHECKING:
    from console.domain.gates.firewall import Host
    from console.providers.contract import ManagesGates, ProbesDestinations
    from console.services.provider_access import ProviderAccess


class GateAccess:
    """Whatever is read is kept in the copies. One connection for each account stays open until `aclose`.

    Raises as `ManagesGates` says; InvalidInput for an account that is none, or keeps no gates.
    """

    def __init__(
        self,
        access: ProviderAccess,
        vault: GateVault,
        copies: GateCopies,
    ) -> None:
        self._access = access
        self._vault = vault
        self._copies = copies
        self._open: dict[str, tuple[Account, ManagesGates]] = {}

    def accounts(self) -> list[Account]:
        """Those of providers that keep gates, by name. Raises SettingsError."""
        from console.providers.registry import gate_providers

        return self._access.accounts(gate_providers())

    def account(self, name: str) -> Account:
        """Raises InvalidInput for one that is none or keeps no gates."""
        from console.providers.registry import gate_provider

        account = self._access.account(name)
        try:
            gate_provider(account.provider)
        except InvalidInput as error:
            raise InvalidInput(error.message, hint=error.hint, field="account") from None
        return account

    async def read_list(self, account: str) -> tuple[Gate, ...]:
        sealed = await self.look_at_all(account)
        await self._copies.take_list(account, sealed)
        return sealed

    async def read(self, account: str, gate_id: str) -> Gate:
        """Raises GateMissing, having noted that the gate is gone."""
        try:
            sealed = await self.look(account, gate_id)
        except GateMissing:
            await self._copies.take_removal(account, gate_id)
            raise
        await self._copies.take(account, sealed)
        return sealed

    async def read_by_ref(self, account: str, ref_id: str) -> Gate:
        """Raises GateMissing."""
        sealed = await self.look_by_ref(account, ref_id)
        await self._copies.take(account, sealed)
        return sealed

    async def look(self, account: str, gate_id: str) -> Gate:
        """Reads one without keeping it: for whoever knows better how it came to be so."""
        gate = await (await self._client(account)).get_gate(gate_id)
        if not gate.id:  # the one that was asked for, where the answer leaves its id out
            gate = gate.with_value("id", gate_id)
        return (await self._sealed(account, [gate]))[0]

    async def look_by_ref(self, account: str, ref_id: str) -> Gate:
        """Raises GateMissing."""
        if ref_id.strip() in {"", ".", ".."}:  # no path can end in one of these
            found = next((gate for gate in await self.look_at_all(account) if gate.ref_id == ref_id), None)
            if found is None:
                raise GateMissing(f"There is no gate with the refId “{ref_id}”.")
            return found
        gate = await (await self._client(account)).get_gate_by_ref(ref_id)
        return (await self._sealed(account, [gate]))[0]

    async def look_at_all(self, account: str) -> tuple[Gate, ...]:
        return await self._sealed(account, await (await self._client(account)).list_gates())

    async def find_written(self, account: str, kind: ChangeKind, gate_id: str, wanted: Gate | None) -> Gate | None:
        """What is there now of a gate that was written, not kept yet; None where there is none."""
        try:
            if gate_id:
                return await self.look(account, gate_id)
            if wanted is not None and wanted.ref_id:
                return await self.look_by_ref(account, wanted.ref_id)
        except GateMissing:
            return None
        if kind is ChangeKind.CREATE and wanted is not None:
            known = await self._copies.sealed(account)
            for gate in await self.look_at_all(account):
                if gate.id not in known and not otherwise(wanted, gate):
                    return gate
        return None

    async def add(self, account: str, gate: Gate) -> str:
        """The new id, "" where the answer named none."""
        return await (await self._client(account)).add_gate(await self._opened(account, gate))

    async def update(self, account: str, gate: Gate) -> None:
        await (await self._client(account)).update_gate(await self._opened(account, gate))

    async def remove(self, account: str, gate_id: str) -> None:
        await (await self._client(account)).remove_gate(gate_id)

    async def aclose(self) -> None:
        opened, self._open = self._open, {}
        for _, client in opened.values():
            await client.aclose()

    async def _client(self, name: str) -> ManagesGates:
        account = self.account(name)
        held = self._open.get(name)
        if held is not None:
            if held[0] == account:
                return held[1]
            del self._open[name]
            await held[1].aclose()
        from console.providers.registry import gate_provider

        client = gate_provider(account.provider).open_gates(account, self._access.secrets, self._access.limits)
        self._open[name] = (account, client)
        return client

    def probe(self, account: Account) -> ProbesDestinations:
        from console.providers.registry import gate_provider

        return gate_provider(account.provider).open_probe(self._access.limits)

    def hosts(self) -> list[Host]:
        """The hosts callbacks come from, each once, in the order of the documents."""
        from console.providers.registry import gate_providers

        return list(dict.fromkeys(host for provider in gate_providers() for host in provider.hosts()))

    async def _sealed(self, account: str, gates: Sequence[Gate]) -> tuple[Gate, ...]:
        earlier = await self._copies.sealed(account)
        written = await self._copies.being_written(account)
        return await asyncio.to_thread(self._vault.seal_read, account, gates, earlier, written)

    async def _opened(self, account: str, gate: Gate) -> Gate:
        return await asyncio.to_thread(self._vault.unseal, account, gate)
