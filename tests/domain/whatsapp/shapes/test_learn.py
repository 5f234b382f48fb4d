from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given

from console.domain.document import Document
from console.domain.document_path import with_value_at
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.shapes.check import check_fit
from console.domain.whatsapp.shapes.fill import fill, values_of
from console.domain.whatsapp.shapes.learn import learn
from console.domain.whatsapp.shapes.shape import ButtonSlot, Shape, Slot, Variant
from tests.domain.whatsapp.messages import EXAMPLE_MESSAGES, any_documents
from tests.domain.whatsapp.shapes.shapes import ORDER_UPDATE, VALUES, any_shapes


def test_a_shape_is_learned_from_the_document_s_examples() -> None:
    assert learn(EXAMPLE_MESSAGES["Media template"]) == Shape(
        "yourNamespace",
        "yourTemplate",
        Slot("header", "document"),
        (Slot("1", "text"), Slot("2", "currency"), Slot("3", "dateTime")),
        (),
        (Variant("en"),),
    )
    interactive = learn(EXAMPLE_MESSAGES["Interactive template, quickReply"])
    assert interactive is not None
    assert interactive.buttons == (ButtonSlot(0, "quickReply", "button 0"), ButtonSlot(1, "quickReply", "button 1"))


@pytest.mark.parametrize("name", [name for name in EXAMPLE_MESSAGES if "template" in name])
def test_an_example_comes_out_of_its_shape_and_values_as_it_was(name: str) -> None:
    example = EXAMPLE_MESSAGES[name]
    learned = learn(example)
    assert learned is not None
    assert json.dumps(fill(learned, "en", values_of(example)).document) == json.dumps(example.document)


def test_names_and_words_that_are_known_stay() -> None:
    assert learn(fill(ORDER_UPDATE, "en", VALUES), ORDER_UPDATE) == ORDER_UPDATE
    swedish = learn(fill(ORDER_UPDATE, "sv", VALUES), ORDER_UPDATE)
    assert swedish == replace(ORDER_UPDATE, variants=(*ORDER_UPDATE.variants, Variant("sv")))


def test_what_was_sent_wins_over_what_we_held() -> None:
    sent = with_value_at(
        fill(ORDER_UPDATE, "en", VALUES).document,
        "template.components.1.parameters",
        [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}],
    )
    learned = learn(Message(sent), ORDER_UPDATE)
    assert learned is not None
    assert learned.body == (Slot("customer", "text"), Slot("2", "text"))


def test_other_messages_teach_nothing() -> None:
    assert learn(EXAMPLE_MESSAGES["Text message"]) is None
    assert learn(Message({"type": "template", "template": {}})) is None


@given(any_shapes)
def test_a_message_fits_the_shape_learned_from_it(shape: Shape) -> None:
    message = fill(shape, "en", {})
    learned = learn(message)
    assert learned is not None
    assert check_fit(message, learned) == []
    assert fill(learned, "en", {}) == message


@given(any_documents)
def test_no_json_makes_learning_raise(document: Document) -> None:
    learn(Message(document), ORDER_UPDATE)
