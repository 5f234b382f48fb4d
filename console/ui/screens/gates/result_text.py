"""What a destination would get, as a person reads it: method and URL, headers, body, and what of it is uncertain."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from textual.content import Content

from console.domain.findings import Finding
from console.domain.plain_text import plain
from console.domain.timestamps import Millis
from console.services.gate_samples import Rendering, Sample, SampleOrigin
from console.ui.screens.gates.gate_rows import age
from console.ui.widgets.findings_list import finding_line
from console.ui.widgets.raw_request import body_lines

_CUT = 2000


def result_line(rendering: Rendering, width: int) -> list[Content]:
    """Method and URL alone, wrapped."""
    if rendering.dropped:
        return [Content.styled("nothing: it is thrown away", "$quiet")]
    return url_lines(rendering.method, rendering.url, width)


def url_lines(method: str, url: str, width: int) -> list[Content]:
    head = f"{plain(method, 10)} "
    room = max(16, width - len(head))
    wrapped = textwrap.wrap(plain(url, _CUT), room, break_on_hyphens=False) or ["no URL yet"]
    first = Content.assemble((head, "bold $text-primary"), wrapped[0])
    return [first, *(Content(" " * len(head) + line) for line in wrapped[1:])]


def result_lines(rendering: Rendering, width: int, *, findings: bool = True) -> list[Content]:
    """The whole request."""
    shown = result_line(rendering, width)
    if rendering.dropped:
        return shown
    for name, value in rendering.headers:
        shown.append(Content.assemble((f"{plain(name, 80)}: ", "$quiet"), plain(value, 400)))
    shown += [Content(""), *body_lines(rendering.body.encode("utf-8", "replace"), width)]
    if findings and rendering.findings:
        shown += [Content(""), *finding_lines(rendering.findings, width)]
    return shown


def finding_lines(findings: Iterable[Finding], width: int) -> list[Content]:
    """Each a paragraph."""
    return [line for finding in findings for line in finding_line(finding).wrap(max(16, width))]


def sample_words(sample: Sample, now: Millis) -> str:
    """`with the last delivery report of acme-sms, 2 s ago`."""
    text = plain(sample.title, 200)
    if sample.origin is SampleOrigin.BUILT_IN or sample.received_at is None:
        return f"with {text}"
    inexact = "" if sample.exact else ", put together from what was read of it"
    return f"with {text}, {age(now - sample.received_at)} ago{inexact}"
