"""What a check found. Every check returns findings and never raises; the form, the command line and the
tests read the same list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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


def blocks(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings forbids going on."""
    return any(finding.severity is Severity.ERROR for finding in findings)
