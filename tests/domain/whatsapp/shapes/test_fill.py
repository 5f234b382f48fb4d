from __future__ import annotations

from hypothesis import given

from console.domain.document import Document
from console.domain.document_path import value_at
from console.domain.findings import blocks
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.rules.message import check_message
from console.domain.whatsapp.shapes.check import check_fit
from console.domain.whatsapp.shapes.fill import fill, slot_paths, values_of
from console.domain.whatsapp.shapes.shape import Shape, find_shape
from tests.domain.whatsapp.messages import EXAMPLE_MESSAGES, any_documents
from tests.domain.whatsapp.shapes.shapes import ORDER_UPDATE, VALUES, any_shapes


def test_a_shape_with_its_values_is_a_message_without_findings() -> None:
    message = fill(ORDER_UPDATE, "en", VALUES)
    assert check_message(message) == []
    assert check_fit(message, ORDER_UPDATE) == []
    assert message.template is not None
    assert message.template.language == "en"
    assert [component.type for component in message.template.components] == ["header", "body", "button"]


def test_the_values_come_back_out_of_any_message() -> None:
    assert values_of(fill(ORDER_UPDATE, "en", VALUES)) == VALUES
    assert values_of(EXAMPLE_MESSAGES["Interactive template, url"]) == {
        "header": "'Your header text here'",
        "body.0": "'Your body text here'",
        "button.0": "Your text here",
        "button.1": "Your text here",
    }
    assert values_of(EXAMPLE_MESSAGES["Text message"]) == {}


def test_a_slot_leads_to_its_parameter() -> None:
    message = fill(ORDER_UPDATE, "en", VALUES)
    path = slot_paths(message)["body.1"]
    assert value_at(message.document, path)["currency"]["code"] == "USD"
    assert slot_paths(message).keys() == ORDER_UPDATE.slots.keys()


def test_what_is_not_filled_in_is_told_by_the_rules() -> None:
    found = check_message(fill(ORDER_UPDATE, "en", {"body.9": "nowhere"}), "")
    assert blocks(found)
    blank = {finding.field.rpartition(".parameters.")[0] for finding in found}
    assert blank == {f"template.components.{place}" for place in range(3)}


@given(any_shapes)
def test_any_shape_filled_with_nothing_or_with_its_own_values_fits(shape: Shape) -> None:
    blank = fill(shape, "en", {})
    again = fill(shape, "en", values_of(blank))
    assert again == blank
    assert slot_paths(blank).keys() == shape.slots.keys()
    assert [finding for finding in check_fit(blank, shape, "") if not finding.field.endswith("code")] == []


@given(any_documents)
def test_no_json_makes_reading_values_raise(document: Document) -> None:
    values_of(Message(document))
    check_fit(Message(document), ORDER_UPDATE)


def test_a_shape_is_found_by_namespace_and_name() -> None:
    assert find_shape([ORDER_UPDATE], "acme", "order_update") is ORDER_UPDATE
    assert find_shape([ORDER_UPDATE], "other", "order_update") is None
