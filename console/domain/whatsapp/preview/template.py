"""From a template with its values to what a phone shows of it, as far as its words are known here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from console.domain.plain_text import plain
from console.domain.whatsapp.parameter import Parameter
from console.domain.whatsapp.placeholders import filled
from console.domain.whatsapp.preview.bubble import Bubble, ButtonFace
from console.domain.whatsapp.preview.formatting import Line, formatted, unformatted
from console.domain.whatsapp.preview.media import media_facts
from console.domain.whatsapp.shapes.shape import Shape, Variant
from console.domain.whatsapp.template import QUICK_REPLY, Template

UNKNOWN_WORDS: Final = "The words of this template are not known here; these are its values."


def template_bubble(template: Template, shape: Shape | None) -> Bubble:
    """Money and dates stand as their fallback values: a phone may write them its own way."""
    variant = (shape.variant(template.language) if shape else None) or Variant(template.language)
    header = template.header
    media = media_facts(header.media) if header and header.media else None
    values = _values(template, shape)
    words = variant.body or "\n".join(f"{{{{{place + 1}}}}}" for place in range(len(template.body)))
    return Bubble(
        "template",
        media,
        title=_title(header, variant) if media is None else (),
        lines=formatted(filled(words, values)),
        footer=unformatted(variant.footer),
        buttons=_buttons(template, variant),
        remark=None if variant.body else UNKNOWN_WORDS,
    )


def _values(template: Template, shape: Shape | None) -> Mapping[str, str]:
    """By number from one, and by the names of the slots."""
    shown = [parameter.shown for parameter in template.body]
    numbered = {str(place + 1): value for place, value in enumerate(shown)}
    names = [slot.name for slot in shape.body] if shape else []
    return {**dict(zip(names, shown, strict=False)), **numbered}


def _title(header: Parameter | None, variant: Variant) -> tuple[Line, ...]:
    value = header.shown if header else ""
    return unformatted(filled(variant.header, {"1": value}) if variant.header else value)


def _buttons(template: Template, variant: Variant) -> tuple[ButtonFace, ...]:
    given = {button.index: button for button in template.buttons if button.index is not None}
    faces = []
    for index in sorted({*given, *range(len(variant.buttons))}):
        label = variant.buttons[index] if 0 <= index < len(variant.buttons) else ""
        button = given.get(index)
        value = button.parameters[0].shown if button and button.parameters else ""
        sub_type = button.sub_type if button else ""
        otherwise = "Reply" if sub_type == QUICK_REPLY else "Open"
        faces.append(ButtonFace(plain(label, 60) or f"{otherwise} {index + 1}", plain(sub_type, 20), plain(value, 200)))
    return tuple(faces)
