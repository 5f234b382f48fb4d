from __future__ import annotations

import pytest
from hypothesis import given

from console.domain.document import Document
from console.domain.findings import Severity, blocks
from console.domain.whatsapp.message import KINDS, Message, new_message
from console.domain.whatsapp.rules.message import check_message
from tests.domain.whatsapp.messages import EXAMPLE_MESSAGES, EXAMPLES, any_documents, changed
from tests.domain.whatsapp.rules.broken import BROKEN, Broken


@pytest.mark.parametrize("broken", BROKEN, ids=[broken.rule.replace(" ", "-") for broken in BROKEN])
def test_rule(broken: Broken) -> None:
    usual = set(check_message(EXAMPLE_MESSAGES[broken.example], ""))
    found = check_message(changed(broken.example, broken.path, broken.value), "")
    new = [finding for finding in found if finding not in usual]
    wanted = (broken.severity, broken.field or broken.path, broken.text)
    assert wanted in [(finding.severity, finding.field, finding.text) for finding in new]
    assert all("(WhatsApp Message API, “" in (finding.hint or "") for finding in new)
    assert blocks(found) == (broken.severity is Severity.ERROR)


def test_each_rule_has_a_name_of_its_own() -> None:
    names = [broken.rule for broken in BROKEN]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", EXAMPLE_MESSAGES)
def test_the_examples_are_accepted(name: str) -> None:
    found = check_message(EXAMPLE_MESSAGES[name], "")
    texts_in_headers = ["template.components.0.parameters.0.type"] if name.startswith("Interactive") else []
    assert [finding.field for finding in found] == texts_in_headers
    assert not blocks(found)


@pytest.mark.parametrize(
    ("example", "path", "value"),
    [
        ("Image message", "image.link", "http://example.com/a.PNG"),
        ("Image message", "image.link", "https://example.com/a.jpeg?size=1.gif"),
        ("Video message", "video.link", "https://example.com/a.3gpp"),
        ("Audio message", "audio.link", "https://example.com/a.aac"),
        ("Document message", "document.link", "https://example.com/a.docx"),
        ("Text message", "text.body", "See https://www.example.com, or me@www.example.com"),
        ("Text message", "previewUrl", "false"),
        ("Location message", "location.latitude", "59.3120499"),
        ("Media template", "template.components", []),
        ("Media template", "template.components.1.parameters.1.currency.amount1000", 100990),
        ("Media template", "template.components.1.parameters.1.currency.fallbackValue", "100,99 $"),
        ("Media template", "template.components.1.parameters.2.dateTime.dayOfWeek", "5"),
        ("Media template", "template.components.1.parameters.2.dateTime.minute", "03"),
        (
            "Media template",
            "template.components.1.parameters.2.dateTime",
            {"fallbackValue": "x", "timestamp": 1790000000000},
        ),
    ],
)
def test_what_the_document_allows_has_no_findings(example: str, path: str, value: object) -> None:
    assert check_message(changed(example, path, value)) == []


def test_swapped_degrees_are_guessed() -> None:
    message = Message({"type": "location", "location": {"longitude": 12.5, "latitude": 120.0}})
    (finding,) = check_message(message)
    assert finding.hint is not None
    assert finding.hint.startswith("Are longitude and latitude swapped?")


def test_a_slip_is_guessed() -> None:
    (finding,) = check_message(changed("Text message", "previewURL", True))
    assert finding.hint is not None
    assert finding.hint.startswith("Is previewUrl meant?")
    money = "template.components.1.parameters.1.currency.amount1000"
    (finding,) = check_message(changed("Media template", money, "10099"))[-1:]
    assert finding.hint is not None
    assert finding.hint.startswith(("Write 100990:", "It is a thousand times"))


def test_fields_are_paths_into_the_request() -> None:
    (finding,) = check_message(Message({"type": "text", "text": {"body": ""}}), "messages.3")
    assert finding.field == "messages.3.text.body"


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_message_lacks_only_what_is_to_be_filled_in(kind: str) -> None:
    found = check_message(new_message(kind))
    assert all("is missing" in finding.text or "alone" in finding.text for finding in found)


@given(any_documents)
def test_no_json_makes_the_rules_raise(document: Document) -> None:
    found = check_message(Message(document))
    order = [*Severity]
    assert [order.index(finding.severity) for finding in found] == sorted(
        order.index(finding.severity) for finding in found
    )


def test_a_thousand_unknown_keys_are_not_a_thousand_findings() -> None:
    crowded = Message({**EXAMPLES["Text message"], **dict.fromkeys(map(str, range(1000)), 0)})
    assert len(check_message(crowded)) == 20
