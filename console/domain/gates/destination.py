"""One endpoint of a gate (LINK Gate API 2.3, "Destination")."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from console.domain.document import ABSENT, Document, object_at, text_at, with_key

DROP: Final = "do://drop"
"""The URL that lets the platform throw every object away."""

CONTENT_TYPES: Final = ("application/json", "application/xml", "application/x-www-form-urlencoded")
METHODS: Final = ("POST", "GET", "PUT")
"""POST is the default and is not written; the other two stand in `customParameters.method`."""

DestinationKey = Literal["url", "contentType", "username", "password", "customParameters"]


@dataclass(frozen=True, slots=True)
class Destination:
    """The JSON object of a destination, read through names. Keys nobody knows stay untouched.

    `password` is a reference (`console.domain.gates.sealing`) everywhere but between a form or a file and the sealing.
    """

    document: Document = field(default_factory=dict)

    @property
    def url(self) -> str:
        return text_at(self.document, "url") or ""

    @property
    def content_type(self) -> str | None:
        return text_at(self.document, "contentType")

    @property
    def username(self) -> str | None:
        return text_at(self.document, "username")

    @property
    def password(self) -> str | None:
        return text_at(self.document, "password")

    @property
    def custom_parameters(self) -> Document:
        return object_at(self.document, "customParameters")

    @property
    def method(self) -> str:
        """GET, PUT or POST as the platform would read it; what the document does not allow comes out as written."""
        return text_at(self.custom_parameters, "method") or "POST"

    @property
    def template(self) -> str | None:
        """The query template. The document's prose prints its key as `template_`, its examples as `template`: both are
        read, the examples' one first, and `template` is written."""
        return text_at(self.custom_parameters, "template") or text_at(self.custom_parameters, "template_")

    @property
    def drops(self) -> bool:
        return self.url.strip().lower() == DROP

    def with_value(self, key: DestinationKey, value: object) -> Destination:
        """`ABSENT` takes the key away."""
        return Destination(with_key(self.document, key, value))

    def with_parameter(self, name: str, value: object) -> Destination:
        """Change one of the custom parameters; `ABSENT` takes it away."""
        return self.with_value("customParameters", with_key(self.custom_parameters, name, value))

    def with_method(self, method: str) -> Destination:
        return self.with_parameter("method", ABSENT if method == "POST" else method)

    def with_template(self, template: str | None) -> Destination:
        changed = self.with_parameter("template", template or ABSENT)
        return changed.with_parameter("template_", ABSENT) if "template_" in self.custom_parameters else changed
