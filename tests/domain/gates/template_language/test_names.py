from __future__ import annotations

from typing import Any

import pytest

from console.domain.document import ABSENT
from console.domain.gates.template_language.names import (
    NAMES,
    ObjectKind,
    ValueType,
    find_bare_name,
    find_name,
    kind_of,
    names_of,
    value_of,
)

REPORT, INBOUND = ObjectKind.DELIVERY_REPORT, ObjectKind.SMS_MESSAGE


def test_the_documents_tables() -> None:
    assert {name.name: str(name.type) for name in NAMES[REPORT] if name.documented} == {
        "id": "String",
        "operator": "String",
        "sentTimestamp": "Date",
        "timestamp": "Date",
        "resultCode": "String",
        "operatorresultCode": "String",
        "operatorResultCode": "String",
        "destination": "Number (MSISDN)",
        "source": "Number (Shortnumber)",
    }
    assert {name.name: str(name.type) for name in NAMES[INBOUND] if name.documented} == {
        "messageId": "String",
        "destination": "Number (MSISDN)",
        "source": "Number (Shortnumber)",
        "userData": "String",
    }


def test_both_kinds_together_name_everything_once() -> None:
    together = [name.name for name in names_of(None)]
    assert len(together) == len(set(together))
    assert set(together) == {name.name for kind in ObjectKind for name in names_of(kind)}


def test_a_name_stands_for_its_getter() -> None:
    assert find_name("ResultCode", REPORT) == find_name("resultCode", REPORT)
    assert find_name("resultcode", REPORT) is None
    assert find_name("getResultCode", REPORT) is None
    assert find_name("userData", REPORT) is None
    assert find_name("", None) is None


def test_a_bare_word_has_to_be_the_name_itself() -> None:
    known = find_bare_name("resultCode", REPORT)
    assert known is not None
    assert known.type is ValueType.STRING
    for other in ("ResultCode", "refId", "userData", ""):
        assert find_bare_name(other, REPORT) is None


@pytest.mark.parametrize(
    ("name", "kind", "source", "expected"),
    [
        ("operatorresultCode", REPORT, {"operatorResultCode": "7"}, "7"),
        ("operatorResultCode", REPORT, {"operatorresultCode": "7"}, "7"),
        ("operatorResultCode", REPORT, {"operatorResultCode": None, "operatorresultCode": "7"}, "7"),
        ("operatorResultCode", REPORT, {"operatorResultCode": None}, None),
        ("destination", REPORT, {"customParameters": {"destination": "+46"}}, "+46"),
        ("destination", REPORT, {"destination": "+47", "customParameters": {"destination": "+46"}}, "+47"),
        ("source", REPORT, {"customParameters": None}, ABSENT),
        ("userData", INBOUND, {"content": {"userData": "Hej"}}, "Hej"),
        ("userData", INBOUND, {"userData": "Hej"}, "Hej"),
        ("userData", INBOUND, {"content": "Hej"}, ABSENT),
        ("destination", INBOUND, {"customParameters": {"destination": "+46"}}, ABSENT),
        ("Other", None, {"other": 1}, 1),
        ("other", None, {}, ABSENT),
    ],
)
def test_where_values_lie(name: str, kind: ObjectKind | None, source: dict[str, Any], expected: object) -> None:
    assert value_of(source, name, kind) == expected


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ({"id": "x", "resultCode": 1001}, REPORT),
        ({"messageId": "x", "content": {"type": "SMS"}}, INBOUND),
        ({"messageId": "x"}, INBOUND),
        ({"messageId": "x", "messageType": "text"}, None),
        ({"messageId": "x", "content": {"type": "WHATSAPP"}}, None),
        ({"id": "x"}, None),
        ({}, None),
    ],
)
def test_which_object_it_is(source: dict[str, Any], kind: ObjectKind | None) -> None:
    assert kind_of(source) is kind
