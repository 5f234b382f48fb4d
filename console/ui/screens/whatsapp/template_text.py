"""One template of the register told in full: what it takes, and how it looks in each language with its last values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.content import Content

from console.domain.findings import Finding
from console.domain.plain_text import plain
from console.domain.timestamps import Millis
from console.domain.whatsapp.languages import LANGUAGES
from console.domain.whatsapp.preview.message import preview
from console.domain.whatsapp.shapes.fill import fill
from console.domain.whatsapp.shapes.shape import Shape
from console.services.known_template import KnownTemplate
from console.ui import instants
from console.ui.screens.whatsapp.bubble_text import bubble_text
from console.ui.widgets.facts import Fact, facts, heading
from console.ui.widgets.findings_list import finding_line

LastValues = Mapping[str, Mapping[str, Any]]
"""By language, then by the key of the slot."""


def template_text(
    known: KnownTemplate, values: LastValues, findings: Sequence[Finding], width: int, now: Millis
) -> list[Content]:
    shape = known.shape
    shown = [Content.styled(plain(shape.name, 200), "bold"), Content("")]
    shown += facts(
        [
            ("namespace", plain(shape.namespace, 200) or "-"),
            ("account", plain(known.account, 100)),
            (known.origin.value, instants.short(known.changed_at, now).strip()),
            ("last used", instants.short(known.used_at, now).strip() if known.used_at is not None else "never"),
        ],
        width,
    )
    for finding in findings:
        shown += finding_line(finding).wrap(width)
    shown += heading("Takes")
    rows: list[Fact] = [(_place(key), f"{plain(slot.name, 60)}, {slot.kind}") for key, slot in shape.slots.items()]
    shown += facts(rows, width) if rows else [Content.styled("no values", "$quiet")]
    for language in shape.languages:
        filled = values.get(language, {})
        shown += heading(f"{language}  {LANGUAGES.get(language, '')}", "with its last values" if filled else "")
        shown += bubble_text(preview(example(shape, language, filled), shape), width)
    return shown


def example(shape: Shape, language: str, values: Mapping[str, Any]) -> Any:
    """The template as a message. A value nobody gave leaves its placeholder to be seen."""
    return fill(shape, language, values)


def _place(key: str) -> str:
    kind, _, number = key.partition(".")
    return f"{kind} {int(number) + 1}" if kind == "body" else f"{kind} {number}".strip()
