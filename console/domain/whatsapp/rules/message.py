"""What may be wrong with, or surprising about, one message (LINK WhatsApp Message API 1.4.1, "Messages")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from console.domain.document import Document, flag_at, number_at
from console.domain.findings import Finding, errors_first
from console.domain.value_rules import kind_of_value, quoted
from console.domain.whatsapp.media import MEDIA_KINDS
from console.domain.whatsapp.message import INTERACTIVE, KINDS, Message
from console.domain.whatsapp.rules.characters import check_characters
from console.domain.whatsapp.rules.contacts import check_contact
from console.domain.whatsapp.rules.media import media_check
from console.domain.whatsapp.rules.place import Place
from console.domain.whatsapp.rules.template import check_template
from console.domain.whatsapp.rules.values import check_known, check_object, check_objects, check_texts

LONGEST_BODY: Final = 4096
"""Characters. Not in LINK's document: WhatsApp's own limit, and so no more than a warning."""

_LINK: Final = re.compile(r"https?://\S", re.IGNORECASE)
_BARE_LINK: Final = re.compile(r"(?<![\w/.@-])www\.\S+", re.IGNORECASE)


def check_message(message: Message, field: str = "messages.0") -> list[Finding]:
    """Findings of a message, errors first. `field` is where it stands in its request, empty where it has none."""
    place = Place("Message type", field)
    return errors_first([*message_findings(message, place), *check_characters(message.document, place)])


def message_findings(message: Message, place: Place) -> Iterator[Finding]:
    """The same in the order of the document, for a request that sorts its own."""
    kind, document = message.kind, message.document
    if kind in KINDS:
        section = kind.capitalize() + ("" if kind == "template" else " message")
        yield from _content(message, Place(section, place.path))
    elif kind == INTERACTIVE:
        yield place.warning("type", "Interactive messages are newer than the document.", "It is sent as it is written.")
    elif not document.get("type"):
        yield place.error("type", "The message has no type.", f"Choose one of {', '.join(KINDS)}.")
    else:
        meant = next((known for known in KINDS if known == str(document["type"]).strip().lower()), None)
        hint = f"Write {meant}." if meant else f"Choose one of {', '.join(KINDS)}."
        yield place.error("type", f"There is no message type {quoted(document['type'])}.", hint)


def _content(message: Message, place: Place) -> Iterator[Finding]:
    kind, document = message.kind, message.document
    if kind == "template":
        yield from check_object(document, kind, place, check_template)
    elif kind == "text":
        yield from check_object(document, kind, place, _text)
        yield from _preview_url(message, place)
    elif kind in MEDIA_KINDS:
        yield from check_object(document, kind, place, media_check(kind))
    elif kind == "location":
        yield from check_object(document, kind, place, _location)
    else:
        yield from check_objects(document, kind, place, check_contact)
        if document.get(kind) == []:
            yield place.error(kind, "There is no contact.", "Add at least one.")
    yield from check_known(document, place, ("type", kind, *(("previewUrl",) if kind == "text" else ())))


def _text(document: Document, place: Place) -> Iterator[Finding]:
    yield from check_texts(document, place, required=("body",))
    yield from check_known(document, place, ("body",))
    body = document.get("body")
    if not isinstance(body, str):
        return
    bare = _BARE_LINK.search(body)
    if bare:
        hint = f"Write {quoted('https://' + bare[0])}."
        yield place.warning("body", "A URL in the text does not start with http:// or https://.", hint, bare.span())
    if len(body) > LONGEST_BODY:
        yield place.warning(
            "body",
            f"The text is longer than WhatsApp's own limit of {LONGEST_BODY:,} characters.",
            "Shorten it, or send two messages; the document names no limit.",
            (LONGEST_BODY, len(body)),
        )


def _preview_url(message: Message, place: Place) -> Iterator[Finding]:
    written = message.document.get("previewUrl")
    if written is not None and flag_at(message.document, "previewUrl") is None:
        yield place.error("previewUrl", f"previewUrl is {kind_of_value(written)}.", "Write true or false.")
    elif message.preview_url and message.body and not _LINK.search(message.body):
        yield place.warning(
            "previewUrl", "There is no URL in the text to be previewed.", "Write false, or leave it out."
        )


def _location(document: Document, place: Place) -> Iterator[Finding]:
    degrees = {key: number_at(document, key) for key in ("longitude", "latitude")}
    for (key, value), limit in zip(degrees.items(), (180, 90), strict=True):
        if document.get(key) is None:
            yield place.error(key, f"{key} is missing.", "Write degrees, as in 59.3120499.")
        elif value is None:
            yield place.error(key, f"{quoted(document[key])} is no {key}.", "Write degrees, as in 59.3120499.")
        elif abs(value) > limit:
            swapped = key == "latitude" and abs(value) <= 180 and abs(degrees["longitude"] or 0) <= limit
            hint = "Are longitude and latitude swapped?" if swapped else f"It lies between -{limit} and {limit}."
            yield place.error(key, f"There is no {key} {value:g}.", hint)
    yield from check_texts(document, place, optional=("name", "address"))
    if document.get("address") and not document.get("name"):
        yield place.warning("address", "The address is only shown if there is a name.", "Give the place a name.")
    yield from check_known(document, place, ("longitude", "latitude", "name", "address"))
