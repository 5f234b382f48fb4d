"""Delivery reports and received messages in every form LINK offers, and whatever else may come to the listener."""

from __future__ import annotations

import json
import math
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from console.domain.callbacks.event import Event, EventKind
from console.domain.state import UNKNOWN, Billing, Delivery, Finality, State
from console.domain.timestamps import parse_rfc3339
from console.providers.registry import callback_provider
from tests.providers.callback_requests import reason, request

READER = callback_provider("link-smsc").callback_reader()

DELIVERED = {
    "refId": "ord-77", "id": "QX91ab$1", "operator": "no.telenor", "sentTimestamp": "2015-11-19T09:37:35Z",
    "timestamp": "2015-11-19T09:37:00Z", "resultCode": 1001, "operatorResultCode": "2", "segments": 2,
    "gateCustomParameters": {}, "customParameters": {"received": "2015-11-19 10:37:36", "source": "2333",
    "destination": "+4746910822"},
}  # fmt: skip

RECEIVED = {
    "destination": "SE-71100", "subNumber": None, "source": "+46700000002",
    "content": {"type": "SMS", "userData": " Vote 3\n", "encoding": "TEXT"}, "operator": "se.tele2",
    "timestamp": "2026-11-20T10:11:12Z", "messageId": "m1$2", "operatorTimestamp": "2026-11-20T10:11:11Z",
    "operatorMessageId": "o1", "route": {"type": "KEYWORD_ROUTE", "id": "k1", "gateIds": ["g1"], "keyword": "VOTE"},
    "gateCustomParameters": {}, "customParameters": {"moReferenceId": "r1"},
}  # fmt: skip


def read(body: bytes | str | dict[str, Any] = b"", *, query: str = "", kind: str = "") -> Event:
    (event,) = READER.read(request(body, query=query, kind=kind))
    return event


def without(fields: dict[str, Any], *names: str, **changed: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in names} | changed


# --- reports in JSON ------------------------------------------------------------------------------------------------


def test_the_documents_report_is_read_whole() -> None:
    event = read(DELIVERED)
    assert event == Event(
        kind=EventKind.REPORT,
        provider="link-smsc",
        dedup_key=event.dedup_key,
        channel="sms",
        provider_message_id="QX91ab",
        part=1,
        reference="ord-77",
        source="2333",
        destination="+4746910822",
        code=1001,
        status="Billed and delivered",
        state=State(Finality.FINAL, Delivery.DELIVERED, Billing.BILLED),
        operator="no.telenor",
        operator_code="2",
        sent_at=parse_rfc3339("2015-11-19T09:37:35Z"),
        occurred_at=parse_rfc3339("2015-11-19T09:37:00Z"),
        text=None,
        extra={"segments": 2, "customParameters": {"received": "2015-11-19 10:37:36"}},
    )


def test_the_documents_failed_report_has_no_operator() -> None:
    event = read(without(DELIVERED, id="0", operator=None, operatorResultCode=None, resultCode=2106, refId=None))
    assert (event.provider_message_id, event.part, event.reference) == ("0", None, None)
    assert (event.operator, event.operator_code, event.status) == (None, None, "Number error")


def test_every_code_of_the_table_brings_its_state() -> None:
    for known in callback_provider("link-smsc").codes():
        event = read({"id": "a", "resultCode": known.code})
        assert (event.state, event.status) == (known.state, known.description)


@pytest.mark.parametrize("code", [7, 1999, 103304, 2**31 - 1])
def test_a_code_outside_the_table_is_a_report_of_unknown_state(code: int) -> None:
    event = read(without(DELIVERED, resultCode=code))
    assert (event.kind, event.code, event.status, event.state) == (
        EventKind.REPORT, code, f"unknown code {code}", UNKNOWN,
    )  # fmt: skip


def test_both_spellings_of_the_operators_code() -> None:
    for name in ("operatorResultCode", "operatorresultCode"):
        assert read({"id": "a", "resultCode": 1001, name: "7"}).operator_code == "7"
    assert (
        read({"id": "a", "resultCode": 1001, "operatorResultCode": None, "operatorresultCode": "7"}).operator_code
        == "7"
    )


