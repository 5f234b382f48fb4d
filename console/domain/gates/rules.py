"""What may be wrong with, or surprising about, a gate (LINK Gate API 2.3, "PartnerGate")."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from console.domain.findings import Finding, Severity
from console.domain.gates.destination import Destination
from console.domain.gates.destination_rules import check_destination, check_parameters, quoted, wrong_type
from console.domain.gates.document import flag_at
from console.domain.gates.gate import GATE_TYPES, TYPE, Gate
from console.domain.gates.lifetime import format_lifetime
from console.domain.gates.matching import comparable_url
from console.domain.timestamps import MINUTE


def check_gate(gate: Gate, others: Sequence[Gate] = (), answers_empty: Collection[str] = ()) -> list[Finding]:
    """Findings of a sealed gate, errors first.

    `others` are the gates of the same partner; the gate itself may be among them. `answers_empty` are URLs of
    destinations that were seen to answer 2xx without a body. Fields are the document's keys; those of a destination
    are `destinations.0.url`, `.contentType`, `.username`, `.password`, `.method`, `.template`, `.customParameters`.
    """
    found = [
        *_identity(gate, others),
        *_numbers(gate),
        *_gate_type(gate),
        *check_parameters(gate.document.get("customParameters")),
        *_destinations(gate, answers_empty),
    ]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))


def _identity(gate: Gate, others: Sequence[Gate]) -> Iterator[Finding]:
    written = gate.document.get("type")
    if written != TYPE:
        told = "The gate has no type." if written is None else f"The gate's type is {quoted(written)}."
        yield Finding(Severity.ERROR, "type", told, hint=f"It has to be {TYPE}.")
    for key in ("platformId", "platformPartnerId"):
        yield from wrong_type(gate.document, key, str, "text")
        if gate.document.get(key) in (None, ""):
            yield Finding(
                Severity.ERROR, key, f"{key} is missing.", hint="Support gave it to you; the account's options hold it."
            )
    yield from wrong_type(gate.document, "refId", str, "text")
    if gate.document.get("refId") in (None, ""):
        yield Finding(
            Severity.WARNING,
            "refId",
            "The gate has no refId.",
            hint="Give it one: people and files know a gate by it.",
        )
    elif gate.ref_id in {other.ref_id for other in others if other.ref_id and (not gate.id or other.id != gate.id)}:
        yield Finding(
            Severity.ERROR,
            "refId",
            f"There is another gate with the refId {quoted(gate.ref_id)}.",
            hint="Choose another: the platform refuses it (103212 DUPLICATE_REF_ID).",
        )


def _numbers(gate: Gate) -> Iterator[Finding]:
    written = gate.document
    if isinstance(written.get("ttl"), str) and gate.ttl is not None:
        yield _in_quotes("ttl", "a number")
    if written.get("ttl") is not None and gate.ttl is None:
        yield Finding(
            Severity.ERROR,
            "ttl",
            f"{quoted(written['ttl'])} is no time to live.",
            hint="Write a whole number of milliseconds, or an amount like 48 h.",
        )
    elif gate.ttl is not None and gate.ttl <= 0:
        yield Finding(
            Severity.ERROR, "ttl", "The time to live has to be more than nothing.", hint="48 h is the default."
        )
    elif gate.ttl is not None and gate.ttl < MINUTE:
        yield Finding(
            Severity.WARNING,
            "ttl",
            f"After {format_lifetime(gate.ttl)} the platform gives up; a receiver that restarts takes longer.",
            hint="The number is in milliseconds. 48 h is the default.",
        )
    if isinstance(written.get("throttle"), str) and gate.throttle is not None:
        yield _in_quotes("throttle", "a number")
    if written.get("throttle") is not None and (gate.throttle is None or gate.throttle <= 0):
        yield Finding(
            Severity.ERROR,
            "throttle",
            f"{quoted(written['throttle'])} is no number of requests a second.",
            hint="Write a whole number from 1, or leave it out for no limit.",
        )
    acknowledge = flag_at(written, "acknowledge")
    if written.get("acknowledge") is not None and acknowledge is None:
        yield Finding(
            Severity.ERROR,
            "acknowledge",
            f"{quoted(written['acknowledge'])} is neither true nor false.",
            hint="Write true if a 2xx answer needs a body to count, else false.",
        )
    elif isinstance(written.get("acknowledge"), str):
        yield _in_quotes("acknowledge", "true or false")


def _in_quotes(key: str, noun: str) -> Finding:
    return Finding(Severity.WARNING, key, f"{key} is text, not {noun}.", hint="Take the quotes away.")


def _gate_type(gate: Gate) -> Iterator[Finding]:
    written = gate.document.get("gateType")
    if written is None or written == "":
        yield Finding(Severity.ERROR, "gateType", "The gate has no gateType.", hint=f"Choose {', '.join(GATE_TYPES)}.")
    elif written not in GATE_TYPES:
        meant = next((known for known in GATE_TYPES if known == str(written).strip().upper()), None)
        yield Finding(
            Severity.ERROR,
            "gateType",
            f"There is no gateType {quoted(written)}.",
            hint=f"Write {meant}." if meant else f"Choose {', '.join(GATE_TYPES)}.",
        )
    elif written != "ALL" and len(gate.destinations) == 1:
        yield Finding(
            Severity.NOTE,
            "gateType",
            f"{written} has nothing to choose from: there is a single destination.",
            hint="Add another, or leave it: with one destination every type does the same.",
        )


def _destinations(gate: Gate, answers_empty: Collection[str]) -> Iterator[Finding]:
    written = gate.document.get("destinations")
    if written is None or written == []:
        yield Finding(
            Severity.ERROR,
            "destinations",
            "The gate has no destination.",
            hint="Add one; do://drop throws everything away.",
        )
        return
    if not isinstance(written, list):
        yield Finding(Severity.ERROR, "destinations", "destinations is no list.", hint="Put it between brackets.")
        return
    first_with: dict[tuple[str, str, str | None], int] = {}
    for place, entry in enumerate(written):
        field = f"destinations.{place}"
        if not isinstance(entry, Mapping):
            yield Finding(
                Severity.ERROR, field, f"Destination {place + 1} is no object.", hint='Write {"url": "https://…"}.'
            )
            continue
        destination = Destination(entry)
        for finding in check_destination(destination):
            yield replace(finding, field=f"{field}.{finding.field}")
        if destination.drops:
            yield from _drop(gate, place)
        if gate.acknowledge and destination.url in answers_empty:
            yield Finding(
                Severity.WARNING,
                f"{field}.url",
                "It answers with an empty body: with acknowledge on, every callback will be sent again.",
                hint="Let the receiver answer with a body such as OK, or turn acknowledge off.",
            )
        key = (comparable_url(destination.url), destination.method, destination.template)
        earlier = first_with.setdefault(key, place)
        if destination.url and earlier != place:
            yield Finding(
                Severity.WARNING,
                f"{field}.url",
                f"It is destination {earlier + 1} once more"
                + (", so every callback arrives twice." if gate.gate_type == "ALL" else "."),
                hint="Take one of them out.",
            )


def _drop(gate: Gate, place: int) -> Iterator[Finding]:
    """do://drop is right on its own in a gate that is to throw away, and questionable anywhere else."""
    if all(destination.drops for destination in gate.destinations):
        told, hint = "Every callback is thrown away.", "Put an https URL in its place to get them."
    elif gate.gate_type == "ALL":
        told, hint = "With ALL it changes nothing: the other destinations get every callback.", "Take it out."
    else:
        told = "A callback this destination is chosen for is thrown away."
        hint = "Take it out if every callback is to arrive."
    yield Finding(Severity.WARNING, f"destinations.{place}.url", told, hint=hint)
