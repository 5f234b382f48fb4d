"""Findings beside what they are about: a sign and a colour for how grave, the sentence, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from console.domain.findings import Finding, Severity
from console.domain.plain_text import plain

SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "⚠", Severity.NOTE: "·"}
_STYLES = {Severity.ERROR: "$text-error", Severity.WARNING: "$text-warning", Severity.NOTE: "$quiet"}
_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def sign(severity: Severity | None) -> Content:
    """Two columns at the beginning of a row: whether somebody has to look at it. For a note nobody has to."""
    if severity is None or severity is Severity.NOTE:
        return Content("  ")
    return Content.styled(f"{SIGNS[severity]} ", _STYLES[severity])


def finding_line(finding: Finding) -> Content:
    """One finding as one paragraph: `✕ what is wrong  what to do`."""
    line = Content.styled(f"{SIGNS[finding.severity]} {plain(finding.text)}", _STYLES[finding.severity])
    if finding.hint:
        line = Content.assemble(line, (f"  {plain(finding.hint)}", "$quiet"))
    return line


class FindingsList(Static):
    """The findings of some fields, gravest first; takes no room when there are none."""

    DEFAULT_CSS = """
    FindingsList {
        height: auto;
        width: 1fr;
        display: none;
    }
    FindingsList.-some {
        display: block;
    }
    """

    findings: reactive[tuple[Finding, ...]] = reactive((), layout=True)

    def __init__(self, *fields: str, limit: int = 4, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        """`fields` are the names whose findings are shown here; none means all."""
        super().__init__(id=id, markup=False)
        self._fields = frozenset(fields)
        self._limit = limit

    def show(self, findings: Iterable[Finding]) -> None:
        """Take those of `findings` that belong here."""
        mine = [finding for finding in findings if not self._fields or finding.field in self._fields]
        self.findings = tuple(sorted(mine, key=lambda finding: _GRAVITY[finding.severity]))

    def watch_findings(self, findings: Sequence[Finding]) -> None:
        self.set_class(bool(findings), "-some")
        lines = [finding_line(finding) for finding in findings[: self._limit]]
        if len(findings) > self._limit:
            lines.append(Content.styled(f"  and {len(findings) - self._limit} more", "$quiet"))
        self.update(Content("\n").join(lines))
