"""`switchroom gates render`: what a destination's template makes of an object. No account, no network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from console.cli.json_input import read_json_object
from console.cli.output import (
    Invocation,
    cell_width,
    emit,
    error_document,
    exit_with,
    finding_document,
    remark,
    shared_options,
    show_findings,
)
from console.errors import InvalidInput

if TYPE_CHECKING:
    from console.domain.findings import Finding


@click.command()
@click.option("--template", required=True, metavar="T", help="As in a destination: id=${id}&code=${resultCode}")
@click.option("--object", "file", required=True, metavar="FILE", help="The JSON of a callback; - is standard input.")
@click.option("--timezone", default="UTC", show_default=True, metavar="TZ", help="Write dates there: Europe/Oslo.")
@shared_options
def render(invocation: Invocation, template: str, file: str, timezone: str) -> None:
    """Print the query string of a template.

    That which T gives for the object in FILE, and nothing else.

    What is wrong or uncertain is said on stderr. A value that cannot be written is left out; the command then ends with
    2 where the template is mistaken, with 1 where this object does not go with it.
    """
    from console.domain.findings import blocks
    from console.domain.gates.template_language.java_date import find_zone
    from console.domain.gates.template_language.names import kind_of
    from console.domain.gates.template_language.parse import mistakes
    from console.domain.gates.template_language.render import render as rendered_from

    if find_zone(timezone) is None:
        raise InvalidInput(
            f"There is no time zone '{timezone}' here.",
            hint="Write UTC, or a name such as Europe/Oslo.",
            field="timezone",
        )
    source = read_json_object(file, "object")
    rendered = rendered_from(template, source, zone=timezone)
    if invocation.json:
        findings = [finding_document(finding) for finding in rendered.findings]
        emit({"query": rendered.query, "findings": findings, "error": _error(rendered.findings)})
    else:
        click.echo(rendered.query)
    for finding in rendered.findings:
        show_findings([finding])
        _point_at(template, finding)
    if blocks(rendered.findings):
        exit_with(2 if blocks(mistakes(template, kind_of(source))) else 1)


def _error(findings: Sequence[Finding]) -> object:
    """The first finding that forbids, as an error object; None without one."""
    from console.domain.findings import blocks

    worst = next((finding for finding in findings if blocks([finding])), None)
    if worst is None:
        return None
    return error_document(InvalidInput(worst.text, hint=worst.hint, field=worst.field))["error"]


def _point_at(template: str, finding: Finding) -> None:
    """Marks below the template the place a mistake stands at."""
    from console.domain.findings import Severity
    from console.domain.plain_text import plain

    if finding.span is None or finding.severity is Severity.NOTE:
        return
    start, end = finding.span
    before, marked = cell_width(plain(template[:start])), cell_width(plain(template[start:end]))
    remark("    ", template)
    remark("    ", " " * before + "^" * max(marked, 1))
