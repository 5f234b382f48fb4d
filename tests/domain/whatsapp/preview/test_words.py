from __future__ import annotations

from typing import Any

import pytest

from console.domain.whatsapp.message import Message
from console.domain.whatsapp.preview.message import preview
from console.domain.whatsapp.preview.words import words
from console.domain.whatsapp.shapes.fill import fill
from console.domain.whatsapp.shapes.shape import Shape, Slot, Variant

ORDER = Shape(
    "shop",
    "order",
    body=(Slot("name", "text"),),
    variants=(Variant("en", "*News*", "Hi {{name}},\nit is *here*.", "The shop", ("Track",)),),
)


def message(kind: str, content: Any) -> Message:
    return Message({"type": kind, kind: content})


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (message("text", {"body": "It is *open*"}), "It is open"),
        (
            message("image", {"link": "https://example.com/a.jpg", "caption": "Look"}),
            "Look\nhttps://example.com/a.jpg",
        ),
        (message("location", {"latitude": 59.31, "longitude": 18.02, "name": "Shop"}), "Shop\n59.31, 18.02"),
        (
            message("contacts", [{"name": {"formattedName": "Ada"}, "phones": [{"phone": "+46700000001"}]}]),
            "Ada\n+46700000001",
        ),
        (message("interactive", {"body": "?"}), ""),
    ],
    ids=lambda value: value.kind if isinstance(value, Message) else "",
)
def test_a_message_is_said_as_text(sent: Message, said: str) -> None:
    assert words(preview(sent)) == said


def test_a_template_is_said_in_its_words_with_its_values() -> None:
    sent = fill(ORDER, "en", {"body.0": "Ada"})
    assert words(preview(sent, ORDER)) == "*News*\nHi Ada,\nit is here.\nThe shop"


def test_of_a_template_whose_words_nobody_knows_the_values_are_said() -> None:
    assert words(preview(fill(ORDER, "en", {"body.0": "Ada"}))) == "Ada"