@pytest.mark.parametrize("code", ["1001", " 1001 ", "01001"])
def test_a_code_may_come_as_text(code: str) -> None:
    assert read(without(DELIVERED, resultCode=code)).code == 1001


def test_names_in_another_case_are_read() -> None:
    event = read({name.upper(): value for name, value in DELIVERED.items()})
    assert (event.code, event.provider_message_id, event.destination) == (1001, "QX91ab", "+4746910822")


def test_everything_but_the_code_may_be_missing() -> None:
    event = read({"resultCode": 1001})
    assert (event.kind, event.provider_message_id, event.occurred_at, event.extra) == (EventKind.REPORT, None, None, {})


def test_numbers_where_texts_belong_are_read_as_texts() -> None:
    event = read(without(DELIVERED, id=12345, refId=7, operatorResultCode=2))
    assert (event.provider_message_id, event.reference, event.operator_code) == ("12345", "7", "2")


def test_what_has_no_place_is_kept() -> None:
    event = read(without(DELIVERED, novel={"a": [1, 2]}, gateCustomParameters={"g": "1"}, timestamp="yesterday"))
    assert event.occurred_at is None
    assert event.extra == {
        "segments": 2, "novel": {"a": [1, 2]}, "gateCustomParameters": {"g": "1"}, "timestamp": "yesterday",
        "customParameters": {"received": "2015-11-19 10:37:36"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("whole", "message_id", "part"),
    [
        ("abc123$0", "abc123", 0), ("abc$12", "abc", 12), ("a$b$3", "a$b", 3), ("abc", "abc", None),
        ("abc$", "abc$", None),
        ("$1", "$1", None), ("abc$x", "abc$x", None), ("abc$1 ", "abc$1 ", None), ("abc$-1", "abc$-1", None),
        ("abc$١", "abc$١", None), ("abc$123456", "abc$123456", None), ("abc$1$", "abc$1$", None),
    ],
)  # fmt: skip
def test_only_digits_at_the_end_are_a_part(whole: str, message_id: str, part: int | None) -> None:
    event = read({"id": whole, "resultCode": 1001})
    assert (event.provider_message_id, event.part) == (message_id, part)


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=50), st.integers(0, 99_999))
def test_message_id_and_part_come_apart_as_they_were_joined(message_id: str, part: int) -> None:
    event = read({"id": f"{message_id}${part}", "resultCode": 1001})
    assert (event.provider_message_id, event.part) == (message_id, part)


# --- the same report in its other forms -----------------------------------------------------------------------------

XML = """<?xml version="1.0" encoding="UTF-8"?>
<deliveryReport xmlns="urn:any"><refId>ord-77</refId><id>QX91ab$1</id><operator>no.telenor</operator>
<!-- times --><sentTimestamp>2015-11-19T09:37:35Z</sentTimestamp><timestamp> 2015-11-19T09:37:00Z </timestamp>
<resultCode>1001</resultCode><operatorResultCode>2</operatorResultCode><segments>2</segments>
<gateCustomParameters/>MAP</deliveryReport>"""

MAPS = {
    "children": "<customParameters><received>2015-11-19 10:37:36</received><source>2333</source>"
    "<destination>+4746910822</destination></customParameters>",
    "entries": "<customParameters><entry><key>received</key><value>2015-11-19 10:37:36</value></entry>"
    "<entry><key>source</key><value>2333</value></entry>"
    "<entry><key>destination</key><value>+4746910822</value></entry></customParameters>",
    "repeated": "<customParameters><key>received</key><value>2015-11-19 10:37:36</value></customParameters>"
    "<customParameters><key>source</key><value>2333</value></customParameters>"
    "<customParameters><key>destination</key><value>+4746910822</value></customParameters>",
    "attributes": '<customParameters received="2015-11-19 10:37:36" source="2333" destination="+4746910822"/>',
    "pairs in attributes": '<customParameters><p key="received" value="2015-11-19 10:37:36"/>'
    '<p key="source" value="2333"/><p key="destination" value="+4746910822"/></customParameters>',
    "names in attributes": '<customParameters><p name="received">2015-11-19 10:37:36</p>'
    '<p name="source">2333</p><p name="destination">+4746910822</p></customParameters>',
}

