"""What may be wrong with, or surprising about, a template's values (LINK WhatsApp Message API 1.4.1, "Template" and
"Component")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from console.domain.document import Document, entries_at
from console.domain.findings import Finding
from console.domain.value_rules import quoted
from console.domain.whatsapp.languages import LANGUAGES, closest_language
from console.domain.whatsapp.parameter import BODY_TYPES, HEADER_MEDIA, TEXT
from console.domain.whatsapp.rules.parameters import check_parameter
from console.domain.whatsapp.rules.place import Place
from console.domain.whatsapp.rules.values import check_known, check_object, check_objects, check_texts
from console.domain.whatsapp.template import BUTTON_PARAMETERS, COMPONENT_TYPES, SUB_TYPES, Component, Template

_ALLOWED: Final[dict[str, tuple[str, ...]]] = {
    "header": (*HEADER_MEDIA, TEXT),
    "body": BODY_TYPES,
    "button": tuple(BUTTON_PARAMETERS.values()),
}


def check_template(document: Document, place: Place) -> Iterator[Finding]:
    """Findings of the object under `template`."""
    yield from check_texts(document, place, required=("namespace", "name"))
    yield from check_object(document, "language", place, _language, "Language")
    yield from check_objects(document, "components", place, _component, "Component")
    yield from _repeated(Template(document), place)
    yield from check_known(document, place, ("namespace", "name", "language", "components"))


def _language(document: Document, place: Place) -> Iterator[Finding]:
    yield from check_texts(document, place, required=("code",))
    yield from check_known(document, place, ("code",))
    code = document.get("code")
    if isinstance(code, str) and code and code not in LANGUAGES:
        meant = closest_language(code)
        yield Place("Supported languages", place.path).error(
            "code",
            f"{quoted(code)} is none of the {len(LANGUAGES)} languages of templates.",
            f"Is {meant} meant?" if meant else "Choose the language the template was approved in.",
        )


def _component(document: Document, place: Place) -> Iterator[Finding]:
    component = Component(document)
    written = document.get("type")
    if component.type not in COMPONENT_TYPES:
        told = f"There is no component type {quoted(written)}." if written else "The component has no type."
        yield place.error("type", told, "Choose header, body or button.")
    known = ["type", "parameters"]
    if component.type == "button":
        known += ["subType", "index"]
        yield from _button(component, place)
    yield from check_objects(document, "parameters", place, check_parameter, "Parameter")
    yield from _count(component, place)
    yield from _types(component, place)
    yield from check_known(document, place, known)


def _button(component: Component, place: Place) -> Iterator[Finding]:
    written = component.document.get("subType")
    if component.sub_type not in SUB_TYPES:
        told = f"There is no sub type {quoted(written)}." if written else "The button has no subType."
        yield place.error("subType", told, "Choose quickReply or url.")
    index = component.document.get("index")
    if index is None or index == "":
        yield place.error("index", "The button has no index.", "The first button is 0.")
    elif component.index is None or component.index < 0:
        yield place.error("index", f"{quoted(index)} is no index of a button.", "Write a whole number; the first is 0.")


def _count(component: Component, place: Place) -> Iterator[Finding]:
    count = len(entries_at(component.document, "parameters"))
    if component.type == "header" and count > 1:
        yield place.error("parameters", f"The header has {count} parameters.", "It can have one or none.")
    elif component.type == "button" and count > 1:
        yield place.error("parameters", f"The button has {count} parameters.", "It has one: a text or a payload.")
    elif component.type == "button" and component.document.get("parameters") == []:
        told = "The button has no parameter."
        yield place.warning("parameters", told, "Give it one, or leave the button out if its template has it fixed.")


def _types(component: Component, place: Place) -> Iterator[Finding]:
    """Which parameters may stand in which component."""
    owner, allowed = f"a {component.type}", _ALLOWED.get(component.type, ())
    if component.type == "button" and component.sub_type in SUB_TYPES:
        owner, allowed = f"a {component.sub_type} button", (BUTTON_PARAMETERS[component.sub_type],)
    for index, parameter in enumerate(component.parameters):
        here = place.at("parameters").at(index)
        if allowed and parameter.type and parameter.type not in allowed:
            told = f"{quoted(parameter.type)} cannot stand in {owner}."
            yield here.error("type", told, f"It can have {', '.join(allowed)}.")
        elif component.type == "header" and parameter.type == TEXT:
            # The list of header parameters has media only; the example of an interactive template has a text.
            told = "The document's list of header parameters has no text, its example of an interactive template has."
            yield here.warning("type", told, "Right if the template was approved with a placeholder in its header.")


def _repeated(template: Template, place: Place) -> Iterator[Finding]:
    first: dict[tuple[str, int | None], int] = {}
    for number, component in enumerate(template.components):
        is_button = component.type == "button"
        if component.type not in COMPONENT_TYPES or (is_button and component.index is None):
            continue
        earlier = first.setdefault((component.type, component.index if is_button else None), number)
        here = place.at("components").at(number, "Component")
        if earlier == number:
            continue
        if is_button:
            told = f"There is a button {component.index} already, component {earlier + 1}."
            yield here.error("index", told, "Give every button an index of its own.")
        else:
            told = f"There is a {component.type} already, component {earlier + 1}."
            yield here.warning("type", told, "Put all its parameters into one component.")
