from __future__ import annotations

import pytest
from hypothesis import given

from console.domain.document import Document
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.summary import message_summary, summary
from tests.domain.whatsapp.messages import EXAMPLE_MESSAGES, EXAMPLES, any_documents, request


@pytest.mark.parametrize(
    ("example", "words"),
    [
        ("Text message", "Your text here!"),
        ("Image message", "image https://example.com/image.jpg"),
        ("Location message", "location Linkmobility Stockholm, Sweden"),
        ("Contacts message", "contacts John Smith"),
        ("Media template", "template yourTemplate (en)"),
    ],
)
def test_a_message_in_a_few_words(example: str, words: str) -> None:
    assert message_summary(EXAMPLE_MESSAGES[example]) == words


def test_of_several_the_first_and_how_many_follow() -> None:
    assert summary(request(EXAMPLES["Text message"], EXAMPLES["Image message"])) == "Your text here! + 1 more"
    assert summary(MessageRequest({})) == "no message"
    assert summary(request({"type": "location"})) == "location"


@given(any_documents)
def test_there_are_always_words(document: Document) -> None:
    assert summary(request(document))
