"""Event reports and received messages as the document prints them, newer kinds, and whatever else may come."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.callbacks.event import Event, EventKind
from console.domain.state import NEVER_SENT, UNKNOWN
from console.domain.timestamps import parse_rfc3339
from console.providers.registry import callback_provider, callback_providers
from tests.providers.callback_requests import reason, request

READER = callback_provider("link-whatsapp").callback_reader()
SMS = callback_provider("link-smsc").callback_reader()
CODES = {known.code: known for known in callback_provider("link-whatsapp").codes()}

REPORT = {
    "messageId": "8aU6cwxAKE9NzMLrS6M82Y", "refId": "76439283", "messageType": "text", "messageIndex": 0,
    "timestamp": "2020-03-30T12:59:41+02:00", "resultCode": 112003, "resultDescription": "delivered",
    "gateCustomParameters": {"gateCustomKey1": "gateCustomValue1", "gateCustomKey2": "gateCustomValue2"},
    "customParameters": {"customKey1": "customValue1", "customKey2": "customValue2"},
}  # fmt: skip
"""WhatsApp Message API 1.4.1, "Event report"."""

RECEIVED: dict[str, Any] = {
    "destination": "+46000000000", "source": "+46000000001",
    "content": {"type": "WHATSAPP", "message": {"contentType": "TEXT", "text": "This is an example"}},
    "provider": "whatsapp", "timestamp": "2020-03-21T17:41:58Z", "messageId": "8aU6cwxAKE9NzMLrS6M82Y",
    "providerTimestamp": "2020-03-21T17:41:57Z", "providerMessageId": "123456abcd",
    "route": {
        "id": "keywordId", "refId": "yourRouteRefId", "platformId": "yourRoutePlatformId",
        "platformPartnerId": "yourRoutePlatformPartnerId", "platformServiceType": "yourRoutePlatformServiceType",
        "platformServiceId": "yourRoutePlatformServiceId", "number": "+46000000001",
        "gateIds": ["yourGateId1", "yourGateId2"], "customParameters": {"customRouteKey1": "customRouteValue1"},
        "type": "KEYWORD_ROUTE", "keyword": "", "keywordType": "DEFAULT", "active": True,
        "start": "2020-03-21T17:41:58Z", "end": "2030-03-21T17:41:58Z", "shared": False,
        "description": "Example description",
    },
    "gateCustomParameters": {}, "customParameters": None,
}  # fmt: skip
"""The same, "Receive message"; the provider's own time is a second earlier than LINK's, to tell them apart."""

SMS_BODIES: list[dict[str, Any]] = [
    {"refId": "ord-77", "id": "QX91ab$1", "operator": "no.telenor", "timestamp": "2015-11-19T09:37:00Z",
     "resultCode": 1001, "operatorResultCode": "2", "segments": 2, "gateCustomParameters": {}, "customParameters": {}},
    {"destination": "SE-71100", "source": "+46700000002", "messageId": "m1",
     "content": {"type": "SMS", "userData": "Vote 3", "encoding": "TEXT"}, "operator": "se.tele2"},
]  # fmt: skip


def read(body: object) -> Event:
    (event,) = READER.read(request(body))
    return event


def received(message: dict[str, Any], **changed: Any) -> Event:
    return read(RECEIVED | {"content": {"type": "WHATSAPP", "message": message}} | changed)


# --- event reports --------------------------------------------------------------------------------------------------


def test_the_documents_report_is_read_whole() -> None:
    event = read(REPORT)
    assert event == Event(
        kind=EventKind.REPORT,
        provider="link-whatsapp",
        dedup_key=event.dedup_key,
        channel="whatsapp",
        provider_message_id="8aU6cwxAKE9NzMLrS6M82Y",
        part=0,
        reference="76439283",
        code=112003,
        status="Delivered",
        state=CODES[112003].state,
        occurred_at=parse_rfc3339("2020-03-30T10:59:41Z"),
        extra={
            "messageType": "text",
            "gateCustomParameters": REPORT["gateCustomParameters"],
            "customParameters": REPORT["customParameters"],
        },
        progress=CODES[112003].progress,
    )


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_brings_its_state_and_its_place_on_the_way(code: int) -> None:
    event = read(REPORT | {"resultCode": code, "messageIndex": 2})
    assert (event.state, event.status, event.progress, event.part) == (
        CODES[code].state, CODES[code].description, CODES[code].progress, 2,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "index"), [("request", -1), ("request", 0), ("text", -1), ("request", "-1"), ("request", None)]
)
def test_a_failed_request_speaks_for_all_its_messages_and_none_was_sent(kind: str, index: object) -> None:
    for code in (112402, 112406, 112500, 112999):
        event = read(REPORT | {"messageType": kind, "messageIndex": index, "resultCode": code})
        assert (event.part, event.state, event.code) == (None, NEVER_SENT, code)
        assert event.extra["messageType"] == kind
        assert event.extra.get("messageIndex") == (-1 if str(index) == "-1" else None)


def test_a_request_that_did_not_fail_keeps_the_state_of_its_code() -> None:
    event = read(REPORT | {"messageType": "request", "messageIndex": -1, "resultCode": 112001})
    assert (event.part, event.state) == (None, CODES[112001].state)


def test_a_code_in_no_document_is_of_unknown_state_with_links_words() -> None:
    event = read(REPORT | {"resultCode": 112099, "resultDescription": "melted"})
    assert (event.status, event.state, event.progress) == ("melted", UNKNOWN, 0)
    event = read({name: value for name, value in REPORT.items() if name != "resultDescription"} | {"resultCode": 7})
    assert event.status == "unknown code 7"


def test_other_words_than_the_documents_are_kept() -> None:
    assert "resultDescription" not in read(REPORT | {"resultDescription": "DELIVERED"}).extra
    assert read(REPORT | {"resultDescription": "seen"}).extra["resultDescription"] == "seen"


def test_news_told_twice_have_one_key_and_other_news_another() -> None:
    keys = {
        read(REPORT | changed).dedup_key
        for changed in (
            {}, {"refId": "other"}, {"messageIndex": 1}, {"resultCode": 112007}, {"messageId": "w2"},
            {"timestamp": "2020-03-30T12:59:42+02:00"}, {"messageType": "request"},
        )
    }  # fmt: skip
    assert len(keys) == 6


@pytest.mark.parametrize("index", ["x", -2, 1.5, True, {}, 10**9])
def test_an_index_that_is_none_is_not_guessed(index: object) -> None:
    assert "messageIndex" in reason(read(REPORT | {"messageIndex": index}))


# --- received messages ----------------------------------------------------------------------------------------------


def test_the_documents_received_message_is_read_whole() -> None:
    event = read(RECEIVED)
    assert event == Event(
        kind=EventKind.INBOUND,
        provider="link-whatsapp",
        dedup_key=event.dedup_key,
        channel="whatsapp",
        provider_message_id="8aU6cwxAKE9NzMLrS6M82Y",
        source="+46000000001",
        destination="+46000000000",
        sent_at=parse_rfc3339("2020-03-21T17:41:57Z"),
        occurred_at=parse_rfc3339("2020-03-21T17:41:58Z"),
        text="This is an example",
        extra={"contentType": "TEXT", "providerMessageId": "123456abcd", "route": RECEIVED["route"]},
    )


def test_a_button_is_its_text_with_the_payload_beside_it() -> None:
    event = received({"contentType": "BUTTON", "button": {"text": "Yes, please", "payload": "order-77:yes"}})
    assert (event.kind, event.text) == (EventKind.INBOUND, "Yes, please")
    assert (event.extra["contentType"], event.extra["payload"]) == ("BUTTON", "order-77:yes")
    assert "message" not in event.extra


def test_a_reply_names_what_it_answers() -> None:
    context = {"source": "+46000000000", "messageId": "1aU6cwxAKE9NzMLrS6M82C"}
    event = received({"contentType": "TEXT", "text": "Thanks", "context": context})
    assert (event.text, event.extra["context"]) == ("Thanks", context)


@pytest.mark.parametrize(
    "message",
    [
        {"contentType": "MEDIA", "media": {"id": "m-1", "caption": "Look"}},
        {"contentType": "INTERACTIVE", "interactive": {"type": "list_reply", "list_reply": {"id": "1", "title": "A"}}},
        {"contentType": "REACTION", "reaction": {"emoji": "👍", "message_id": "w1"}},
        {"contentType": "HOLOGRAM", "rays": [1, 2, {"deep": True}], "text": {"not": "a string"}},
        {"contentType": "BUTTON", "button": "pressed"},
    ],
)  # fmt: skip
def test_kinds_the_document_does_not_know_are_kept_as_they_came(message: dict[str, Any]) -> None:
    event = received(message)
    assert (event.kind, event.text, event.source) == (EventKind.INBOUND, None, "+46000000001")
    assert event.extra["contentType"] == message["contentType"]
    assert event.extra["message"] == {name: value for name, value in message.items() if name != "contentType"}


def test_one_without_a_visible_number_is_still_a_message() -> None:
    hidden = {name: value for name, value in RECEIVED.items() if name != "source"}
    event = read(hidden | {"customParameters": {"whatsappUserId": "u-1"}})
    assert (event.kind, event.source) == (EventKind.INBOUND, None)
    assert event.extra["customParameters"] == {"whatsappUserId": "u-1"}


def test_a_message_told_twice_has_one_key() -> None:
    assert read(RECEIVED).dedup_key == read(RECEIVED | {"timestamp": "2020-03-21T17:42:58Z"}).dedup_key
    assert read(RECEIVED).dedup_key != read(RECEIVED | {"messageId": "other"}).dedup_key


def test_times_that_are_none_are_kept_as_they_came() -> None:
    event = read(RECEIVED | {"timestamp": "yesterday", "providerTimestamp": 5})
    assert (event.occurred_at, event.sent_at) == (None, None)
    assert (event.extra["timestamp"], event.extra["providerTimestamp"]) == ("yesterday", 5)


# --- whose it is ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        REPORT,
        REPORT | {"resultCode": 112099},
        {"messageId": "w1", "resultCode": 112007},
        RECEIVED,
        {"source": "+46000000001", "provider": "whatsapp", "messageId": "m"},
        {"content": {"type": "WHATSAPP", "message": {"contentType": "REACTION"}}},
    ],
)
def test_only_the_whatsapp_reader_takes_whatsapp_bodies(body: dict[str, Any]) -> None:
    assert READER.recognises(request(body))
    assert not SMS.recognises(request(body))
    (event,) = SMS.read(request(body))
    assert event.kind is EventKind.UNRECOGNISED


@pytest.mark.parametrize("body", SMS_BODIES)
def test_only_the_sms_reader_takes_sms_bodies(body: dict[str, Any]) -> None:
    assert SMS.recognises(request(body))
    assert not READER.recognises(request(body))
    assert reason(read(body))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "no body"),
        (b"resultCode=112003", "looks like JSON and is none"),
        (b"[]", "not an object"),
        (b'{"messageId": "a", "messageId": "b", "messageType": "text", "resultCode": 112003}', "twice"),
        ({"resultCode": 112003}, "no messageId"),
        ({"messageId": "a", "resultCode": 1001}, "none of LINK WhatsApp"),
        (REPORT | {"resultCode": "soon"}, "resultCode is not a whole number"),
        (REPORT | {"messageId": {"a": 1}}, "messageId is not a text"),
        ({"provider": "whatsapp", "messageId": "a"}, "neither a content nor a source"),
        ({}, "neither an event report nor a received message"),
    ],
)
def test_what_cannot_be_understood_is_unrecognised_with_its_reason(body: object, said: str) -> None:
    assert said in reason(read(body))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*REPORT, *RECEIVED, "id"]), VALUES), st.sampled_from([{}, REPORT, RECEIVED]))
def test_no_json_is_an_exception(fields: dict[str, Any], whole: dict[str, Any]) -> None:
    body = request(whole | fields)
    events = [reader.read(body) for reader in (READER, SMS)]
    assert [len(one) for one in events] == [1, 1]
    taken = [reader for reader in (provider.callback_reader() for provider in callback_providers())
             if reader.recognises(body)]  # fmt: skip
    assert len(taken) <= 1
    json.dumps([dict(one[0].extra) for one in events])


@given(st.binary(max_size=40))
def test_no_bytes_are_an_exception(body: bytes) -> None:
    assert len(READER.read(request(body))) == 1