FLAT = [(name, str(value)) for name, value in DELIVERED.items() if not isinstance(value, dict)]
CUSTOM = DELIVERED["customParameters"]
FORMS = {
    "dots": [*FLAT, *((f"customParameters.{name}", value) for name, value in CUSTOM.items())],  # type: ignore[attr-defined]
    "brackets": [*FLAT, *((f"customParameters[{name}]", value) for name, value in CUSTOM.items())],  # type: ignore[attr-defined]
    "json": [*FLAT, ("gateCustomParameters", "{}"), ("customParameters", json.dumps(CUSTOM))],
    "lower case": [*((name.lower(), value) for name, value in FLAT), ("customparameters", json.dumps(CUSTOM))],
}


@pytest.mark.parametrize("kind", ["application/xml", "text/xml; charset=utf-8", "text/plain", ""])
@pytest.mark.parametrize("written", MAPS)
def test_xml_says_the_same_as_json(written: str, kind: str) -> None:
    assert read(XML.replace("MAP", MAPS[written]), kind=kind) == read(DELIVERED)


def test_xml_in_a_wrapper_in_attributes_in_utf_16_and_with_a_byte_order_mark() -> None:
    whole = XML.replace("MAP", MAPS["children"])
    expected = read(DELIVERED)
    head, _, rest = whole.partition("?>")
    assert read(f"{head}?><envelope><header/>{rest.strip()}</envelope>") == expected
    assert read(b"\xef\xbb\xbf" + whole.encode()) == expected
    assert read(whole.replace("UTF-8", "UTF-16").encode("utf-16")) == expected
    attributes = " ".join(f'{name}="{value}"' for name, value in FLAT)
    assert read(f"<r {attributes}>{MAPS['children']}</r>") == expected


@pytest.mark.parametrize("written", FORMS)
def test_a_form_and_a_query_say_the_same_as_json(written: str) -> None:
    encoded = urlencode(FORMS[written])
    expected = read(DELIVERED)
    assert read(encoded, kind="application/x-www-form-urlencoded") == expected
    assert read(encoded) == expected
    assert read(query=encoded) == expected


def test_a_form_may_name_source_and_destination_by_themselves_and_leave_fields_empty() -> None:
    event = read("id=a&resultCode=1001&source=LINK&destination=%2B46700000001&refId=&operator=null&operatorResultCode=")
    assert (event.source, event.destination) == ("LINK", "+46700000001")
    assert (event.reference, event.operator, event.operator_code) == (None, None, None)


def test_a_body_wins_over_a_query() -> None:
    assert read(DELIVERED, query="id=other&resultCode=2106").code == 1001


# --- received messages ----------------------------------------------------------------------------------------------


def test_a_received_message_is_read_whole() -> None:
    event = read(RECEIVED)
    assert event == Event(
        kind=EventKind.INBOUND,
        provider="link-smsc",
        dedup_key=event.dedup_key,
        provider_message_id="m1$2",
        source="+46700000002",
        destination="SE-71100",
        operator="se.tele2",
        occurred_at=parse_rfc3339("2026-11-20T10:11:12Z"),
        text=" Vote 3\n",
        extra={
            "operatorTimestamp": "2026-11-20T10:11:11Z", "operatorMessageId": "o1", "route": RECEIVED["route"],
            "customParameters": {"moReferenceId": "r1"}, "content": {"type": "SMS", "encoding": "TEXT"},
        },
    )  # fmt: skip


