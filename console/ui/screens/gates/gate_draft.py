"""A gate while it is edited, with the secrets that were typed kept out of its document."""

from __future__ import annotations

from collections.abc import Callable

from console.domain.document import ABSENT, Document
from console.domain.gates.destination import Destination
from console.domain.gates.diff import Difference, differences
from console.domain.gates.gate import OURS, Gate
from console.domain.gates.sealing import reference, references, seal, unseal
from console.domain.json_draft import JsonDraft

_TYPED, _KEPT = "typed-", "kept-"
"""What the names of secrets begin with while a gate is edited: of those typed, and of those that are kept already."""


class GateDraft(JsonDraft):
    """Its document is sealed: whoever paints it has nothing to hide."""

    def __init__(self, gate: Gate) -> None:
        self._kept = {name: f"{_KEPT}{number}" for number, name in enumerate(references(gate.bare), 1)}
        self.base = unseal(gate.bare, lambda name: reference(self._kept[name]))
        self._typed: dict[str, str] = {}
        self._names = 0
        super().__init__(self.base.document)

    @property
    def gate(self) -> Gate:
        return Gate(self.document)

    @property
    def changes(self) -> tuple[Difference, ...]:
        """What is another than when editing began."""
        return differences(self.base, self.gate)

    @property
    def handed_over(self) -> Gate:
        """The gate to be written: with the secrets that were typed, and references to those that are kept."""
        real = {short: reference(name) for name, short in self._kept.items()} | self._typed
        return unseal(self.gate, lambda name: real.get(name, reference(name)))

    def change_gate(self, gate: Gate) -> None:
        self.change(gate.document)

    def revert(self) -> None:
        """As it was when editing began."""
        self.change_gate(self.base)

    # destinations

    def change_destination(self, place: int, change: Callable[[Destination], Destination]) -> None:
        listed = list(self.gate.destinations)
        if 0 <= place < len(listed):
            listed[place] = change(listed[place])
            self.change_gate(self.gate.with_destinations(listed))

    def set_password(self, place: int, password: str | None) -> None:
        """None takes it away; a key that was there stays there, empty."""

        def changed(destination: Destination) -> Destination:
            if password is not None:
                return destination.with_value("password", password)
            return destination.with_value("password", None if "password" in destination.document else ABSENT)

        self.change_destination(place, changed)

    def add(self, place: int, destination: Destination | None = None) -> int:
        """A new destination behind `place`; where it stands."""
        listed = list(self.gate.destinations)
        at = min(place + 1, len(listed))
        listed.insert(at, destination or Destination({"url": "", "contentType": "application/json"}))
        self.change_gate(self.gate.with_destinations(listed))
        return at

    def duplicate(self, place: int) -> int:
        listed = self.gate.destinations
        return self.add(place, listed[place]) if 0 <= place < len(listed) else place

    def remove(self, place: int) -> int:
        """Where the next one now stands."""
        listed = list(self.gate.destinations)
        if 0 <= place < len(listed):
            del listed[place]
            self.change_gate(self.gate.with_destinations(listed))
        return max(0, min(place, len(listed) - 1))

    def move(self, place: int, by: int) -> int:
        """Where it stands then; the first does not go further up, nor the last further down."""
        listed = list(self.gate.destinations)
        to = place + by
        if not (0 <= place < len(listed) and 0 <= to < len(listed)):
            return place
        listed.insert(to, listed.pop(place))
        self.change_gate(self.gate.with_destinations(listed))
        return to

    def taken(self, document: Document) -> Document:
        """Sealed, without what a file says of us; the secrets nobody refers to any more are forgotten."""
        typed = Gate({name: value for name, value in document.items() if name != OURS})
        sealed = seal(typed, self._typed, self._new_name, trusted=True)
        kept = {**self._typed, **sealed.secrets}
        wanted = set(references(sealed.gate))
        self._typed = {name: secret for name, secret in kept.items() if name in wanted}
        return sealed.gate.document

    def _new_name(self) -> str:
        self._names += 1
        return f"{_TYPED}{self._names}"
