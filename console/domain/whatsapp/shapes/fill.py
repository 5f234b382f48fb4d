"""From a shape and values to a message, and from a message back to its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from console.domain.document import Document
from console.domain.document_path import value_at
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.parameter import CURRENCY, DATE_TIME, PAYLOAD, TEXT, Parameter, parameter
from console.domain.whatsapp.shapes.shape import Shape, Slot
from console.domain.whatsapp.template import Template

Values = Mapping[str, Any]
"""By the key of the slot: text for text and payload, else the JSON object of the parameter (`{"link": ...}`,
`{"fallbackValue": ..., "code": ..., "amount1000": ...}`)."""

_BLANK: Final[Mapping[str, Document]] = {
    CURRENCY: {"fallbackValue": "", "code": "", "amount1000": ""},
    DATE_TIME: {"fallbackValue": "", "timestamp": ""},
}


def fill(shape: Shape, language: str, values: Values) -> Message:
    """A message of the template with these values. Where one is missing its parameter is blank, and the rules say so;
    values without a slot are left out."""
    parameters = {key: _parameter(slot, values.get(key)).document for key, slot in shape.slots.items()}
    components: list[Document] = []
    if shape.header:
        components.append({"type": "header", "parameters": [parameters["header"]]})
    if shape.body:
        body = [parameters[f"body.{place}"] for place in range(len(shape.body))]
        components.append({"type": "body", "parameters": body})
    components += [
        {
            "type": "button",
            "subType": button.sub_type,
            "index": button.index,
            "parameters": [parameters[f"button.{button.index}"]],
        }
        for button in shape.buttons
    ]
    template = {
        "namespace": shape.namespace,
        "name": shape.name,
        "language": {"code": language},
        "components": components,
    }
    return Message({"type": "template", "template": template})


def slot_paths(message: Message) -> dict[str, str]:
    """Where in the message the parameter of each slot stands, by the slot's key: the places its findings name."""
    paths: dict[str, str] = {}
    for place, component in enumerate((message.template or Template()).components):
        for number in range(len(component.parameters)):
            key = {"header": "header", "body": f"body.{number}", "button": f"button.{component.index}"}.get(
                component.type
            )
            if key is not None:
                paths.setdefault(key, f"template.components.{place}.parameters.{number}")
    return paths


def values_of(message: Message) -> dict[str, Any]:
    """What `fill` was given, whoever wrote the message."""
    read = {key: Parameter(_object(value_at(message.document, path))) for key, path in slot_paths(message).items()}
    return {key: parameter.value for key, parameter in read.items() if parameter.value is not None}


def _parameter(slot: Slot, value: Any) -> Parameter:
    if value is None:
        value = "" if slot.kind in (TEXT, PAYLOAD) else dict(_BLANK.get(slot.kind, {"link": ""}))
    return parameter(slot.kind, value)


def _object(value: Any) -> Document:
    return value if isinstance(value, Mapping) else {}