def test_a_received_message_in_xml_and_as_a_form() -> None:
    xml = (
        "<moMessage><destination>SE-71100</destination><subNumber/><source>+46700000002</source><content><type>SMS</type>"
        "<userData> Vote 3\n</userData><encoding>TEXT</encoding></content><operator>se.tele2</operator>"
        "<timestamp>2026-11-20T10:11:12Z</timestamp><messageId>m1$2</messageId>"
        "<operatorTimestamp>2026-11-20T10:11:11Z</operatorTimestamp><operatorMessageId>o1</operatorMessageId>"
        "<route><type>KEYWORD_ROUTE</type><id>k1</id><gateIds>g1</gateIds><keyword>VOTE</keyword></route>"
        "<customParameters><moReferenceId>r1</moReferenceId></customParameters></moMessage>"
    )
    expected = read(RECEIVED)
    event = read(xml)
    assert event.extra["route"] == {"type": "KEYWORD_ROUTE", "id": "k1", "gateIds": "g1", "keyword": "VOTE"}
    assert {**event.extra, "route": RECEIVED["route"]} == expected.extra
    assert (event.text, event.dedup_key, event.occurred_at) == (expected.text, expected.dedup_key, expected.occurred_at)
    form = read(
        "messageId=m1%242&source=%2B46700000002&destination=SE-71100&userData=+Vote+3%0A&timestamp=2026-11-20T10:11:12Z"
    )
    assert (form.text, form.dedup_key, form.destination) == (expected.text, expected.dedup_key, "SE-71100")
    nested = read("messageId=m1&source=%2B46700000002&content.userData=null&content.type=SMS")
    assert nested.text == "null"


@pytest.mark.parametrize(
    "fields",
    [
        without(RECEIVED, content={"type": "WHATSAPP", "text": {"body": "x"}}),
        without(RECEIVED, content="Vote"),
        without(RECEIVED, content={"type": "SMS", "userData": ["x"]}),
        without(RECEIVED, messageId={"a": 1}),
        {"messageId": "m1", "messageType": "TEXT"},
    ],
)
def test_what_is_no_received_sms_is_unrecognised(fields: dict[str, Any]) -> None:
    assert reason(read(fields))
    assert not READER.recognises(request(json.dumps(fields)))


# --- the same news told twice ---------------------------------------------------------------------------------------


def test_news_told_twice_have_one_key_whatever_their_form_and_other_news_another() -> None:
    key = read(DELIVERED).dedup_key
    assert len(key) == 32
    assert read(without(DELIVERED, customParameters=None, operator="other")).dedup_key == key
    assert read(XML.replace("MAP", "")).dedup_key == key
    others = [
        without(DELIVERED, id="QX91ab$0"), without(DELIVERED, id="QX91ab"), without(DELIVERED, resultCode=1000),
        without(DELIVERED, timestamp="2015-11-19T09:37:01Z"), without(DELIVERED, "timestamp"), without(DELIVERED, "id"),
        RECEIVED, without(RECEIVED, messageId="m2"),
    ]  # fmt: skip
    assert len({key, *(read(other).dedup_key for other in others)}) == len(others) + 1


def test_reports_without_an_id_are_told_apart_by_all_they_say() -> None:
    first, second = ({"resultCode": 1001, "refId": reference} for reference in ("a", "b"))
    assert read(first).dedup_key != read(second).dedup_key
    assert read(first).dedup_key == read(first).dedup_key


def test_unrecognised_requests_are_told_apart_by_method_path_query_and_body() -> None:
    events = [
        READER.read(request(b"x"))[0], READER.read(request(b"y"))[0], READER.read(request(b"x", query="q"))[0],
        READER.read(request(b"x", method="PUT"))[0], READER.read(request(b"", query="x"))[0],
    ]  # fmt: skip
    assert len({event.dedup_key for event in events}) == len(events)
    assert READER.read(request(b"x"))[0].dedup_key == events[0].dedup_key


# --- what nobody can understand -------------------------------------------------------------------------------------

BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x">]><a><id>&b;</id><resultCode>1001</resultCode></a>'


