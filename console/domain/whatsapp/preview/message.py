"""From a message to what a phone shows of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from console.domain.plain_text import plain
from console.domain.whatsapp.contact import Contact
from console.domain.whatsapp.message import KINDS, Location, Message
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.preview.bubble import Bubble, Card, PlaceFacts
from console.domain.whatsapp.preview.formatting import formatted
from console.domain.whatsapp.preview.media import media_facts
from console.domain.whatsapp.preview.template import template_bubble
from console.domain.whatsapp.shapes.shape import Shape, find_shape

_LINK: Final = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_BEHIND: Final = ".,;:!?)]}'\"”»"  # what ends a clause rather than a link
_LONG: Final = 500  # characters of a name, a link or a row


def preview(message: Message, shape: Shape | None = None) -> Bubble:
    """What a phone shows. `shape` is that of the message's template, where it is known."""
    if message.template is not None:
        return template_bubble(message.template, shape)
    if message.media is not None:
        return Bubble(message.kind, media_facts(message.media), lines=formatted(message.media.caption or ""))
    if message.location is not None:
        return Bubble(message.kind, place=_place(message.location))
    if message.kind == "contacts":
        return Bubble(message.kind, cards=tuple(map(_card, message.contacts)))
    if message.kind in KINDS:
        return Bubble(message.kind, lines=formatted(message.body or ""), link=_previewed(message))
    remark = f"{plain(message.kind, 40)} is sent as it is written; how it looks is not known here."
    return Bubble(message.kind, remark=remark if message.kind else "The message has no type yet.")


def preview_request(request: MessageRequest, shapes: Iterable[Shape] = ()) -> tuple[Bubble, ...]:
    """The messages of a request in the order in which they arrive."""
    known = tuple(shapes)
    return tuple(preview(message, _shape(message, known)) for message in request.messages)


def _shape(message: Message, shapes: Iterable[Shape]) -> Shape | None:
    template = message.template
    return find_shape(shapes, template.namespace, template.name) if template else None


def _previewed(message: Message) -> str | None:
    found = _LINK.search(message.body or "") if message.preview_url else None
    return plain(found[0].rstrip(_BEHIND), _LONG) if found else None


def _place(location: Location) -> PlaceFacts:
    name = plain(location.name or "", _LONG)
    address = plain(location.address or "", _LONG) if name else ""  # "Location message": only with a name
    return PlaceFacts(location.latitude, location.longitude, name, address)


def _card(contact: Contact) -> Card:
    rows = [
        ("organisation", ", ".join(contact.organisation)),
        *((phone.label or "phone", phone.value) for phone in contact.phones),
        *((email.label or "e-mail", email.value) for email in contact.emails),
        *((url.label or "URL", url.value) for url in contact.urls),
        *((address.label or "address", address.value) for address in contact.addresses),
        ("birthday", contact.birthday or ""),
    ]
    shown = tuple((plain(label, 40), plain(value, _LONG)) for label, value in rows if value)
    return Card(plain(contact.name.formatted, _LONG), shown)
