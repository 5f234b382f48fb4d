from __future__ import annotations

import json

from hypothesis import given

from console.domain.document import ABSENT, Document
from console.domain.timestamps import HOUR
from console.domain.whatsapp.message_request import MessageRequest
from tests.domain.whatsapp.messages import EXAMPLE_REQUEST, any_documents, request


def test_the_example_is_read_through_its_names() -> None:
    read = EXAMPLE_REQUEST
    assert read.platform_id == "your platformId"
    assert read.platform_partner_id == "yourPlatformPartnerId"
    assert (read.platform_service_id, read.platform_service_type) == (
        "yourPlatformServiceId",
        "yourPlatformServiceType",
    )
    assert read.platform_transaction_id == "yourPlatformTransactionId"
    assert (read.priority, read.ref_id, read.source) == ("NORMAL", "yourRefId", "+46000000000")
    assert read.relative_validity_time == 1584543059442
    assert read.event_report_gates == ("v08kM29P", "jk98GtdP")
    assert read.destinations == ("+46000000001", "+46000000002")
    assert read.custom_parameters["yourCustomKey2"] == "yourCustomValue2"
    assert [message.kind for message in read.messages] == ["template"]


@given(any_documents)
def test_from_document_to_views_and_back_nothing_is_lost(document: Document) -> None:
    before = MessageRequest(document)
    listed = document.get("messages")
    if isinstance(listed, list) and all(isinstance(entry, dict) for entry in listed):
        assert json.dumps(before.with_messages(before.messages).document) == json.dumps(document)
    after = before.with_value("refId", "R")
    assert json.dumps(after.document) == json.dumps({**document, "refId": "R"})
    for name in ("priority", "absolute_validity_time", "event_report_gates", "destinations", "custom_parameters"):
        getattr(before, name)


def test_the_absolute_time_wins_over_the_relative_one() -> None:
    plain, relative = request(), request(relativeValidityTime="60000")
    assert plain.expires_at(5) == 5 + 48 * HOUR
    assert relative.expires_at(5) == 60_005
    both = relative.with_value("absoluteValidityTime", "1970-01-01T01:00:00+00:00")
    assert both.expires_at(5) == HOUR
    assert both.with_value("absoluteValidityTime", ABSENT) == relative
