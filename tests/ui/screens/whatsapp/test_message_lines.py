from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.document import ABSENT, Document, same
from console.domain.document_path import value_at, with_value_at
from console.domain.whatsapp.message import KINDS, Message, new_message
from console.domain.whatsapp.rules.message import check_message
from console.ui.screens.whatsapp.field import Editor, Field, line_of
from console.ui.screens.whatsapp.message_lines import filled_in, message_lines
from tests.domain.whatsapp.messages import EXAMPLE_MESSAGES, EXAMPLES, any_documents
from tests.domain.whatsapp.shapes.shapes import ORDER_UPDATE


def fields(document: Document) -> list[Field]:
    return [field for line in message_lines(Message(document)) for field in line.fields]


def typed_in(field: Field) -> str:
    return field.choices[-1][0] if field.editor is Editor.CHOICE else "7"


@pytest.mark.parametrize("name", EXAMPLE_MESSAGES)
def test_each_example_of_the_document_is_shown_whole(name: str) -> None:
    for field in fields(EXAMPLES[name]):
        if field.editor is not Editor.PRESS and field.path:
            assert field.shown(EXAMPLES[name]) is not None, field.path


@given(any_documents)
def test_what_is_typed_into_a_field_changes_nothing_else(document: Document) -> None:
    for field in fields(document):
        if field.apply is None:
            changed = field.changed(document, typed_in(field))
            before, after = value_at(document, field.path), value_at(changed, field.path)
            assert same(with_value_at(changed, field.path, before), document) or before is ABSENT
            assert after is not ABSENT


@given(any_documents)
def test_every_button_and_choice_leaves_a_document_that_has_a_form(document: Document) -> None:
    for field in fields(document):
        if field.apply is not None:
            for chosen, _words in field.choices:
                changed = field.changed(document, chosen)
                message_lines(Message(changed))
                assert set(changed) >= set(document) - {"template", "contacts"}


@given(any_documents, st.text(max_size=20))
def test_what_a_field_shows_reads_as_what_it_shows(document: Document, typed: str) -> None:
    for field in fields(document):
        if field.editor is Editor.LINE and field.apply is None and typed.isprintable():
            shown = field.shown(field.changed(document, typed))
            assert shown is not None
            assert same(field.spelling.read(shown), field.spelling.read(typed))


@pytest.mark.parametrize("kind", KINDS)
def test_every_finding_of_an_empty_message_has_a_line(kind: str) -> None:
    message = new_message(kind)
    lines = message_lines(message)
    for finding in check_message(message, ""):
        assert line_of(finding.field, lines) is not None, finding
    assert not filled_in(message)


def test_a_known_template_names_its_slots_and_has_no_choice_of_kinds() -> None:
    from console.domain.whatsapp.shapes.fill import fill

    message = fill(ORDER_UPDATE, "en", {})
    labels = [line.label for line in message_lines(message, ORDER_UPDATE)]
    assert {"invoice", "customer", "total", "leaves on", "order"} <= set(labels)
    assert not [field for line in message_lines(message, ORDER_UPDATE) for field in line.fields if _is_press(field)]
    assert [field for line in message_lines(message) for field in line.fields if _is_press(field)]


def _is_press(field: Field) -> bool:
    return field.editor is Editor.PRESS


def test_another_kind_of_value_takes_the_words_along() -> None:
    document: Any = EXAMPLES["Text template"]
    path = "template.components.0.parameters.0"
    kind = next(field for field in fields(document) if field.path == f"{path}.type")
    money = kind.changed(document, "currency")
    assert value_at(money, f"{path}.currency.fallbackValue") == "Your text"
    kind = next(field for field in fields(money) if field.path == f"{path}.type")
    assert value_at(kind.changed(money, "text"), f"{path}.text") == "Your text"
