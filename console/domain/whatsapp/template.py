"""A template with its values (LINK WhatsApp Message API 1.4.1, "Template", "Component")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from console.domain.document import Document, object_at, objects_at, text_at, whole_number_at, with_key
from console.domain.whatsapp.parameter import Parameter

COMPONENT_TYPES: Final = ("header", "body", "button")
QUICK_REPLY: Final = "quickReply"
URL: Final = "url"
SUB_TYPES: Final = (QUICK_REPLY, URL)
BUTTON_PARAMETERS: Final = {QUICK_REPLY: "payload", URL: "text"}
"""What kind of parameter goes with which kind of button."""


@dataclass(frozen=True, slots=True)
class Template:
    """The JSON object of a template. What it says stands in the Business Manager; here are only name and values."""

    document: Document = field(default_factory=dict)

    @property
    def namespace(self) -> str:
        return text_at(self.document, "namespace") or ""

    @property
    def name(self) -> str:
        return text_at(self.document, "name") or ""

    @property
    def language(self) -> str:
        """The code, as the document lists it: `en`, `pt_BR`."""
        return text_at(object_at(self.document, "language"), "code") or ""

    @property
    def components(self) -> tuple[Component, ...]:
        return tuple(map(Component, objects_at(self.document, "components")))

    @property
    def header(self) -> Parameter | None:
        """The parameter of the header, of which there is one or none."""
        parameters = self._parameters("header")
        return parameters[0] if parameters else None

    @property
    def body(self) -> tuple[Parameter, ...]:
        """The parameters of the body, in the order of their placeholders."""
        return self._parameters("body")

    @property
    def buttons(self) -> tuple[Component, ...]:
        return tuple(component for component in self.components if component.type == "button")

    def with_value(self, key: str, value: object) -> Template:
        """`ABSENT` takes the key away."""
        return Template(with_key(self.document, key, value))

    def with_language(self, code: str) -> Template:
        return self.with_value("language", with_key(object_at(self.document, "language"), "code", code))

    def with_components(self, components: Sequence[Component]) -> Template:
        return self.with_value("components", [dict(component.document) for component in components])

    def _parameters(self, component_type: str) -> tuple[Parameter, ...]:
        return next((component.parameters for component in self.components if component.type == component_type), ())


@dataclass(frozen=True, slots=True)
class Component:
    """The JSON object of a component: header, body, or one button."""

    document: Document = field(default_factory=dict)

    @property
    def type(self) -> str:
        return text_at(self.document, "type") or ""

    @property
    def sub_type(self) -> str:
        """Of a button: one of SUB_TYPES."""
        return text_at(self.document, "subType") or ""

    @property
    def index(self) -> int | None:
        """Of a button, from 0. The document's table makes it a string, its example a number: both are read."""
        return whole_number_at(self.document, "index")

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return tuple(map(Parameter, objects_at(self.document, "parameters")))

    def with_value(self, key: str, value: object) -> Component:
        return Component(with_key(self.document, key, value))

    def with_parameters(self, parameters: Sequence[Parameter]) -> Component:
        return self.with_value("parameters", [dict(parameter.document) for parameter in parameters])
