from __future__ import annotations

import json

import pytest
from hypothesis import given

from console.domain.document import Document
from console.domain.document_path import value_at, with_value_at
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.spelling import as_documented, message_as_documented
from tests.domain.whatsapp.messages import EXAMPLE_MESSAGES, EXAMPLE_REQUEST, EXAMPLES, any_documents

MEDIA, BUTTON = "Media template", "Interactive template, url"
BODY = "template.components.1.parameters"


@pytest.mark.parametrize(
    ("example", "path", "given_as", "goes_out_as"),
    [
        (BUTTON, "template.components.2.index", "0", 0),
        (MEDIA, f"{BODY}.1.currency.amount1000", 100990, "100990"),
        (MEDIA, f"{BODY}.1.currency.amount1000", "about 100", "about 100"),
        (MEDIA, f"{BODY}.2.dateTime.dayOfWeek", "5", 5),
        (MEDIA, f"{BODY}.2.dateTime.minute", "05", 5),
        (MEDIA, f"{BODY}.2.dateTime.timestamp", 225_732_780_000, "225732780000"),
        ("Location message", "location.latitude", "59.3120499", 59.3120499),
        ("Location message", "location.latitude", 59, 59),
        ("Text message", "previewUrl", "true", True),
        ("MessageRequest", "platformPartnerId", 4711, "4711"),
        ("MessageRequest", "relativeValidityTime", "60000", 60000),
    ],
)
def test_what_is_accepted_goes_out_as_documented(
    example: str, path: str, given_as: object, goes_out_as: object
) -> None:
    document = with_value_at(EXAMPLES[example], path, given_as)
    if example == "MessageRequest":
        written = as_documented(MessageRequest(document)).document
    else:
        written = message_as_documented(Message(document)).document
    assert json.dumps(value_at(written, path)) == json.dumps(goes_out_as)
    assert [*written] == [*document]


def test_the_examples_go_out_as_they_are() -> None:
    for message in EXAMPLE_MESSAGES.values():
        assert json.dumps(message_as_documented(message).document) == json.dumps(message.document)
    assert json.dumps(as_documented(EXAMPLE_REQUEST).document) == json.dumps(EXAMPLE_REQUEST.document)


@given(any_documents)
def test_done_twice_it_changes_nothing_more(document: Document) -> None:
    once = as_documented(MessageRequest({**document, "messages": [document, 5]}))
    assert json.dumps(as_documented(once).document) == json.dumps(once.document)
    assert [*once.document["messages"][0]] == [*document]
