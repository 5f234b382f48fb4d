"""Where event reports and received messages go."""

from __future__ import annotations

from collections.abc import Callable, Collection

from console.sandbox.link_gate.delivery import GateDelivery
from console.sandbox.link_gate.gates import Gates
from console.sandbox.link_gate.outgoing import Outgoing
from console.sandbox.link_gate.seed import address_of
from console.sandbox.link_smsc.callbacks import Format, Told, write


class EventDelivery:
    """Delivers through the gates a request names by id, in the form those ask for.

    What names no gate that is there goes to the place agreed upon beforehand, as JSON; `find` knows it, and
    `acknowledge` says whether an answer from there must have a body.
    """

    def __init__(
        self,
        gates: Gates,
        delivery: GateDelivery,
        find: Callable[[], str],
        *,
        acknowledge: bool,
        tell: Callable[[str], None],
    ) -> None:
        self._gates = gates
        self._delivery = delivery
        self._find = find
        self._acknowledge = acknowledge
        self._tell = tell

    async def deliver(self, told: Told, gate_ids: Collection[str] = ()) -> bool:
        """Whether everybody who should know has confirmed it."""
        known = [gate_id for gate_id in dict.fromkeys(gate_ids) if self._gates.get(gate_id) is not None]
        if known:
            return await self._delivery.deliver_through(known, told)
        return await self._delivery.deliver_by(lambda: self._outgoing(told), wants_body=self._acknowledge)

    def name_unknown(self, gate_ids: Collection[str]) -> None:
        """Say which of these gates are not there."""
        for gate_id in dict.fromkeys(gate_ids):
            if self._gates.get(gate_id) is None:
                self._tell(f"there is no gate {gate_id}")

    def _outgoing(self, told: Told) -> Outgoing:
        address = address_of(self._find())
        login = (address["username"], address["password"]) if "username" in address else None
        return Outgoing(address["url"], write(told.properties, Format.JSON, root=told.subject.value), login)
