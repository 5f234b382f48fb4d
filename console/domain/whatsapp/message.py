"""One message of a request (LINK WhatsApp Message API 1.4.1, "Messages")."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from console.domain.document import Document, flag_at, number_at, object_at, objects_at, text_at, with_key
from console.domain.whatsapp.contact import Contact
from console.domain.whatsapp.media import MEDIA_KINDS, Media
from console.domain.whatsapp.template import Template

KINDS: Final = ("template", "text", "image", "location", "audio", "video", "document", "contacts")
"""The kinds of the document, in its order. Each is the name of the key its content stands under, too."""

INTERACTIVE: Final = "interactive"
"""A ninth kind of newer versions; no document we have describes it (provider facts, 4)."""

_BLANK: Final[dict[str, Document]] = {
    "template": {"namespace": "", "name": "", "language": {"code": "en"}, "components": []},
    "text": {"body": ""},
    "location": {"longitude": 0, "latitude": 0},
    **{kind: {"link": ""} for kind in MEDIA_KINDS},
}


@dataclass(frozen=True, slots=True)
class Message:
    """The JSON object of a message, read through names; whatever no name reads stays as it is."""

    document: Document = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """One of KINDS, or whatever its `type` says; empty where it says nothing."""
        return text_at(self.document, "type") or ""

    @property
    def content(self) -> Document:
        """The object under the key that has the kind's name."""
        return object_at(self.document, self.kind)

    @property
    def template(self) -> Template | None:
        return Template(self.content) if self.kind == "template" else None

    @property
    def body(self) -> str | None:
        """The text of a text message."""
        return text_at(self.content, "body") if self.kind == "text" else None

    @property
    def preview_url(self) -> bool:
        return flag_at(self.document, "previewUrl") or False

    @property
    def media(self) -> Media | None:
        """The picture, sound, film or file of a message that is one."""
        return Media(self.kind, self.content) if self.kind in MEDIA_KINDS else None

    @property
    def linked(self) -> Media | None:
        """What it shows from somewhere else: its own, or that of its template's header."""
        template = self.template
        header = template.header if template is not None else None
        return header.media if header is not None else self.media

    @property
    def location(self) -> Location | None:
        return Location(self.content) if self.kind == "location" else None

    @property
    def contacts(self) -> tuple[Contact, ...]:
        return tuple(map(Contact, objects_at(self.document, "contacts"))) if self.kind == "contacts" else ()

    def with_value(self, key: str, value: Any) -> Message:
        """`ABSENT` takes the key away."""
        return Message(with_key(self.document, key, value))

    def with_content(self, key: str, value: Any) -> Message:
        """Change one key of what stands under the kind's name."""
        return self.with_value(self.kind, with_key(self.content, key, value))

    def with_template(self, template: Template) -> Message:
        return self.with_value("template", template.document)


@dataclass(frozen=True, slots=True)
class Location:
    """ "Location message". Degrees, north and east positive."""

    document: Document = field(default_factory=dict)

    @property
    def longitude(self) -> float | None:
        return number_at(self.document, "longitude")

    @property
    def latitude(self) -> float | None:
        return number_at(self.document, "latitude")

    @property
    def name(self) -> str | None:
        return text_at(self.document, "name")

    @property
    def address(self) -> str | None:
        return text_at(self.document, "address")


def new_message(kind: str) -> Message:
    """A message of one of KINDS with all that the document requires, to be filled in."""
    if kind == "contacts":
        return Message({"type": kind, kind: [{"name": {"firstName": "", "formattedName": ""}}]})
    return Message({"type": kind, kind: dict(_BLANK[kind])})
