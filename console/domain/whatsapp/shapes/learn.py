"""Taking the shape of a template from a message that was sent with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from console.domain.whatsapp.message import Message
from console.domain.whatsapp.parameter import Parameter
from console.domain.whatsapp.shapes.shape import BODY_KINDS, HEADER_KINDS, ButtonSlot, Shape, Slot, Variant
from console.domain.whatsapp.template import SUB_TYPES, Template


def learn(message: Message, known: Shape | None = None) -> Shape | None:
    """The shape this message has; None for what is no template or has no name.

    `known` is what we hold of the same template: names stay where the kinds do, and so do all words. What the message
    says of number and kinds wins: it was sent.
    """
    template = message.template
    if template is None or not template.name:
        return None
    held = known or Shape(template.namespace, template.name)
    shape = replace(
        held,
        namespace=template.namespace or held.namespace,
        header=_header(template, held),
        body=_body(template.body, held.body),
        buttons=_buttons(template, held),
    )
    if not template.language or shape.variant(template.language):
        return shape
    return shape.with_variant(Variant(template.language))


def _header(template: Template, held: Shape) -> Slot | None:
    header = template.header
    if header is None or header.type not in HEADER_KINDS:
        return None
    return held.header if held.header and held.header.kind == header.type else Slot("header", header.type)


def _body(parameters: Sequence[Parameter], held: Sequence[Slot]) -> tuple[Slot, ...]:
    slots = []
    for place, parameter in enumerate(parameters):
        kind = parameter.type if parameter.type in BODY_KINDS else "text"
        known = held[place] if place < len(held) else None
        slots.append(known if known and known.kind == kind else Slot(str(place + 1), kind))
    return tuple(slots)


def _buttons(template: Template, held: Shape) -> tuple[ButtonSlot, ...]:
    names = {(button.index, button.sub_type): button.name for button in held.buttons}
    found = {
        button.index: ButtonSlot(
            button.index, button.sub_type, names.get((button.index, button.sub_type), f"button {button.index}")
        )
        for button in template.buttons
        if button.index is not None and button.sub_type in SUB_TYPES
    }
    return tuple(found[index] for index in sorted(found))
