"""How gates, their differences and findings are written: as JSON of cli.md, and for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from console.cli.output import Cell, Invocation, Styled, emit, instant, remark, say, show_findings, show_json

if TYPE_CHECKING:
    from console.domain.findings import Finding
    from console.domain.gates.diff import Difference, DiffLine
    from console.domain.timestamps import Clock, Millis
    from console.services.known_gate import GateList, KnownGate, Revision


# --- JSON -----------------------------------------------------------------------------------------------------------


def gate_document(known: KnownGate) -> dict[str, Any]:
    """The gate in the document's own JSON, passwords by reference; what we know of it under `switchroom`."""
    from console.domain.gates.gate import OURS

    drift = known.drift
    ours = {
        "account": known.account,
        "fetched_at": instant(known.fetched_at),
        "revision": known.revision,
        "removed": known.removed,
        "drift": None if drift is None else str(drift.kind),
        "last_callback_at": instant(known.last_callback_at),
        "outcome_unknown": known.open_write is not None,
    }
    return {**known.gate.bare.document, OURS: ours}


def revision_document(revision: Revision) -> dict[str, Any]:
    """One version of a gate; `fetched_at` is when it was read or written."""
    from console.domain.gates.gate import OURS

    ours = {
        "account": revision.account,
        "fetched_at": instant(revision.at),
        "revision": revision.id,
        "origin": str(revision.origin),
        "who": revision.who or None,
        "batch": revision.batch,
    }
    return {**revision.gate.bare.document, OURS: ours}


def difference_document(difference: Difference) -> dict[str, Any]:
    return {
        "path": list(difference.path),
        "label": difference.label,
        "kind": str(difference.kind),
        "before": difference.before,
        "after": difference.after,
    }


def answer(invocation: Invocation, known: KnownGate) -> None:
    """The gate on stdout: on one line with `--json`, else indented."""
    if invocation.json:
        emit(gate_document(known))
    else:
        show_json(gate_document(known))


# --- for people -----------------------------------------------------------------------------------------------------


def tell_age(listed: GateList, accounts: Iterable[str], clock: Clock) -> None:
    """How old the copies are that are shown in place of what is there, on stderr."""
    for account in accounts:
        at = listed.fetched_at.get(account)
        if at is None:
            remark(Styled("⚠ ", "warning"), f"The gates of {account} were never read: what is there is not known.")
        else:
            remark(Styled("⚠ ", "warning"), f"The gates of {account} are as they were {age(at, clock())} ago.")


def age(then: Millis, now: Millis) -> str:
    from console.domain.timestamps import duration

    return duration(max(now - then, 0))


def show_gate_findings(findings: Iterable[Finding]) -> None:
    """On stderr; `destinations.0.url` is the URL of destination 1 to people."""
    from console.domain.gates.diff import label

    show_findings(
        replace(finding, field=label(tuple(int(step) if step.isdigit() else step for step in finding.field.split("."))))
        for finding in findings
    )


def show_lines(lines: Iterable[DiffLine]) -> None:
    """The diff whole, on stderr: it belongs to a question."""
    styles = {"+": "added", "-": "removed", " ": "quiet"}
    for line in lines:
        remark("  ", Styled(f"{line.sign} {line.text}", styles[line.sign]))


def difference_cells(difference: Difference) -> list[Cell]:
    """`~ destination 1 url: "https://old" → "https://new"`."""
    signs = {"added": "+", "removed": "-", "changed": "~", "moved": "↕"}
    head = Styled(f"{signs[difference.kind]} {difference.label}", _STYLES[difference.kind])
    match difference.kind:
        case "added":
            return [head, f": {_value(difference.after)}"]
        case "removed":
            return [head, f": {_value(difference.before)}"]
        case "moved":
            return [head, f": from place {difference.before} to {difference.after}"]
        case _:
            return [head, f": {_value(difference.before)} → {_value(difference.after)}"]


def say_differences(differences: Iterable[Difference], indent: str = "  ") -> None:
    for difference in differences:
        say(indent, *difference_cells(difference))


def remark_differences(differences: Iterable[Difference], indent: str = "  ") -> None:
    for difference in differences:
        remark(indent, *difference_cells(difference))


_STYLES: Mapping[str, str] = {"added": "added", "removed": "removed", "changed": "changed", "moved": "changed"}


def _value(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)
