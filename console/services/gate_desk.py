"""The gates of all accounts: what is known, what is there, and the parts that change it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from console.domain.account import Account
from console.domain.findings import Finding
from console.domain.gates.gate import DEFAULT_TTL, TYPE, Gate
from console.domain.gates.rules import check_gate
from console.domain.plain_text import plain
from console.errors import InvalidInput, NotFound
from console.services.gate_changes import GateChanges, owned
from console.services.gate_copies import GateCopies
from console.services.gate_plans import GatePlans
from console.services.gate_pointer import GatePointer
from console.services.gate_probe import GateProbe
from console.services.gate_samples import GateSamples
from console.services.known_gate import GateList, KnownGate, Revision

if TYPE_CHECKING:
    from console.domain.gates.firewall import Host
    from console.services.gate_access import GateAccess
    from console.services.gate_vault import GateVault


class GateDesk:
    """Gates everywhere in it are sealed: a password is a reference."""

    def __init__(
        self,
        access: GateAccess,
        vault: GateVault,
        *,
        copies: GateCopies,
        changes: GateChanges,
        samples: GateSamples,
        probe: GateProbe,
        plans: GatePlans,
        pointer: GatePointer,
    ) -> None:
        self._access = access
        self._vault = vault
        self._copies = copies
        self.changes = changes
        self.samples = samples
        self.probe = probe
        self.plans = plans
        self.pointer = pointer

    def accounts(self) -> list[Account]:
        """Those of providers that keep gates, by name. Raises SettingsError."""
        return self._access.accounts()

    def new_gate(self, account: str) -> Gate:
        """What the form of a new gate begins with: type, the account's platform and partner, documented defaults."""
        return owned(
            Gate(
                {
                    "type": TYPE,
                    "refId": "",
                    "platformId": "",
                    "platformPartnerId": "",
                    "destinations": [],
                    "gateType": "ONE_ORDERED",
                    "ttl": DEFAULT_TTL,
                    "acknowledge": False,
                    "throttle": None,
                    "customParameters": {},
                }
            ),
            self._access.account(account),
        )

    async def known(self, account: str | None = None) -> GateList:
        """The last known copies of one account or all; no network. Raises StoreError, InvalidInput."""
        if account is None:
            return await self._copies.known([one.name for one in self.accounts()])
        return await self._copies.known([self._access.account(account).name])

    async def refresh(self, account: str) -> GateList:
        """Read the account's list and take it in. Raises ProviderRefused, ProviderUnreachable, SecretMissing,
        InvalidInput, StoreError; the known copies then stay."""
        gates = await self._access.read_list(account)
        listed = await self._copies.known([account])
        unkept = await asyncio.to_thread(self._vault.unkept, account, gates)
        if not unkept:
            return listed
        passwords = "1 password" if unkept == 1 else f"{unkept} passwords"
        return replace(
            listed,
            notice=f"There is no place to keep {passwords} of destinations: an undo will have to be told them. "
            "A keyring helps, or a file allowed under Accounts.",
        )

    async def fetch(self, account: str, gate_id: str) -> KnownGate:
        """Read one gate anew. Raises GateMissing, having noted that it is gone, and as `refresh`."""
        gate = await self._access.read(account, gate_id)
        return await self._copies.one(account, gate.id or gate_id)

    async def find(self, account: str | None, name: str, by: Literal["id", "refid"] | None = None) -> KnownGate:
        """The known gate, or else the removed one, with this id or refId. Raises NotFound; InvalidInput where several
        could be meant."""
        listed = await self.known(account)
        for gates in (listed.gates, listed.removed):
            found = [
                one
                for one in gates
                if (by != "refid" and one.gate_id == name) or (by != "id" and one.gate.ref_id == name)
            ]
            if gates is listed.removed:
                found = found[:1]  # the last one of that name that was removed
            if len(found) > 1:
                raise InvalidInput(
                    f"Several gates are called {plain(name, 60)}: "
                    + ", ".join(f"{one.gate.name} ({one.gate_id}) of {one.account}" for one in found)
                    + ".",
                    hint="Say which: name the account, or whether it is an id or a refId.",
                    field="gate",
                )
            if found:
                return found[0]
        raise NotFound(f"No gate {plain(name, 60)} is known here.", hint="Read the list of gates again.")

    def findings(
        self, account: str, gate: Gate, others: Sequence[Gate] = (), answers_empty: Collection[str] = ()
    ) -> list[Finding]:
        """What is wrong with a gate as it is in a form, quick enough to call at each key. `others` are the account's
        known gates; probes of this console are taken into account besides `answers_empty`."""
        with contextlib.suppress(InvalidInput):  # what its options would give is then missing, and found
            gate = owned(gate, self._access.account(account))
        return check_gate(gate, others, {*answers_empty, *self.probe.answers_empty()})

    async def history(self, account: str, gate_id: str) -> list[Revision]:
        """Newest first."""
        return await self._copies.history(account, gate_id)

    async def revision(self, number: int) -> Revision:
        """Raises NotFound."""
        return await self._copies.revision(number)

    async def mark_seen(self, account: str, gate_id: str) -> None:
        """The user looked at what changed elsewhere: it is drift no more."""
        await self._copies.mark_seen(account, gate_id)

    def hosts(self) -> Sequence[Host]:
        """The hosts callbacks come from, those out of use among them, in the documents' order."""
        return self._access.hosts()

    async def account_renamed(self, old: str, new: str) -> None:
        """Copies, history and passwords go along."""
        versions = await self._copies.every_version(old)
        await asyncio.to_thread(self._vault.move, old, new, versions)
        await self._copies.rename(old, new)

    async def account_removed(self, name: str) -> None:
        """The passwords go, and the copies; the revisions stay on record."""
        versions = await self._copies.every_version(name)
        await asyncio.to_thread(self._vault.forget, name, versions)
        await self._copies.drop(name)

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._access.aclose()
