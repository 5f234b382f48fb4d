"""The form of a message: which lines its kind needs, each field bound to its place in the JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from console.domain.whatsapp.media import CAPTIONED, MEDIA_KINDS
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.shapes.shape import Shape
from console.ui.screens.whatsapp.contact_lines import contact_lines
from console.ui.screens.whatsapp.field import DECIMAL, FLAG, OPTIONAL, Editor, Field, Line
from console.ui.screens.whatsapp.template_lines import template_lines

_EXAMPLES: Final = {
    "image": "https://example.com/picture.jpg",
    "audio": "https://example.com/sound.mp3",
    "video": "https://example.com/film.mp4",
    "document": "https://example.com/file.pdf",
}


def message_lines(message: Message, shape: Shape | None = None) -> tuple[Line, ...]:
    """`shape` is that of the message's template, where it is known."""
    kind = message.kind
    if kind == "template":
        return tuple(template_lines(message, shape))
    if kind == "contacts":
        return tuple(contact_lines(message))
    return tuple(_simple(kind))


def _simple(kind: str) -> Iterator[Line]:
    if kind == "text":
        yield Line("Text", (Field("text.body", Editor.AREA, placeholder="*bold* _italic_ ~strike~ ```mono```"),))
        tick = Field("previewUrl", Editor.TICK, FLAG, placeholder="show a preview of the first link")
        yield Line("", (tick,), about=("text",))
    elif kind in MEDIA_KINDS:
        yield Line("Link", (Field(f"{kind}.link", placeholder=_EXAMPLES[kind]),), about=(kind,))
        if kind == "document":
            yield Line(
                "File name", (Field("document.filename", spelling=OPTIONAL, placeholder="as the phone names it"),)
            )
        if kind in CAPTIONED:
            yield Line("Caption", (Field(f"{kind}.caption", Editor.AREA, OPTIONAL, placeholder="none"),))
    elif kind == "location":
        degrees = (
            Field("location.latitude", spelling=DECIMAL, placeholder="59.3120499", width=16),
            Field("location.longitude", spelling=DECIMAL, placeholder="18.0739497", width=16),
        )
        yield Line("Lat, long", degrees, about=("location",))
        yield Line("Name", (Field("location.name", spelling=OPTIONAL, placeholder="what the pin is called"),))
        yield Line("Address", (Field("location.address", spelling=OPTIONAL, placeholder="shown below the name"),))


def filled_in(message: Message) -> bool:
    """Whether anything was written yet: of what is new and empty nobody needs to be told that it is."""
    return any(_says(value) for key, value in message.document.items() if key != "type")


def _says(value: object) -> bool:
    if isinstance(value, dict):
        return any(_says(inner) for key, inner in value.items() if key not in {"code", "type"})
    if isinstance(value, list):
        return any(map(_says, value))
    return value not in (None, "", 0, False)
