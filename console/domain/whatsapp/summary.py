"""A request in a few words, for a line of a list."""

from __future__ import annotations

from console.domain.whatsapp.message import Location, Message
from console.domain.whatsapp.message_request import MessageRequest


def summary(request: MessageRequest) -> str:
    """`template order_update (en)`; of several messages the first, and how many follow."""
    messages = request.messages
    if not messages:
        return "no message"
    more = f" + {len(messages) - 1} more" if len(messages) > 1 else ""
    return message_summary(messages[0]) + more


def message_summary(message: Message) -> str:
    """The text of a text message, the link of a picture, the place, the people: as the sender wrote them."""
    told = _told(message)
    return told if message.kind == "text" and told else f"{message.kind or 'no kind'} {told}".strip()


def _told(message: Message) -> str:
    if message.template is not None:
        template = message.template
        return f"{template.name} ({template.language})" if template.language else template.name
    if message.media is not None:
        return message.media.link or message.media.name
    if message.location is not None:
        place = message.location
        return place.name or _degrees(place)
    if message.contacts:
        return ", ".join(contact.name.formatted for contact in message.contacts)
    return message.body or ""


def _degrees(place: Location) -> str:
    return "" if place.latitude is None or place.longitude is None else f"{place.latitude}, {place.longitude}"
