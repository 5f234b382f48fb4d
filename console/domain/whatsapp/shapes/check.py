"""Whether a message fits the shape of its template, and a shape its own words.

All of it are warnings: the platform holds the message against the template that was approved, and ours is a copy.
"""

from __future__ import annotations

from collections.abc import Iterator

from console.domain.findings import Finding, warning
from console.domain.value_rules import quoted
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.placeholders import placeholders
from console.domain.whatsapp.shapes.fill import slot_paths
from console.domain.whatsapp.shapes.shape import Shape
from console.domain.whatsapp.template import Template


def check_fit(message: Message, shape: Shape, field: str = "messages.0") -> list[Finding]:
    """Findings of a message, its fields as those of its rules. The shape is that of its template."""
    template = message.template
    if template is None:
        return []
    prefix = f"{field}." if field else ""
    return [
        warning(f"{prefix}{path}", text, hint)
        for path, text, hint in (
            *_name(template, shape),
            *_language(template, shape),
            *_header(template, shape),
            *_body(message, template, shape),
            *_buttons(template, shape),
        )
    ]


def check_words(shape: Shape) -> list[Finding]:
    """Findings of a shape by itself: whether the words of each language have a place for every value of the body."""
    found = []
    for place, variant in enumerate(shape.variants):
        if not variant.body:
            continue
        wanted = [{str(number + 1), slot.name} for number, slot in enumerate(shape.body)]
        written = placeholders(variant.body)
        field = f"variants.{place}.body"
        for name in written:
            if not any(name in names for names in wanted):
                text = f"The {variant.language} text has {{{{{name}}}}}, and the shape no such slot."
                found.append(warning(field, text, "Add a slot, or number the placeholder as its slot."))
        for number, names in enumerate(wanted):
            if not names & set(written):
                text = f"The {variant.language} text has no place for {quoted(shape.body[number].name)}."
                found.append(warning(field, text, f"Write {{{{{number + 1}}}}} where the value stands."))
    return found


_Remark = tuple[str, str, str]
"""Path in the message, text and hint."""


def _name(template: Template, shape: Shape) -> Iterator[_Remark]:
    for key, written, known in (
        ("namespace", template.namespace, shape.namespace),
        ("name", template.name, shape.name),
    ):
        if written != known:
            yield f"template.{key}", f"The shape's {key} is {quoted(known)}.", "Take it, or choose the other template."


def _language(template: Template, shape: Shape) -> Iterator[_Remark]:
    if shape.languages and template.language not in shape.languages:
        text = f"{quoted(template.language)} is no language that we know the template in."
        yield "template.language.code", text, f"We know {', '.join(shape.languages)}."


def _header(template: Template, shape: Shape) -> Iterator[_Remark]:
    given = template.header.type if template.header else None
    wanted = shape.header.kind if shape.header else None
    if given != wanted:
        told = f"the header takes {_one(wanted)}" if wanted else "the header takes nothing"
        yield "template.components", f"The shape says that {told}; given is {_one(given)}.", "Let them agree."


def _body(message: Message, template: Template, shape: Shape) -> Iterator[_Remark]:
    given, wanted = template.body, shape.body
    if len(given) != len(wanted):
        text = f"The shape says {_parameters(len(wanted))}, {len(given)} given."
        yield "template.components", text, "The number has to match the approved template."
    paths = slot_paths(message)
    for place, (parameter, slot) in enumerate(zip(given, wanted, strict=False)):
        if parameter.type != slot.kind:
            text = f"The shape says that {quoted(slot.name)} is {_one(slot.kind)}, not {_one(parameter.type or None)}."
            yield f"{paths[f'body.{place}']}.type", text, f"Give {_one(slot.kind)}."


def _buttons(template: Template, shape: Shape) -> Iterator[_Remark]:
    given = {button.index: button.sub_type for button in template.buttons}
    wanted = {button.index: button.sub_type for button in shape.buttons}
    for index in sorted(wanted.keys() - given.keys()):
        yield "template.components", f"Button {index} of the shape has no value.", f"Add a button with index {index}."
    for place, component in enumerate(template.components):
        if component.type != "button" or component.index is None:
            continue
        path = f"template.components.{place}"
        if component.index not in wanted:
            yield f"{path}.index", f"The shape has no button {component.index}.", "Take it out."
        elif component.sub_type != wanted[component.index]:
            told = f"The shape says that button {component.index} is {quoted(wanted[component.index])}."
            yield f"{path}.subType", told, f"Write {wanted[component.index]}."


def _one(kind: str | None) -> str:
    if kind is None:
        return "nothing"
    return kind if kind in {"text", "currency"} else f"an {kind}" if kind[:1] in "aeiou" else f"a {kind}"


def _parameters(count: int) -> str:
    return f"{count} body parameter" if count == 1 else f"{count} body parameters"
