from __future__ import annotations

from console.domain.document_path import with_value_at
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.preview.bubble import ButtonFace, MediaFacts
from console.domain.whatsapp.preview.direction import Direction
from console.domain.whatsapp.preview.formatting import Run
from console.domain.whatsapp.preview.message import preview
from console.domain.whatsapp.preview.template import UNKNOWN_WORDS
from console.domain.whatsapp.shapes.fill import fill
from console.domain.whatsapp.shapes.shape import Shape, Slot, Variant
from tests.domain.whatsapp.messages import EXAMPLE_MESSAGES
from tests.domain.whatsapp.shapes.shapes import ORDER_UPDATE, VALUES


def test_the_words_of_a_shape_stand_with_the_values_in() -> None:
    bubble = preview(fill(ORDER_UPDATE, "en", VALUES), ORDER_UPDATE)
    assert bubble.media == MediaFacts("document", "invoice.pdf", "PDF", "https://example.com/inv.pdf")
    (line,) = bubble.lines
    assert line.runs == (Run("Hi "), Run("Ana", bold=True), Run(", your order of $100.99 leaves Friday."))
    assert [footer.text for footer in bubble.footer] == ["Acme"]
    assert bubble.buttons == (ButtonFace("Track it", "quickReply", "TRACK-77"), ButtonFace("Call us", "", ""))
    assert bubble.remark is None


def test_a_variant_has_its_own_words_and_direction() -> None:
    bubble = preview(fill(ORDER_UPDATE, "he", VALUES), ORDER_UPDATE)
    assert [line.text for line in bubble.lines] == ["שלום Ana, ההזמנה שלך $100.99"]
    assert bubble.lines[0].direction is Direction.RIGHT_TO_LEFT
    assert [button.label for button in bubble.buttons] == ["Reply 1"]


def test_what_is_not_filled_in_is_seen() -> None:
    bubble = preview(fill(ORDER_UPDATE, "en", {}), ORDER_UPDATE)
    assert [line.text for line in bubble.lines] == ["Hi {{1}}, your order of {{2}} leaves {{3}}."]


def test_without_words_the_values_are_shown_and_that_is_said() -> None:
    bubble = preview(EXAMPLE_MESSAGES["Interactive template, url"])
    assert [line.text for line in bubble.title] == ["'Your header text here'"]
    assert [line.text for line in bubble.lines] == ["'Your body text here'"]
    assert bubble.buttons == (
        ButtonFace("Open 1", "url", "Your text here"),
        ButtonFace("Open 2", "url", "Your text here"),
    )
    assert bubble.remark == UNKNOWN_WORDS


def test_a_header_has_its_words() -> None:
    shape = Shape("n", "t", Slot("number", "text"), variants=(Variant("en", header="Order {{1}}", body="Done."),))
    assert [line.text for line in preview(fill(shape, "en", {"header": "77"}), shape).title] == ["Order 77"]


def test_a_language_without_words_shows_values() -> None:
    sent = with_value_at(fill(ORDER_UPDATE, "en", VALUES).document, "template.language.code", "sv")
    bubble = preview(Message(sent), ORDER_UPDATE)
    assert [line.text for line in bubble.lines] == ["Ana", "$100.99", "Friday"]
    assert bubble.remark == UNKNOWN_WORDS
