from __future__ import annotations

import json

import pytest
from hypothesis import given

from console.domain.document import ABSENT, Document, same
from console.domain.document_path import value_at, with_value_at
from console.domain.whatsapp.message import KINDS, Message, new_message
from console.domain.whatsapp.template import Template
from tests.domain.whatsapp.messages import EXAMPLE_MESSAGES, any_documents, kinds, paths


def test_the_examples_show_every_kind() -> None:
    assert {message.kind for message in EXAMPLE_MESSAGES.values()} == set(KINDS)


def test_each_kind_is_read_through_its_own_view() -> None:
    read = EXAMPLE_MESSAGES
    assert read["Text message"].body == "Your text here!"
    assert not read["Text message"].preview_url
    image = read["Image message"].media
    assert image is not None
    assert (image.link, image.caption) == ("https://example.com/image.jpg", "Your image caption!")
    location = read["Location message"].location
    assert location is not None
    assert (location.longitude, location.latitude) == (18.0739497, 59.3120499)
    document = read["Document message"].media
    assert document is not None
    assert document.name == "Your document filename"
    (contact,) = read["Contacts message"].contacts
    assert contact.name.formatted == "John Smith"
    assert contact.name.parts == {"firstName": "John", "lastName": "Smith"}
    assert contact.organisation == ("WhatsApp", "Design", "Manager")
    assert [phone.label for phone in contact.phones] == ["HOME", "WORK"]
    assert contact.addresses[0].value == "1 Hacker Way, 94025 Menlo Park, CA, United States"
    template = read["Media template"].template
    assert template is not None
    assert [parameter.shown for parameter in template.body] == ["Your text", "$100.99", "February 25, 1977 03:33PM"]


@given(any_documents)
def test_from_document_to_views_and_back_nothing_is_lost(document: Document) -> None:
    message = Message(document)
    changed = message.with_value("previewUrl", True)
    assert json.dumps(changed.document) == json.dumps({**document, "previewUrl": True})
    template = message.template
    components = (template or Template()).document.get("components")
    if template and isinstance(components, list) and all(isinstance(entry, dict) for entry in components):
        rebuilt = template.with_components(
            [
                component.with_parameters(component.parameters)
                if isinstance(component.document.get("parameters"), list)
                and all(isinstance(entry, dict) for entry in component.document["parameters"])
                else component
                for component in template.components
            ]
        )
        assert json.dumps(message.with_template(rebuilt).document) == json.dumps(document)


@given(any_documents)
def test_no_view_raises(document: Document) -> None:
    message = Message(document)
    for contact in message.contacts:
        assert contact.addresses is not None
        assert contact.phones is not None
        assert contact.name.parts is not None
    if message.media:
        assert isinstance(message.media.name, str)
    for component in message.template.components if message.template else ():
        for parameter in component.parameters:
            assert isinstance(parameter.shown, str)
            assert parameter.date_time is None or parameter.date_time.date is None or parameter.date_time.parts


@pytest.mark.parametrize("name", EXAMPLE_MESSAGES)
def test_an_example_comes_out_of_a_form_that_fills_in_one_value_after_the_other(name: str) -> None:
    example = EXAMPLE_MESSAGES[name]
    form = new_message(example.kind).document
    for path in paths(example.document):
        value = value_at(example.document, path)
        if not isinstance(value, dict | list):
            form = with_value_at(form, path, value)
    assert same(form, example.document)


@given(kinds)
def test_a_new_message_has_its_kind_and_content(kind: str) -> None:
    message = new_message(kind)
    assert message.kind == kind
    assert kind in message.document


def test_a_key_of_the_content_changes_where_it_stands() -> None:
    image = EXAMPLE_MESSAGES["Image message"]
    assert [*image.with_content("link", "https://example.com/b.png").content] == ["link", "caption"]
    assert "caption" not in image.with_content("caption", ABSENT).content


@pytest.mark.parametrize("written", [0, "0", 0.0])
def test_an_index_is_read_as_number_and_as_text(written: object) -> None:
    document = {"type": "button", "subType": "url", "index": written, "parameters": []}
    (button,) = Template({"components": [document]}).buttons
    assert button.index == 0
    assert same(button.document, document)
