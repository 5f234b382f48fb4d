from __future__ import annotations

from dataclasses import replace

import pytest

from console.domain.document import ABSENT
from console.domain.document_path import with_value_at
from console.domain.findings import Severity
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.shapes.check import check_fit, check_words
from console.domain.whatsapp.shapes.fill import fill
from console.domain.whatsapp.shapes.shape import Variant
from tests.domain.whatsapp.shapes.shapes import ORDER_UPDATE, VALUES

FITTING = fill(ORDER_UPDATE, "en", VALUES).document
COMPONENTS = "template.components"


@pytest.mark.parametrize(
    ("path", "value", "field", "text"),
    [
        ("template.name", "order", "template.name", "The shape's name is “order_update”."),
        ("template.namespace", ABSENT, "template.namespace", "The shape's namespace is “acme”."),
        ("template.language.code", "sv", "template.language.code", "“sv” is no language that we know the template in."),
        (
            f"{COMPONENTS}.0.parameters",
            [],
            COMPONENTS,
            "The shape says that the header takes a document; given is nothing.",
        ),
        (f"{COMPONENTS}.1.parameters.2", ABSENT, COMPONENTS, "The shape says 3 body parameters, 2 given."),
        (
            f"{COMPONENTS}.1.parameters.1",
            {"type": "text", "text": "100"},
            f"{COMPONENTS}.1.parameters.1.type",
            "The shape says that “total” is currency, not text.",
        ),
        (f"{COMPONENTS}.2", ABSENT, COMPONENTS, "Button 0 of the shape has no value."),
        (f"{COMPONENTS}.2.index", 1, f"{COMPONENTS}.2.index", "The shape has no button 1."),
        (
            f"{COMPONENTS}.2.subType",
            "url",
            f"{COMPONENTS}.2.subType",
            "The shape says that button 0 is “quickReply”.",
        ),
    ],
)
def test_what_does_not_fit_is_a_warning(path: str, value: object, field: str, text: str) -> None:
    found = check_fit(Message(with_value_at(FITTING, path, value)), ORDER_UPDATE, "")
    assert (field, text) in [(finding.field, finding.text) for finding in found]
    assert {finding.severity for finding in found} == {Severity.WARNING}


def test_other_messages_fit_any_shape() -> None:
    assert check_fit(Message({"type": "text"}), ORDER_UPDATE) == []


def test_words_have_a_place_for_every_value_and_no_more() -> None:
    (hebrew,) = check_words(ORDER_UPDATE)
    assert (hebrew.field, hebrew.text) == ("variants.1.body", "The he text has no place for “leaves on”.")
    more = replace(ORDER_UPDATE, variants=(Variant("en", body="{{1}} {{2}} {{3}} {{4}}"), Variant("sv")))
    assert [finding.text for finding in check_words(more)] == ["The en text has {{4}}, and the shape no such slot."]
