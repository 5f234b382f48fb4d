from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from console.domain.document import ABSENT, Document
from console.domain.findings import Severity, blocks
from console.domain.timestamps import parse_rfc3339
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.rules.request import check_request
from tests.domain.whatsapp.messages import EXAMPLE_REQUEST, EXAMPLES, any_documents, request

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

BROKEN: list[tuple[str, str, Any, Severity, str, str | None]] = [
    ("platformId is there", "platformId", "", ERROR, "platformId is missing.", None),
    ("platformPartnerId is there", "platformPartnerId", ABSENT, ERROR, "platformPartnerId is missing.", None),
    ("refId is there", "refId", None, ERROR, "refId is missing.", None),
    ("an id is text", "platformId", ["P"], ERROR, "platformId is a list, not text.", None),
    ("an optional id is text", "platformServiceId", True, ERROR, "platformServiceId is true or false, not text.", None),
    ("priority is there", "priority", ABSENT, ERROR, "priority is missing.", None),
    ("priority is one of three", "priority", "URGENT", ERROR, "There is no priority “URGENT”.", None),
    ("priority is written large", "priority", "high", ERROR, "There is no priority “high”.", None),
    ("priority is text", "priority", {}, ERROR, "There is no priority “{}”.", None),
    ("a time to live is a number", "relativeValidityTime", "48 h", ERROR, "“48 h” is no time to live.", None),
    ("a time to live is more than nothing", "relativeValidityTime", 0, ERROR, "“0” is no time to live.", None),
    ("a time to live is a Long", "relativeValidityTime", 2**63, ERROR, f"“{2**63}” is no time to live.", None),
    (
        "a time to live is no instant",
        "relativeValidityTime",
        1584543059442,
        WARNING,
        "The message would live for 18,339 d 14 h: this looks like an instant, not like a time to live.",
        None,
    ),
    ("validity is RFC 3339", "absoluteValidityTime", "soon", ERROR, "“soon” is no date as RFC 3339 has it.", None),
    (
        "validity has a zone",
        "absoluteValidityTime",
        "2026-03-18T16:49:21",
        ERROR,
        "“2026-03-18T16:49:21” is no date as RFC 3339 has it.",
        None,
    ),
    (
        "validity lies ahead",
        "absoluteValidityTime",
        "2020-03-18T16:49:21Z",
        WARNING,
        "The message has expired already.",
        None,
    ),
    ("a gate is named", "eventReportGates", [], NOTE, "No gate gets the event reports of this request.", None),
    ("gates are a list", "eventReportGates", "v08kM29P", ERROR, "eventReportGates is text, not a list.", None),
    ("a gate is text", "eventReportGates", [5], ERROR, "The gate is a number, no id.", "eventReportGates.0"),
    (
        "custom parameters are an object",
        "customParameters",
        [],
        ERROR,
        "customParameters is a list, not an object.",
        None,
    ),
    (
        "custom parameters are text by name",
        "customParameters",
        {"a": 5},
        ERROR,
        "The custom parameter “a” is a number, not text.",
        "customParameters.a",
    ),
    ("source is there", "source", "", ERROR, "source is missing.", None),
    ("source is a number", "source", "LINK", ERROR, "“LINK” is no phone number.", None),
    ("destinations are there", "destinations", ABSENT, ERROR, "destinations is missing.", None),
    ("destinations are a list", "destinations", "+46000000001", ERROR, "destinations is text, not a list.", None),
    ("there is a destination", "destinations", [], ERROR, "There is no destination.", None),
    (
        "a destination is text",
        "destinations",
        [46000000001],
        ERROR,
        "The number is a number, not text.",
        "destinations.0",
    ),
    ("a destination is a number", "destinations", ["Ana"], ERROR, "“Ana” is no phone number.", "destinations.0"),
    (
        "a destination has digits alone",
        "destinations",
        ["+46 70 123 45 67"],
        WARNING,
        "“+46 70 123 45 67” is written for people.",
        "destinations.0",
    ),
    (
        "a destination has a country code",
        "destinations",
        ["0701234567"],
        WARNING,
        "“0701234567” has no + and country code; of which country it is, only the platform knows.",
        "destinations.0",
    ),
    (
        "a destination is there once",
        "destinations",
        ["+46000000001", "+46000000002", "+46 000000001"],
        WARNING,
        "“+46 000000001” is destination 1 once more.",
        "destinations.2",
    ),
    ("messages are there", "messages", ABSENT, ERROR, "messages is missing.", None),
    ("there is a message", "messages", [], ERROR, "There is no message.", None),
    ("messages are a list", "messages", {}, ERROR, "messages is an object, not a list.", None),
    ("a message is an object", "messages", ["Hi"], ERROR, "Entry 1 of messages is text, not an object.", "messages.0"),
    ("a message follows its rules", "messages", [{}], ERROR, "The message has no type.", "messages.0.type"),
    ("a request has known keys", "priorty", "LOW", WARNING, "The document knows no key “priorty” here.", None),
]
NOW = parse_rfc3339("2026-11-20T08:00:00Z")


@pytest.mark.parametrize(
    ("key", "value", "severity", "text", "field"),
    [row[1:] for row in BROKEN],
    ids=[row[0].replace(" ", "-") for row in BROKEN],
)
def test_rule(key: Any, value: object, severity: Severity, text: str, field: str | None) -> None:
    found = check_request(request().with_value(key, value), NOW)
    assert (severity, field or key, text) in [(finding.severity, finding.field, finding.text) for finding in found]
    assert all("(WhatsApp Message API, “" in (finding.hint or "") for finding in found)
    assert blocks(found) == (severity is ERROR)


def test_an_ordinary_request_has_no_findings() -> None:
    assert check_request(request(), NOW) == []
    assert check_request(request(platformPartnerId=4711, relativeValidityTime="60000"), NOW) == []
    assert check_request(request(absoluteValidityTime="2010-03-30T12:59:40+02:00")) == []


def test_the_example_is_accepted_and_its_odd_time_to_live_told() -> None:
    found = check_request(EXAMPLE_REQUEST)
    assert [(finding.severity, finding.field) for finding in found] == [
        (WARNING, "relativeValidityTime"),
        (NOTE, "relativeValidityTime"),
    ]
    assert found[1].text == "absoluteValidityTime is there, too, and wins."


def test_the_findings_of_a_message_are_those_of_its_place() -> None:
    found = check_request(request(EXAMPLES["Text message"], {"type": "text", "text": {"body": ""}}))
    assert [finding.field for finding in found] == ["messages.1.text.body"]


@given(any_documents, any_documents)
def test_no_json_makes_the_rules_raise(outer: Document, inner: Document) -> None:
    check_request(MessageRequest(outer), NOW)
    check_request(request(inner, **{str(key): value for key, value in outer.items() if key != "messages"}), 0)
