"""Callbacks as the document prints them, in each format."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from console.sandbox.link_smsc.callbacks import Format, delivery_report, received_message, write


def report(**changes: object) -> dict[str, object]:
    arguments: dict[str, object] = {
        "message_id": "QX91ab",
        "part": None,
        "code": 1001,
        "parts": 1,
        "source": "LINK",
        "destination": "+4746910822",
        "reference": None,
        "sent": 1_795_161_602.0,
        "occurred": 1_795_161_605.0,
        **changes,
    }
    return delivery_report(**arguments)  # type: ignore[arg-type]  # each test changes what it is about


def test_a_report_has_the_properties_of_the_document_in_its_order() -> None:
    assert list(report()) == [
        "refId",
        "id",
        "operator",
        "sentTimestamp",
        "timestamp",
        "resultCode",
        "operatorResultCode",
        "segments",
        "gateCustomParameters",
        "customParameters",
    ]


def test_times_are_utc_but_for_the_one_without_a_zone() -> None:
    found = report()
    assert (found["sentTimestamp"], found["timestamp"]) == ("2026-11-20T08:00:02Z", "2026-11-20T08:00:05Z")
    assert found["customParameters"] == {
        "received": "2026-11-20 09:00:05",
        "source": "LINK",
        "destination": "+4746910822",
    }


def test_only_a_part_of_several_has_a_suffix() -> None:
    assert report()["id"] == "QX91ab"
    assert report(part=0, parts=2)["id"] == "QX91ab$0"


def test_a_number_nobody_serves_has_no_operator() -> None:
    found = report(code=2106)
    assert (found["operator"], found["operatorResultCode"]) == (None, None)
    assert str(report()["operator"]).startswith("no.")


@pytest.mark.parametrize(
    ("source", "sender", "number"),
    [("+46700000099", "72401", "SE-72401"), ("+4790000099", "2333", "NO-2333"), ("+46700000099", "LINK", "LINK")],
)
def test_a_handset_answers_to_the_shortnumber_of_its_country(source: str, sender: str, number: str) -> None:
    found = received_message(
        message_id="m", source=source, destination=sender, text="Vote 3", reference=None, occurred=0.0
    )
    assert (found["source"], found["destination"]) == (source, number)
    assert found["content"] == {"type": "SMS", "userData": "Vote 3", "encoding": "TEXT"}
    assert found["route"]["keyword"] == "VOTE"


_TEXT = st.text(st.characters(codec="utf-8"), max_size=30)


@given(source=_TEXT, destination=st.from_regex(r"\+46[0-9]{9}", fullmatch=True))
def test_every_format_says_the_same(source: str, destination: str) -> None:
    properties = report(source=source, destination=destination)

    as_json = write(properties, Format.JSON, root="r")
    assert json.loads(as_json.body) == properties

    form, get = write(properties, Format.FORM, root="r"), write(properties, Format.GET, root="r")
    assert (form.method, get.method, get.body) == ("POST", "GET", b"")
    assert form.body.decode() == get.query
    pairs = parse_qs(get.query, keep_blank_values=True, strict_parsing=True)
    assert pairs["customParameters.source"] == [source]
    assert pairs["resultCode"] == ["1001"]
    assert "refId" not in pairs

    as_xml = fromstring(write(properties, Format.XML, root="r").body)
    assert as_xml.findtext("id") == "QX91ab"
    assert as_xml.findtext("customParameters/destination") == destination
    if all(character >= " " and character not in "\ufffe\uffff" for character in source):
        assert (as_xml.findtext("customParameters/source") or "") == source
