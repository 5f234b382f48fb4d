"""What may be wrong with, or surprising about, a gate (LINK Gate API 2.3, "PartnerGate")."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from console.domain.document import entries_at, flag_at
from console.domain.findings import Finding, Severity, error, note, warning
from console.domain.gates.destination import Destination
from console.domain.gates.destination_rules import check_destination, check_parameters
from console.domain.gates.gate import GATE_TYPES, LONGEST_TTL, TYPE, Gate
from console.domain.gates.lifetime import format_lifetime
from console.domain.gates.matching import comparable_url
from console.domain.timestamps import MINUTE
from console.domain.value_rules import check_text, quoted


def check_gate(gate: Gate, others: Sequence[Gate] = (), answers_empty: Collection[str] = ()) -> list[Finding]:
    """Findings of a sealed gate, errors first.

    `others` are the gates of the same partner; the gate itself may be among them. `answers_empty` are URLs of
    destinations that were seen to answer 2xx without a body. Fields are the document's keys; those of a destination
    are `destinations.0.url`, `.contentType`, `.username`, `.password`, `.method`, `.template`, `.customParameters`.
    """
    found = [
        *_identity(gate, others),
        *_lifetime(gate),
        *_throttle(gate),
        *_acknowledge(gate),
        *_gate_type(gate),
        *check_parameters(gate.document.get("customParameters")),
        *_destinations(gate, answers_empty),
        *_twins(gate),
    ]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))


def _identity(gate: Gate, others: Sequence[Gate]) -> Iterator[Finding]:
    written = gate.document.get("type")
    if written != TYPE:
        told = "The gate has no type." if written is None else f"The gate's type is {quoted(written)}."
        yield error("type", told, hint=f"It has to be {TYPE}.")
    for key in ("platformId", "platformPartnerId"):
        yield from check_text(gate.document, key)
        if gate.document.get(key) in (None, ""):
            yield error(key, f"{key} is missing.", hint="Support gave it to you; the account's options hold it.")
    yield from check_text(gate.document, "refId")
    if gate.document.get("refId") in (None, ""):
        yield warning("refId", "The gate has no refId.", hint="Give it one: people and files know a gate by it.")
    elif gate.ref_id in {other.ref_id for other in others if other.ref_id and (not gate.id or other.id != gate.id)}:
        yield error(
            "refId",
            f"There is another gate with the refId {quoted(gate.ref_id)}.",
            hint="Choose another: the platform refuses it (103212 DUPLICATE_REF_ID).",
        )


def _lifetime(gate: Gate) -> Iterator[Finding]:
    written = gate.document.get("ttl")
    if written is None:
        return
    if isinstance(written, str) and gate.ttl is not None:
        yield _in_quotes("ttl", "a number")
    if gate.ttl is None:
        yield error(
            "ttl",
            f"{quoted(written)} is no time to live.",
            hint="Write a whole number of milliseconds, or an amount like 48 h.",
        )
    elif gate.ttl <= 0:
        yield error("ttl", "The time to live has to be more than nothing.", hint="48 h is the default.")
    elif gate.ttl > LONGEST_TTL:
        yield error("ttl", "The time to live is beyond what a Long of the document holds.", hint="48 h is the default.")
    elif gate.ttl < MINUTE:
        yield warning(
            "ttl",
            f"After {format_lifetime(gate.ttl)} the platform gives up; a receiver that restarts takes longer.",
            hint="The number is in milliseconds. 48 h is the default.",
        )


def _throttle(gate: Gate) -> Iterator[Finding]:
    written = gate.document.get("throttle")
    if written is None:
        return
    if isinstance(written, str) and gate.throttle is not None:
        yield _in_quotes("throttle", "a number")
    if gate.throttle is None or gate.throttle <= 0:
        yield error(
            "throttle",
            f"{quoted(written)} is no number of requests a second.",
            hint="Write a whole number from 1, or leave it out for no limit.",
        )


def _acknowledge(gate: Gate) -> Iterator[Finding]:
    written = gate.document.get("acknowledge")
    if written is None:
        return
    if flag_at(gate.document, "acknowledge") is None:
        yield error(
            "acknowledge",
            f"{quoted(written)} is neither true nor false.",
            hint="Write true if a 2xx answer needs a body to count, else false.",
        )
    elif isinstance(written, str):
        yield _in_quotes("acknowledge", "true or false")


def _in_quotes(key: str, noun: str) -> Finding:
    return warning(key, f"{key} is text, not {noun}.", hint="Take the quotes away.")


def _gate_type(gate: Gate) -> Iterator[Finding]:
    written = gate.document.get("gateType")
    if written is None or written == "":
        yield error("gateType", "The gate has no gateType.", hint=f"Choose {', '.join(GATE_TYPES)}.")
    elif written not in GATE_TYPES:
        meant = next((known for known in GATE_TYPES if known == str(written).strip().upper()), None)
        yield error(
            "gateType",
            f"There is no gateType {quoted(written)}.",
            hint=f"Write {meant}." if meant else f"Choose {', '.join(GATE_TYPES)}.",
        )
    elif written != "ALL" and len(gate.destinations) == 1:
        yield note(
            "gateType",
            f"{written} has nothing to choose from: there is a single destination.",
            hint="Add another, or leave it: with one destination every type does the same.",
        )


def _destinations(gate: Gate, answers_empty: Collection[str]) -> Iterator[Finding]:
    written = gate.document.get("destinations")
    if written is None or written == []:
        yield error("destinations", "The gate has no destination.", hint="Add one; do://drop throws everything away.")
        return
    if not isinstance(written, list):
        yield error("destinations", "destinations is no list.", hint="Put it between brackets.")
        return
    for place, entry in enumerate(written):
        field = f"destinations.{place}"
        if not isinstance(entry, Mapping):
            yield error(field, f"Destination {place + 1} is no object.", hint='Write {"url": "https://…"}.')
            continue
        destination = Destination(entry)
        for finding in check_destination(destination):
            yield replace(finding, field=f"{field}.{finding.field}")
        if destination.drops:
            yield from _drop(gate, place)
        if gate.acknowledge and destination.url in answers_empty:
            yield warning(
                f"{field}.url",
                "It answers with an empty body: with acknowledge on, every callback will be sent again.",
                hint="Let the receiver answer with a body such as OK, or turn acknowledge off.",
            )


def _twins(gate: Gate) -> Iterator[Finding]:
    """Only what says where a callback goes counts: the same URL with two templates makes two requests."""
    first: dict[tuple[str, str, str | None], int] = {}
    for place, entry in enumerate(entries_at(gate.document, "destinations")):
        if not isinstance(entry, Mapping):
            continue
        destination = Destination(entry)
        earlier = first.setdefault((comparable_url(destination.url), destination.method, destination.template), place)
        if destination.url and earlier != place:
            consequence = ", so every callback arrives twice" if gate.gate_type == "ALL" else ""
            yield warning(
                f"destinations.{place}.url",
                f"It is destination {earlier + 1} once more{consequence}.",
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
    yield warning(f"destinations.{place}.url", told, hint=hint)
