"""What a check found. Every check returns findings and never raises; the form, the command line and the
tests read the same list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"  # cannot be sent or saved like this
    WARNING = "warning"  # can be, but somebody should look first
    NOTE = "note"  # worth knowing


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark about one field.

    `field` is the name of the draft's or account's field (`text`, `source`, `destinations`, ...); `span` the
    half-open range of characters in it that the remark is about; `hint` what to do.
    """

    severity: Severity
    field: str
    text: str
    hint: str | None = None
    span: tuple[int, int] | None = None


def error(field: str, text: str, hint: str | None = None, span: tuple[int, int] | None = None) -> Finding:
    return Finding(Severity.ERROR, field, text, hint, span)


def warning(field: str, text: str, hint: str | None = None, span: tuple[int, int] | None = None) -> Finding:
    return Finding(Severity.WARNING, field, text, hint, span)


def note(field: str, text: str, hint: str | None = None, span: tuple[int, int] | None = None) -> Finding:
    return Finding(Severity.NOTE, field, text, hint, span)


def errors_first(findings: Iterable[Finding]) -> list[Finding]:
    """By severity, and else in the order they came in."""
    order = list(Severity)
    return sorted(findings, key=lambda finding: order.index(finding.severity))


def about(findings: Iterable[Finding], place: str) -> list[Finding]:
    """Those about a place in a document (`messages.0`) or something inside it, which their `field` then names from
    there; it is empty where the place itself is meant."""
    inside = f"{place}."
    return [
        replace(one, field=one.field.removeprefix(inside) if one.field != place else "")
        for one in findings
        if one.field == place or one.field.startswith(inside)
    ]


def gravest(findings: Iterable[Finding]) -> Severity | None:
    found = {finding.severity for finding in findings}
    return next((severity for severity in Severity if severity in found), None)


def blocks(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings forbids going on."""
    return any(finding.severity is Severity.ERROR for finding in findings)
