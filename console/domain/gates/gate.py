"""A PartnerGate: where the platform sends reports and received messages (LINK Gate API 2.3, "PartnerGate")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from console.domain.document import Document, entries_at, flag_at, object_at, text_at, whole_number_at, with_key
from console.domain.gates.destination import Destination

TYPE: Final = "PARTNER_GATE"
GATE_TYPES: Final = ("ALL", "ONE_ORDERED", "ONE_RANDOM")
DEFAULT_TTL: Final = 172_800_000
"""48 hours, in milliseconds."""

LONGEST_TTL: Final = 2**63 - 1
"""The document's Long."""

OURS: Final = "switchroom"
"""The key under which files carry what we know of a gate; never sent to the platform."""

GateKey = Literal[
    "type", "id", "refId", "platformId", "platformPartnerId", "destinations", "gateType", "ttl", "acknowledge",
    "throttle", "customParameters",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gate:
    """The JSON object of a gate, read through names. Keys nobody knows, and whether a key is null or missing, stay
    untouched through any change of another. A property whose key holds something unreadable is None: the rules say so.
    """

    document: Document = field(default_factory=dict)

    @property
    def id(self) -> str | None:
        return text_at(self.document, "id")

    @property
    def ref_id(self) -> str | None:
        return text_at(self.document, "refId")

    @property
    def platform_id(self) -> str | None:
        return text_at(self.document, "platformId")

    @property
    def partner_id(self) -> str | None:
        return text_at(self.document, "platformPartnerId")

    @property
    def gate_type(self) -> str | None:
        return text_at(self.document, "gateType")

    @property
    def ttl(self) -> int | None:
        """Milliseconds; None: the platform's default, DEFAULT_TTL."""
        return whole_number_at(self.document, "ttl")

    @property
    def acknowledge(self) -> bool:
        """Whether a 2xx needs a body to count."""
        return flag_at(self.document, "acknowledge") or False

    @property
    def throttle(self) -> int | None:
        """Requests a second at most; None: no limit."""
        return whole_number_at(self.document, "throttle")

    @property
    def destinations(self) -> tuple[Destination, ...]:
        entries = entries_at(self.document, "destinations")
        return tuple(Destination(entry) for entry in entries if isinstance(entry, Mapping))

    @property
    def custom_parameters(self) -> Document:
        return object_at(self.document, "customParameters")

    @property
    def name(self) -> str:
        """What people call it: its refId, else its id."""
        return self.ref_id or self.id or "(no refId)"

    @property
    def bare(self) -> Gate:
        """The gate as the platform knows it, without what our files say beside it."""
        return Gate({name: value for name, value in self.document.items() if name != OURS})

    def with_value(self, key: GateKey, value: object) -> Gate:
        """`ABSENT` takes the key away."""
        return Gate(with_key(self.document, key, value))

    def with_destinations(self, destinations: Sequence[Destination]) -> Gate:
        """What the list holds beside destinations, whatever it is, stays behind as many of them as before."""
        entries: list[Any] = [dict(destination.document) for destination in destinations]
        listed = self.document.get("destinations")
        if not isinstance(listed, list | tuple):
            return self.with_value("destinations", entries) if entries else self
        known = 0
        for place, entry in enumerate(listed):
            if isinstance(entry, Mapping):
                known += 1
            else:
                entries.insert(min(known, len(destinations)) + place - known, entry)
        return self.with_value("destinations", entries)