UNREADABLE: list[tuple[bytes, str]] = [
    (b"", "neither a body nor a query"),
    (b" \r\n", "neither a body nor a query"),
    (b"{", "looks like JSON and is none"),
    (b'{"id":"a","resultCode":1001', "looks like JSON and is none"),
    (b'{"id":"a","resultCode":1001}x', "looks like JSON and is none"),
    (b"[]", "not an object"),
    (b'[{"id":"a","resultCode":1001}]', "not an object"),
    (b"{}", "neither a resultCode nor a messageId"),
    (b'{"id":"\xe5","resultCode":1001}', "not UTF-8"),
    ('{"id":"å","resultCode":1001}'.encode("utf-16"), "XML"),
    (b'{"id":"a","id":"b","resultCode":1001}', "twice"),
    (b'{"id":"a","resultCode":1001,"x":{"y":1,"y":2}}', "twice"),
    (b'{"ID":"a","id":"b","RESULTCODE":1001}', "twice"),
    (b'{"id":"a","resultCode":NaN}', "NaN"),
    (b'{"id":"a","resultCode":1001,"x":-Infinity}', "-Infinity"),
    (b'{"id":"a","resultCode":1001,"x":1e999}', "beyond all bounds"),
    (b'{"id":"a","resultCode":' + b"9" * 5000 + b"}", "too many digits"),
    (b'{"id":"a","resultCode":99999999999999999999}', "not a whole number in range"),
    (b'{"id":"a","resultCode":-1}', "not a whole number in range"),
    (b'{"id":"a","resultCode":1001.0}', "not a whole number in range"),
    (b'{"id":"a","resultCode":true}', "not a whole number in range"),
    (b'{"id":"a","resultCode":null}', "not a whole number in range"),
    (b'{"id":"a","resultCode":"delivered"}', "not a whole number in range"),
    (b'{"id":"a","resultCode":[1001]}', "not a whole number in range"),
    (b'{"id":["a"],"resultCode":1001}', "The field id is not a text"),
    (b'{"id":true,"resultCode":1001}', "The field id is not a text"),
    (b'{"id":"a","resultCode":1001,"operator":{}}', "The field operator is not a text"),
    (b'{"a":' * 100_000, "nested too deeply"),
    (b"[" * 100_000, "nested too deeply"),
    (b"<a>", "looks like XML and is none"),
    (b"<a/>", "neither a resultCode nor a messageId"),
    (b"<html><body><p>hello</p></body></html>", "neither a resultCode nor a messageId"),
    (BOMB.encode(), "DTD"),
    (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a><resultCode>1001</resultCode></a>', "DTD"),
    (b"<a><id>1</id><id>2</id><resultCode>1001</resultCode></a>", "twice"),
    (b'<?xml version="1.0" encoding="nonsense"?><a/>', "looks like XML and is none"),
    (b"<a><resultCode>1001</resultCode>" + b"<b>" * 200 + b"</b>" * 200 + b"</a>", "nested too deeply"),
    (b"<a>" * 1_000, "looks like XML and is none"),
    (b"<a>" * 1_000 + b"</a>" * 1_000, "nested too deeply"),
    (b"<a>" * 100_000, "more than 4000 tags"),
    (b"<a><resultCode>1</resultCode>" + b"<b/>" * 1000 + b"</a>", "more than"),
    (b"hello", "neither a resultCode nor a messageId"),
    (b"id=a&resultCode=1001&id=b", "twice"),
    (b"id=%FF&resultCode=1001", "not UTF-8"),
    (b"id=\xff&resultCode=1001", "not UTF-8"),
    (b"a=1&" * 1000, "more than"),
    (b"id=a&resultCode=1001&customParameters=%7B%22a%22", "looks like JSON and is none"),
    (b"\x00\x01\x02\x03", "neither a resultCode nor a messageId"),
]


@pytest.mark.parametrize(("body", "said"), UNREADABLE, ids=[f"{number}" for number in range(len(UNREADABLE))])
def test_what_cannot_be_understood_is_unrecognised_with_its_reason(body: bytes, said: str) -> None:
    event = read(body)
    assert said in reason(event)
    assert reason(event).endswith(".")
    assert not READER.recognises(request(body))


def test_reports_and_messages_are_recognised_by_shape() -> None:
    assert READER.recognises(request(json.dumps(DELIVERED)))
    assert READER.recognises(request(json.dumps(RECEIVED)))


# --- bounds and hostile values --------------------------------------------------------------------------------------


def storable(event: Event) -> None:
    """Everything in the event fits a database and a JSON line."""
    assert not str(event.extra.get("reason", "")).startswith("Reading it failed")
    json.dumps(dict(event.extra), allow_nan=False).encode()
    for text in (event.provider_message_id, event.reference, event.source, event.destination, event.text, event.status):
        assert text is None or text.encode() is not None
    for text in (event.operator, event.operator_code, event.dedup_key):
        assert text is None or text.encode() is not None
    for number in (event.code, event.part, event.sent_at, event.occurred_at):
        assert number is None or abs(number) < 2**63


@pytest.mark.parametrize("name", [*DELIVERED, "novel"])
def test_a_megabyte_in_any_field_is_kept_short(name: str) -> None:
    event = read(without(DELIVERED, **{name: "\x1b[31m" + "x" * 1_000_000}))
    storable(event)
    assert len(json.dumps(dict(event.extra))) < 10_000
    if event.kind is EventKind.REPORT:
        kept = (event.provider_message_id, event.reference, event.source, event.operator, event.operator_code)
        assert max(len(text or "") for text in kept) <= 1024


def test_the_text_of_a_received_message_is_kept_whole() -> None:
    text = "x" * 1_000_000
    assert read(without(RECEIVED, content={"type": "SMS", "userData": text})).text == text


def test_long_ids_that_begin_alike_stay_apart() -> None:
    first, second = (read({"id": "x" * 5000 + end, "resultCode": 1001}) for end in "ab")
    assert first.dedup_key != second.dedup_key


def test_deep_and_wide_extras_are_cut() -> None:
    deep: Any = "bottom"
    for _ in range(300):
        deep = {"a": [deep]}
    event = read(without(DELIVERED, deep=deep, wide=[{"n": number} for number in range(20_000)]))
    storable(event)
    assert event.kind is EventKind.REPORT
    assert len(json.dumps(dict(event.extra))) < 10_000


def test_half_surrogates_become_replacement_signs() -> None:
    event = read('{"id":"a\\ud800","resultCode":1001,"x\\udc00":["\\ud83d\\ude00","\\ud83d"]}')
    storable(event)
    assert event.provider_message_id == "a\ufffd"
    assert event.extra == {"x\ufffd": ["😀", "\ufffd"]}


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from(["", "application/json", "text/xml", "application/x-www-form-urlencoded"])
)
@example(b"{\xff", "")
def test_no_bytes_are_an_exception(body: bytes, kind: str) -> None:
    for event in READER.read(request(body, kind=kind)):
        storable(event)


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters())
    | st.sampled_from([1001, "1001"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*DELIVERED, "x"]), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from([*DELIVERED, *RECEIVED, "operatorresultCode", "userData", "x", "ID"])


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(names, values, max_size=8))
def test_no_json_is_an_exception(fields: dict[str, Any]) -> None:
    for event in READER.read(request(json.dumps(fields))):
        storable(event)


