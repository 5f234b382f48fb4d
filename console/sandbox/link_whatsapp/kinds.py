"""The eight kinds of message ("Messages")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from console.sandbox.link_whatsapp.media import KINDS as MEDIA
from console.sandbox.link_whatsapp.media import check_media
from console.sandbox.link_whatsapp.template import check_template
from console.sandbox.link_whatsapp.values import Given

TEMPLATE = "template"
KINDS = (TEMPLATE, "text", "image", "location", "audio", "video", "document", "contacts")

_ENTRIES = {
    "addresses": ("city", "country", "countryCode", "state", "street", "type", "zip"),
    "emails": ("email", "type"),
    "phones": ("phone", "type", "waId"),
    "urls": ("url", "type"),
}
_NAME_PARTS = ("firstName", "lastName", "middleName", "suffix", "prefix")


@dataclass(frozen=True, slots=True)
class Message:
    """With what the contact can answer to: the words of a text, the payloads of a template's quick reply buttons by
    index."""

    kind: str
    words: str = ""
    payloads: Mapping[int, str] = field(default_factory=dict)

    @property
    def needs_window(self) -> bool:
        return self.kind != TEMPLATE


def read_message(given: Given) -> Message:
    """Raises Mistake. The document says nothing of keys it does not list: they are let through."""
    kind = given.one_of("type", KINDS)
    if kind == TEMPLATE:
        return Message(kind, payloads=check_template(given.object(kind)))
    if kind == "text":
        given.optional_flag("previewUrl")
        return Message(kind, given.object(kind).text("body"))
    if kind in MEDIA:
        check_media(kind, given.object(kind))
    elif kind == "location":
        _check_location(given.object(kind))
    else:
        contacts = given.objects(kind)
        if not contacts:
            given.wrong(kind, "is an empty list")
        for contact in contacts:
            _check_contact(contact)
    return Message(kind)


def _check_location(location: Given) -> None:
    location.degrees("longitude", 180)
    location.degrees("latitude", 90)
    location.optional_texts("name", "address")


def _check_contact(contact: Given) -> None:
    """ "At least one of the optional parameters needs to be included along with the formattedName parameter." """
    contact.optional_texts("birthday")
    for key, texts in _ENTRIES.items():
        for entry in contact.optional_objects(key):
            entry.optional_texts(*texts)
    if contact.has("org"):
        contact.object("org").optional_texts("company", "department", "title")
    if contact.has("name"):
        name = contact.object("name")
        name.text("formattedName")
        name.optional_texts(*_NAME_PARTS)
        if not any(name.has(part) for part in _NAME_PARTS):
            name.wrong("formattedName", "is alone")
