"""What the document allows is taken, and each thing it forbids is refused."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.sandbox.link_whatsapp import codes
from console.sandbox.link_whatsapp.authentication import Credentials
from console.sandbox.link_whatsapp.request import LARGEST_BODY, Refusal, Submission, read
from tests.sandbox.link_whatsapp.messages import (
    A_CONTACT,
    A_DOCUMENT,
    A_LOCATION,
    A_TEXT,
    A_VIDEO,
    AN_AUDIO,
    AN_IMAGE,
    EXAMPLES,
    PAYLOAD,
    SOME_CONTACTS,
    WORDS,
    Json,
    a_document_header,
    a_request,
    a_template,
    body,
    button,
    changed,
    currency,
    date_time,
    header,
    without_none,
)


def taken(document: Any) -> Submission | Refusal:
    return read("application/json; charset=utf-8", json.dumps(document).encode(), Credentials())


def refused(document: Any) -> str:
    """Why it is a bad request."""
    refusal = taken(document)
    assert isinstance(refusal, Refusal), "it was taken"
    assert refusal.code == codes.BAD_REQUEST
    return refusal.reason


def with_message(message: Json) -> Json:
    return a_request(messages=[message])


# --- examples -------------------------------------------------------------------------------------------------------


def test_the_documents_example_is_taken() -> None:
    submission = taken(a_request())
    assert isinstance(submission, Submission)
    assert submission.destinations == ("+46000000001", "+46000000002")
    assert submission.gates == ("v08kM29P", "jk98GtdP")
    assert submission.reference == "yourRefId"
    assert [message.kind for message in submission.messages] == ["template"]


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_each_example_of_a_message_is_taken(example: Json) -> None:
    assert isinstance(taken(with_message(example)), Submission)


def test_several_messages_are_kept_in_order() -> None:
    submission = taken(a_request(messages=list(EXAMPLES.values())))
    assert isinstance(submission, Submission)
    assert [message.kind for message in submission.messages] == [each["type"] for each in EXAMPLES.values()]


def test_what_a_contact_may_answer_to_is_kept() -> None:
    submission = taken(a_request(messages=[A_TEXT, EXAMPLES["quick reply template"], EXAMPLES["url template"]]))
    assert isinstance(submission, Submission)
    assert [(message.words, dict(message.payloads)) for message in submission.messages] == [
        ("Your text here!", {}),
        ("", {0: "Payload 0", 1: "Payload 1"}),
        ("", {}),
    ]


OPTIONAL = (
    "platformServiceId",
    "platformServiceType",
    "platformTransactionId",
    "relativeValidityTime",
    "absoluteValidityTime",
    "eventReportGates",
    "customParameters",
)


@pytest.mark.parametrize("key", OPTIONAL)
def test_what_is_optional_may_be_missing_or_null(key: str) -> None:
    assert isinstance(taken(changed(a_request(), key, None)), Submission)
    assert isinstance(taken(a_request(**{key: None})), Submission)


@pytest.mark.parametrize(
    "message",
    [
        a_template(),
        a_template(header()),
        a_template(header({"type": "image", "image": {"link": "http://example.com/a.png"}})),
        a_template(header({"type": "video", "video": {"link": "http://example.com/a"}})),
        a_template(button("url", "0", WORDS), button("quickReply", 1, PAYLOAD)),
        a_template(body(currency(amount1000="-5"))),
        a_template(body(date_time(dayOfWeek="5", year="1977"))),
        a_template(body({"type": "dateTime", "dateTime": {"fallbackValue": "then", "timestamp": "225732780000"}})),
        {"type": "text", "text": {"body": "no preview asked for"}},
        {"type": "location", "location": {"longitude": -180, "latitude": 90}},
        {"type": "contacts", "contacts": [{}, {"name": {"formattedName": "J", "suffix": "Jr"}}]},
        {"type": "text", "text": {"body": "keys of tomorrow", "newer": 1}, "newer": {}},
    ],
)
def test_what_the_document_leaves_open_is_taken(message: Json) -> None:
    assert isinstance(taken(with_message(message)), Submission)


# --- the request ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key", ["platformId", "platformPartnerId", "priority", "refId", "source", "destinations", "messages"]
)
def test_what_is_required_is_missed(key: str) -> None:
    assert refused(changed(a_request(), key, None)) == f"{key} is missing"
    assert key in refused(a_request(**{key: None}))
    empty: Any = [] if key in {"destinations", "messages"} else " "
    assert key in refused(a_request(**{key: empty}))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("platformId", 7),
        ("platformServiceId", 7),
        ("priority", "normal"),
        ("priority", "URGENT"),
        ("relativeValidityTime", "1000"),
        ("relativeValidityTime", 0),
        ("relativeValidityTime", 1.5),
        ("relativeValidityTime", True),
        ("relativeValidityTime", 2**63),
        ("absoluteValidityTime", "2020-03-18"),
        ("absoluteValidityTime", "2020-03-18T16:49:21"),
        ("absoluteValidityTime", "2020-13-18T16:49:21Z"),
        ("absoluteValidityTime", 1584543059442),
        ("eventReportGates", "v08kM29P"),
        ("eventReportGates", [""]),
        ("eventReportGates", [7]),
        ("refId", 7),
        ("customParameters", {"a": 1}),
        ("customParameters", {"a": {"b": "c"}}),
        ("customParameters", ["a"]),
        ("source", "LINK"),
        ("source", "+0700000000"),
        ("destinations", "+46000000001"),
        ("destinations.1", "0700-000 000"),
        ("destinations.1", 46000000001),
        ("destinations.1", "+46"),
        ("messages", A_TEXT),
        ("messages.0", "text"),
    ],
)
def test_a_request_with_a_wrong_value_is_refused(path: str, value: Any) -> None:
    assert path.split(".")[0] in refused(changed(a_request(), path, value))


@pytest.mark.parametrize("text", ["2010-03-30T12:59:40+02:00", "2010-03-30T10:59:40Z", "2010-03-30t10:59:40.123z"])
def test_a_date_is_rfc3339(text: str) -> None:
    assert isinstance(taken(a_request(absoluteValidityTime=text)), Submission)


@given(st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.timezones()))  # noqa: DTZ001 - bounds are naive
@settings(max_examples=50)
def test_any_instant_can_be_a_date(moment: datetime) -> None:
    written = moment.isoformat(timespec="seconds")
    if len(written) == len("2010-03-30T12:59:40+02:00"):  # RFC 3339 has no seconds in a zone
        assert isinstance(taken(a_request(absoluteValidityTime=written)), Submission)


@pytest.mark.parametrize("number", ["+46735555555", "+4792555555", "0735555555"])
def test_numbers_are_local_or_international(number: str) -> None:
    assert isinstance(taken(a_request(source=number, destinations=[number])), Submission)


@pytest.mark.parametrize("changes", [{"platformId": "OTHER"}, {"platformPartnerId": "OTHER"}])
def test_another_partners_request_has_no_access(changes: Json) -> None:
    for document in (a_request(**changes), a_request(messages=[], **changes)):
        refusal = taken(document)
        assert isinstance(refusal, Refusal)
        assert refusal.code == codes.NO_ACCESS


@pytest.mark.parametrize(
    "sent", [b"", b"[]", b"null", b"{", b'{"a": NaN}', b"\xff", b'{"a": "\\ud800"}', b"[" * 100_000]
)
def test_a_body_that_is_no_object_is_refused(sent: bytes) -> None:
    refusal = read("application/json", sent, Credentials())
    assert refusal == Refusal(codes.BAD_REQUEST, "the body is no JSON object in UTF-8 of at most 1 MiB")


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", "application/jsonx"])
def test_another_content_type_is_refused(content_type: str) -> None:
    refusal = read(content_type, json.dumps(a_request()).encode(), Credentials())
    assert isinstance(refusal, Refusal)
    assert refusal.code == codes.BAD_REQUEST
    assert LARGEST_BODY == 2**20


# --- messages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("example", "path", "value"),
    [
        (A_TEXT, "type", None),
        (A_TEXT, "type", "interactive"),
        (A_TEXT, "type", "image"),
        (A_TEXT, "text", "Your text here!"),
        (A_TEXT, "text.body", None),
        (A_TEXT, "text.body", 7),
        (A_TEXT, "previewUrl", "true"),
        (AN_IMAGE, "image.link", None),
        (AN_IMAGE, "image.link", "ftp://example.com/image.jpg"),
        (AN_IMAGE, "image.link", "example.com/image.jpg"),
        (AN_IMAGE, "image.link", "https:///image.jpg"),
        (AN_IMAGE, "image.link", "https://example.com/an image.jpg"),
        (AN_IMAGE, "image.link", "https://[broken/image.jpg"),
        (AN_IMAGE, "image.link", "https://example.com/image.gif?x"),
        (AN_IMAGE, "image.caption", 7),
        (AN_AUDIO, "audio.link", "https://example.com/audio.WAV"),
        (AN_AUDIO, "audio.caption", "a caption"),
        (A_VIDEO, "video.link", "https://example.com/video.avi"),
        (A_VIDEO, "video.caption", ["a caption"]),
        (A_DOCUMENT, "document.filename", 7),
        (A_LOCATION, "location.longitude", None),
        (A_LOCATION, "location.latitude", "59.3"),
        (A_LOCATION, "location.latitude", True),
        (A_LOCATION, "location.latitude", 90.1),
        (A_LOCATION, "location.longitude", -180.1),
        (A_LOCATION, "location.name", 7),
        (SOME_CONTACTS, "contacts", []),
        (SOME_CONTACTS, "contacts", A_CONTACT),
        (SOME_CONTACTS, "contacts.0", "John"),
        (SOME_CONTACTS, "contacts.0.birthday", 2012),
        (SOME_CONTACTS, "contacts.0.addresses.0.zip", 94025),
        (SOME_CONTACTS, "contacts.0.emails", "test@fb.com"),
        (SOME_CONTACTS, "contacts.0.phones.0.phone", 7),
        (SOME_CONTACTS, "contacts.0.urls.0", "https://www.facebook.com"),
        (SOME_CONTACTS, "contacts.0.org.title", 7),
        (SOME_CONTACTS, "contacts.0.name.formattedName", None),
        (SOME_CONTACTS, "contacts.0.name", {"formattedName": "John Smith"}),
    ],
)
def test_a_message_with_a_mistake_is_refused(example: Json, path: str, value: Any) -> None:
    reason = refused(with_message(changed(example, path, value)))
    assert reason.startswith("messages.0.")


def test_the_reason_names_the_place() -> None:
    wrong = changed(SOME_CONTACTS, "contacts.0.phones.1.waId", 7)
    assert refused(a_request(messages=[A_TEXT, wrong])) == "messages.1.contacts.0.phones.1.waId is no string"


@pytest.mark.parametrize(
    "message",
    [
        a_template(namespace=None),
        a_template(name=""),
        a_template(language=None),
        a_template(language="en"),
        a_template(language={"code": "xx"}),
        a_template(language={"code": "en-GB"}),
        a_template(components=None),
        a_template(components=body(WORDS)),
        a_template({"type": "footer", "parameters": []}),
        a_template({"type": "body"}),
        a_template(body({"type": "text"})),
        a_template(body({"type": "text", "text": 7})),
        a_template(body({"text": "no type"})),
        a_template(body(PAYLOAD)),
        a_template(body({"type": "image", "image": {"link": "https://example.com/a.png"}})),
        a_template(header(currency())),
        a_template(header({"type": "audio", "audio": {"link": "https://example.com/a.mp4"}})),
        a_template(header(WORDS, WORDS)),
        a_template(a_document_header(caption="a caption")),
        a_template(a_document_header(link="https://example.com/file.docx")),
        a_template(header({"type": "image", "image": {"link": "https://example.com/a.png", "caption": "a"}})),
        a_template(button("reply", 0, PAYLOAD)),
        a_template(button("quickReply", None, PAYLOAD)),
        a_template(button("quickReply", "first", PAYLOAD)),
        a_template(button("quickReply", -1, PAYLOAD)),
        a_template(button("quickReply", 0, WORDS)),
        a_template(button("url", 0, PAYLOAD)),
        a_template(button("url", 0, WORDS, WORDS)),
        a_template(button("url", 0, WORDS), button("url", "0", WORDS)),
        a_template(body(currency(fallbackValue=None))),
        a_template(body(currency(code=None))),
        a_template(body(currency(amount1000=None))),
        a_template(body(currency(amount1000=100990))),
        a_template(body(currency(amount1000="100.99"))),
        a_template(body(date_time(fallbackValue=None))),
        a_template(body(date_time(timestamp="225732780000"))),
        a_template(body(date_time(month=13))),
        a_template(body(date_time(hour="noon"))),
        a_template(body({"type": "dateTime", "dateTime": {"fallbackValue": "then"}})),
    ],
)
def test_a_template_with_a_mistake_is_refused(message: Json) -> None:
    message["template"] = without_none(message["template"])
    assert refused(with_message(message)).startswith("messages.0.template.")


@pytest.mark.parametrize("part", ["dayOfWeek", "dayOfMonth", "year", "month", "hour", "minute"])
def test_the_six_parts_of_a_date_go_together(part: str) -> None:
    reason = refused(with_message(a_template(body(date_time(**{part: None})))))
    assert reason == f"messages.0.template.components.0.parameters.0.dateTime.{part} is missing"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def paths(example: Any, prefix: str = "") -> list[str]:
    """Every place in an example."""
    entries = example.items() if isinstance(example, dict) else enumerate(example) if isinstance(example, list) else ()
    return [found for key, value in entries for found in (f"{prefix}{key}", *paths(value, f"{prefix}{key}."))]


WHOLE = a_request(messages=list(EXAMPLES.values()))


@given(st.sampled_from(paths(WHOLE)), anything)
@settings(max_examples=300)
def test_any_value_in_any_place_is_taken_or_refused(path: str, value: Any) -> None:
    outcome = taken(changed(WHOLE, path, value))
    assert isinstance(outcome, Submission | Refusal)