form_keys = names | st.sampled_from(["customParameters.a", "route[b]", "content.userData", "content"])
form_values = st.text(st.characters(codec="utf-8"), max_size=10) | st.sampled_from(["1001", '{"a":1}', "{"])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(form_keys, form_values)))
def test_no_form_is_an_exception(pairs: list[tuple[str, str]]) -> None:
    for event in (*READER.read(request(urlencode(pairs))), *READER.read(request(query=urlencode(pairs)))):
        storable(event)


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60))
def test_no_query_is_an_exception(query: str) -> None:
    for event in READER.read(request(query=query)):
        storable(event)


pieces = st.sampled_from(
    ["<a>", "</a>", "<id>", "</id>", "<resultCode>", "</resultCode>", "1001", "<customParameters>",
     "</customParameters>", "<key>", "</key>", "<value/>", "<entry key='k' value='v'/>", "<content>", "</content>",
     "<messageId>m</messageId>", "&amp;", "&x;", "<![CDATA[x]]>", "<?pi x?>", "<!--c-->", "text",
     "<x:y xmlns:x='u'/>", "<route/>"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, max_size=12).map("".join))
def test_no_xml_is_an_exception(inner: str) -> None:
    for body in (inner, f"<r><resultCode>1001</resultCode>{inner}</r>", f"<r><messageId>1</messageId>{inner}</r>"):
        for event in READER.read(request(body, kind="text/xml")):
            storable(event)


@settings(deadline=None)
@given(st.floats())
def test_floats_reach_extra_only_when_they_are_numbers(value: float) -> None:
    event = read(without(DELIVERED, novel=value))
    assert (event.kind is EventKind.REPORT) == math.isfinite(value)
