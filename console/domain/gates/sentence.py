"""A gate said back to the person who wrote it: where callbacks go, for how long, and how fast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from console.domain.gates.destination import Destination
from console.domain.gates.gate import DEFAULT_TTL, Gate
from console.domain.gates.lifetime import format_lifetime
from console.domain.plain_text import plain

_SHOWN: Final = 60  # characters of a host


def say(gate: Gate) -> str:
    """`Every callback goes to both destinations. Retried for up to 48 h until each answers 2xx with a body. At most 20
    a second.`"""
    return " ".join(_sentences(gate))


def _sentences(gate: Gate) -> Iterator[str]:
    destinations = gate.destinations
    if not destinations:
        yield "Callbacks go nowhere: the gate has no destination."
        return
    if all(destination.drops for destination in destinations):
        yield "Every callback is thrown away."
        return
    yield f"Every callback goes to {_choice(gate)}."
    dropping = [str(place) for place, destination in enumerate(destinations, 1) if destination.drops]
    if dropping:
        yield f"Destination {' and '.join(dropping)} {'throws' if len(dropping) == 1 else 'throw'} away what it gets."
    yield f"Retried for up to {_lifetime(gate)} until {_taker(gate)} answers 2xx{' with a body' * gate.acknowledge}."
    if gate.throttle is not None and gate.throttle > 0:
        yield f"At most {gate.throttle:,} a second."


def _choice(gate: Gate) -> str:
    count = len(gate.destinations)
    if count == 1:
        return _name(gate.destinations[0])
    if gate.gate_type == "ALL":
        return "both destinations" if count == 2 else f"all {count} destinations"
    if gate.gate_type == "ONE_ORDERED":
        # "Sent to one destination, chosen sequentially": read as the first that takes it, tried in their order.
        return f"the first of {count} destinations that takes it, tried in their order"
    if gate.gate_type == "ONE_RANDOM":
        return f"one of {count} destinations, picked at random"
    return f"one or all of {count} destinations: its gateType does not say which"


def _name(destination: Destination) -> str:
    try:
        host = urlsplit(destination.url.strip()).hostname
    except ValueError:
        host = None
    return plain(host, _SHOWN) if host else "a destination without a host"


def _taker(gate: Gate) -> str:
    if len(gate.destinations) == 1:
        return "it"
    return "each" if gate.gate_type == "ALL" else "one"


def _lifetime(gate: Gate) -> str:
    """What cannot be read is not said; the rules point it out."""
    if gate.ttl is not None:
        return format_lifetime(gate.ttl)
    if gate.document.get("ttl") is None:
        return f"{format_lifetime(DEFAULT_TTL)} (the default)"
    return "a time nobody can read"
