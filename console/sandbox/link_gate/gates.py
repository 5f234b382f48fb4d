"""The gates that are kept, as the JSON they came in: every key, known or not, as it was given."""

from __future__ import annotations

import random
import string
from collections.abc import Collection
from typing import Any

Gate = dict[str, Any]

MOST_GATES = 1_000

_BASE62 = string.ascii_letters + string.digits


class Full(Exception):
    """There is no room for another gate."""


class Gates:
    """In memory and in the order they were added. What goes in is never changed in place."""

    def __init__(self, most: int = MOST_GATES) -> None:
        self._most = most
        self._by_id: dict[str, Gate] = {}
        self._random = random.Random()

    def add(self, gate: Gate, gate_id: str | None = None) -> str:
        """Its id, a new one unless it is given. Raises Full."""
        if len(self._by_id) >= self._most:
            raise Full
        gate_id = gate_id or self._new_id()
        # Where the document's example has it; the rest keeps its order.
        head = {key: gate[key] for key in ("type",) if key in gate}
        self._by_id[gate_id] = {**head, "id": gate_id, **{key: gate[key] for key in gate if key != "id"}}
        return gate_id

    def replace(self, gate: Gate) -> None:
        """Put in place of the one with the same id."""
        self._by_id[gate["id"]] = gate

    def remove(self, gate_id: str) -> None:
        del self._by_id[gate_id]

    def get(self, gate_id: str) -> Gate | None:
        return self._by_id.get(gate_id)

    def called(self, ref_id: str) -> Gate | None:
        return next((gate for gate in self._by_id.values() if gate.get("refId") == ref_id), None)

    def all(self) -> Collection[Gate]:
        return list(self._by_id.values())

    def _new_id(self) -> str:
        """`abc123E`: seven mixed letters and digits, the last a letter so that none ends in a number that asks for
        something."""
        while True:
            fresh = "".join(self._random.choices(_BASE62, k=6)) + self._random.choice(string.ascii_letters)
            if fresh not in self._by_id:
                return fresh
