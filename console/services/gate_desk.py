"""The gates of all accounts: what is known, what is there, and the parts that change it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from console.domain.account import Account
from console.domain.findings import Finding
from console.domain.gates.gate import Gate
from console.services.gate_changes import GateChanges
from console.services.gate_copies import GateCopies, GateList, KnownGate, Revision
from console.services.gate_plans import GatePlans
from console.services.gate_pointer import GatePointer
from console.services.gate_probe import GateProbe
from console.services.gate_samples import GateSamples

if TYPE_CHECKING:
    from console.domain.gates.firewall import Host
    from console.services.account_desk import AccountDesk


@dataclass(frozen=True, slots=True)
class GateDesk:
    """Gates everywhere in it are sealed: a password is a reference."""

    copies: GateCopies
    changes: GateChanges
    samples: GateSamples
    probe: GateProbe
    plans: GatePlans
    pointer: GatePointer
    _accounts: AccountDesk

    def accounts(self) -> list[Account]:
        """Those of providers that keep gates, by name. Raises SettingsError."""
        raise NotImplementedError

    def new_gate(self, account: str) -> Gate:
        """What the form of a new gate begins with: type, the account's platform and partner, documented defaults."""
        raise NotImplementedError

    async def known(self, account: str | None = None) -> GateList:
        """The last known copies of one account or all; no network. Raises StoreError, InvalidInput."""
        raise NotImplementedError

    async def refresh(self, account: str) -> GateList:
        """Read the account's list and take it in. Raises ProviderRefused, ProviderUnreachable, SecretMissing,
        InvalidInput, StoreError; the known copies then stay."""
        raise NotImplementedError

    async def fetch(self, account: str, gate_id: str) -> KnownGate:
        """Read one gate anew. Raises GateMissing, having noted that it is gone, and as `refresh`."""
        raise NotImplementedError

    async def find(self, account: str | None, name: str, by: Literal["id", "refid"] | None = None) -> KnownGate:
        """The known gate, or else the removed one, with this id or refId. Raises NotFound; InvalidInput where several
        could be meant."""
        raise NotImplementedError

    def findings(
        self, account: str, gate: Gate, others: Sequence[Gate] = (), answers_empty: Collection[str] = ()
    ) -> list[Finding]:
        """What is wrong with a gate as it is in a form, quick enough to call at each key. `others` are the account's
        known gates; probes of this console are taken into account besides `answers_empty`."""
        raise NotImplementedError

    async def history(self, account: str, gate_id: str) -> list[Revision]:
        """Newest first."""
        raise NotImplementedError

    async def revision(self, number: int) -> Revision:
        """Raises NotFound."""
        raise NotImplementedError

    async def mark_seen(self, account: str, gate_id: str) -> None:
        """The user looked at what changed elsewhere: it is drift no more."""
        raise NotImplementedError

    def hosts(self) -> Sequence[Host]:
        """The hosts callbacks come from, those out of use among them, in the document's order."""
        raise NotImplementedError

    async def aclose(self) -> None:
        """Closes connections. What is to be restored at exit is restored by `pointer.restore_at_exit`, before this."""
        raise NotImplementedError
