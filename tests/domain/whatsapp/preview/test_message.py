from __future__ import annotations

import pytest
from hypothesis import given

from console.domain.document import Document
from console.domain.plain_text import plain
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.preview.bubble import Bubble, MediaFacts, PlaceFacts
from console.domain.whatsapp.preview.formatting import Line, Run, formatted
from console.domain.whatsapp.preview.message import preview, preview_request
from tests.domain.whatsapp.messages import EXAMPLE_MESSAGES, EXAMPLES, any_documents, changed, request
from tests.domain.whatsapp.shapes.shapes import ORDER_UPDATE


def test_a_text_with_its_runs_and_the_link_that_is_previewed() -> None:
    document = {"type": "text", "previewUrl": True, "text": {"body": "*See* https://example.com/a, now"}}
    bubble = preview(Message(document))
    assert bubble.lines == (Line((Run("See", bold=True), Run(" https://example.com/a, now"))),)
    assert bubble.link == "https://example.com/a"
    assert preview(Message({**document, "previewUrl": False})).link is None


@pytest.mark.parametrize(
    ("example", "facts", "caption"),
    [
        (
            "Image message",
            MediaFacts("image", "image.jpg", "JPG", "https://example.com/image.jpg"),
            "Your image caption!",
        ),
        ("Audio message", MediaFacts("audio", "audio.mp4", "MP4", "https://example.com/audio.mp4"), ""),
        (
            "Video message",
            MediaFacts("video", "video.mp4", "MP4", "https://example.com/video.mp4"),
            "Your video caption",
        ),
        (
            "Document message",
            MediaFacts("document", "Your document filename", "PDF", "https://example.com/document.pdf"),
            "Your document caption",
        ),
    ],
)
def test_media_is_shown_by_its_facts(example: str, facts: MediaFacts, caption: str) -> None:
    bubble = preview(EXAMPLE_MESSAGES[example])
    assert bubble.media == facts
    assert bubble.lines == formatted(caption)


def test_media_without_a_name_has_that_of_its_kind() -> None:
    facts = preview(changed("Image message", "image.link", "https://example.com/")).media
    assert facts is not None
    assert (facts.name, facts.ending) == ("Picture", "")


def test_a_place_shows_its_address_only_under_a_name() -> None:
    bubble = preview(EXAMPLE_MESSAGES["Location message"])
    assert bubble.place == PlaceFacts(
        59.3120499, 18.0739497, "Linkmobility Stockholm, Sweden", "Götgatan 78, Stockholm, Sverige"
    )
    nameless = preview(changed("Location message", "location.name", "")).place
    assert nameless is not None
    assert nameless.address == ""


def test_a_card_has_a_row_for_everything() -> None:
    (card,) = preview(EXAMPLE_MESSAGES["Contacts message"]).cards
    assert card.name == "John Smith"
    assert card.rows[0] == ("organisation", "WhatsApp, Design, Manager")
    assert ("HOME", "+1 (940) 555-1234") in card.rows
    assert ("WORK", "200 Jefferson Dr, 94025 Menlo Park, CA, United States") in card.rows
    assert card.rows[-1] == ("birthday", "2012-08-18")


def test_what_is_newer_is_told_and_not_guessed() -> None:
    bubble = preview(Message({"type": "interactive", "interactive": {"a": 1}}))
    assert bubble == Bubble(
        "interactive", remark="interactive is sent as it is written; how it looks is not known here."
    )
    assert preview(Message({})).remark == "The message has no type yet."


def test_the_messages_of_a_request_stay_in_order_and_find_their_shapes() -> None:
    template = {
        "type": "template",
        "template": {"namespace": "acme", "name": "order_update", "language": {"code": "en"}},
    }
    first, second = preview_request(request(EXAMPLES["Text message"], template), [ORDER_UPDATE])
    assert first.kind == "text"
    assert second.footer == formatted("Acme")


@given(any_documents)
def test_no_json_makes_the_preview_raise_and_all_of_it_is_safe(document: Document) -> None:
    for bubble in (
        preview(Message(document), ORDER_UPDATE),
        *preview_request(MessageRequest(document), [ORDER_UPDATE]),
    ):
        texts = [line.text for line in (*bubble.title, *bubble.lines, *bubble.footer)]
        texts += [text for button in bubble.buttons for text in (button.label, button.sub_type, button.value)]
        texts += [text for card in bubble.cards for row in card.rows for text in (card.name, *row)]
        if bubble.media:
            texts += [bubble.media.name, bubble.media.link, bubble.media.ending]
        if bubble.place:
            texts += [bubble.place.name, bubble.place.address]
        texts += [bubble.remark or "", bubble.link or ""]
        assert all(plain(text) == text for text in texts)


def test_a_link_ends_before_what_ends_a_clause() -> None:
    body = "See (https://example.com/a?b=1), or call."
    shown = preview(Message({"type": "text", "previewUrl": True, "text": {"body": body}}))
    assert shown.link == "https://example.com/a?b=1"
