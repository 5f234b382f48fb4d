from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from console.domain.whatsapp.message_request import MessageRequest
from console.providers.link_whatsapp import wire
from console.providers.registry import whatsapp_provider
from tests.providers.link_whatsapp.doubles import DOCUMENT, REQUEST, account

LINK = whatsapp_provider("link-whatsapp")
MESSAGES = [{"type": "text", "text": {"body": "Hej"}}]
ACCOUNT = account(source="+46700000000", event_report_gates=" v08kM29P, jk98GtdP;v08kM29P ")


def test_the_account_says_what_a_request_does_not() -> None:
    request = LINK.complete(ACCOUNT, MessageRequest({"messages": MESSAGES, "later": 1, "refId": "r-1", "source": ""}))
    assert list(request.document.items()) == [
        ("platformId", "COMMON"), ("platformPartnerId", "P-1"), ("priority", "NORMAL"),
        ("eventReportGates", ["v08kM29P", "jk98GtdP"]), ("refId", "r-1"), ("source", "+46700000000"),
        ("messages", MESSAGES), ("later", 1),
    ]  # fmt: skip


def test_what_a_request_says_itself_stays() -> None:
    assert LINK.complete(ACCOUNT, REQUEST) is REQUEST
    silent = REQUEST.with_value("eventReportGates", [])
    assert LINK.complete(ACCOUNT, silent) is silent
    bare = LINK.complete(account(event_report_gates=""), MessageRequest({}))
    assert dict(bare.document) == {"platformId": "COMMON", "platformPartnerId": "P-1", "priority": "NORMAL"}


@given(st.dictionaries(st.sampled_from([*DOCUMENT, "later"]), st.none() | st.text(max_size=3) | st.just(["x"])))
def test_completing_loses_nothing_and_is_done_once(document: dict[str, object]) -> None:
    request = LINK.complete(ACCOUNT, MessageRequest(document))
    said = {key: value for key, value in document.items() if value not in (None, "")}
    assert {key: request.document[key] for key in said} == said
    assert LINK.complete(ACCOUNT, request).document == request.document


def test_the_documents_request_is_written_as_it_is() -> None:
    assert json.loads(wire.body(REQUEST)) == DOCUMENT


@given(st.binary(max_size=60))
def test_no_answer_is_an_exception(content: bytes) -> None:
    wire.read_reply(content)


def test_ids_keep_their_places() -> None:
    reply = wire.read_reply(json.dumps({"resultCode": "112001", "messageIds": ["a", None, " ", 7, True, {}]}).encode())
    assert reply is not None
    assert (reply.said.code, reply.message_ids) == (112001, ("a", None, None, "7", None, None))
    lone = wire.read_reply(b'{"resultCode": 112001, "messageIds": "a"}')
    assert lone is not None
    assert lone.message_ids == ("a",)
