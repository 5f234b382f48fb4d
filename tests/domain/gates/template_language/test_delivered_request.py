"""The request a destination would get, as far as the documents say it, and what is said about the rest."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree.ElementTree import fromstring  # our own output

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.findings import Severity, blocks
from console.domain.gates.destination import CONTENT_TYPES, DROP, METHODS, Destination
from console.domain.gates.template_language.delivered_request import DeliveredRequest, delivered_request
from console.domain.redact import MASK

URL = "https://endpoint.example.com/receive"
REPORT: dict[str, Any] = {
    "refId": None,
    "id": "QX91ab$1",
    "resultCode": 1001,
    "segments": 2,
    "active": True,
    "customParameters": {"destination": "+46700000001", "a b": "<&>"},
    "gateIds": ["g1", "g2"],
}

texts = st.text(st.characters(exclude_categories=["Cs"]))
json_objects = st.dictionaries(
    st.text(max_size=4),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
        max_leaves=8,
    ),
    max_size=5,
)


def to(content_type: str | None = "application/json", **parameters: str) -> Destination:
    return Destination({"url": URL, "contentType": content_type, "customParameters": parameters})


def sent(destination: Destination, source: dict[str, Any] = REPORT) -> DeliveredRequest:
    request = delivered_request(destination, source)
    assert request is not None
    return request


def test_json() -> None:
    request = sent(to())
    assert (request.method, request.url) == ("POST", URL)
    assert request.headers == (("Content-Type", "application/json"),)
    assert json.loads(request.body) == REPORT
    assert request.findings == ()


def test_a_form() -> None:
    request = sent(to("application/x-www-form-urlencoded"))
    assert request.headers == (("Content-Type", "application/x-www-form-urlencoded"),)
    assert parse_qsl(request.body.decode()) == [
        ("id", "QX91ab$1"),
        ("resultCode", "1001"),
        ("segments", "2"),
        ("active", "true"),
        ("customParameters.destination", "+46700000001"),
        ("customParameters.a b", "<&>"),
        ("gateIds", "g1"),
        ("gateIds", "g2"),
    ]
    assert [(finding.severity, finding.field) for finding in request.findings] == [(Severity.NOTE, "contentType")]


def test_xml() -> None:
    request = sent(to("application/xml"))
    root = fromstring(request.body)
    assert root.tag == "deliveryReport"
    assert [(child.tag, child.text) for child in root if not len(child)] == [
        ("id", "QX91ab$1"), ("resultCode", "1001"), ("segments", "2"), ("active", "true"), ("gateIds", "g1"),
        ("gateIds", "g2"),
    ]  # fmt: skip
    parameters = root.find("customParameters")
    assert parameters is not None
    assert [(child.tag, child.attrib, child.text) for child in parameters] == [
        ("destination", {}, "+46700000001"),
        ("entry", {"key": "a b"}, "<&>"),
    ]
    assert [(finding.severity, finding.field) for finding in request.findings] == [(Severity.NOTE, "contentType")]


def test_a_template_fills_the_query_and_the_body_may_or_may_not_come() -> None:
    request = sent(to(template="id=${id}&code=${resultCode}", method="PUT"))
    assert (request.method, request.url) == ("PUT", f"{URL}?id=QX91ab%241&code=1001")
    assert json.loads(request.body) == REPORT
    assert any(finding.field == "template" and "body" in finding.text for finding in request.findings)


def test_a_get_has_no_body() -> None:
    request = sent(to(method="GET", template="id=${id}"))
    assert (request.method, request.url, request.headers, request.body) == ("GET", f"{URL}?id=QX91ab%241", (), b"")


def test_a_get_without_a_template() -> None:
    request = sent(to(method="GET"))
    assert dict(parse_qsl(urlsplit(request.url).query))["customParameters.destination"] == "+46700000001"
    assert [(finding.severity, finding.field) for finding in request.findings] == [(Severity.NOTE, "method")]


def test_credentials_are_masked() -> None:
    destination = Destination({"url": URL, "contentType": "application/json", "username": "ops", "password": "hush"})
    request = sent(destination)
    assert ("Authorization", f"Basic {MASK}") in request.headers
    assert "hush" not in str(request)


def test_what_is_dropped_is_not_sent() -> None:
    assert delivered_request(Destination({"url": DROP}), REPORT) is None


@pytest.mark.parametrize("content_type", ["text/plain", "", None])
def test_no_body_is_guessed_for_other_content_types(content_type: str | None) -> None:
    request = sent(to(content_type))
    assert (request.headers, request.body) == ((), b"")
    assert [finding.severity for finding in request.findings] == [Severity.WARNING]


def test_other_methods() -> None:
    request = sent(to(method="DELETE"))
    assert (request.method, request.body) == ("DELETE", b"")
    assert blocks(request.findings)


@pytest.mark.parametrize("content_type", CONTENT_TYPES)
def test_an_object_nested_without_end(content_type: str) -> None:
    deep: dict[str, Any] = {"id": "x"}
    for _ in range(5_000):
        deep = {"a": deep}
    request = sent(to(content_type), deep)
    assert request.body == b""
    assert blocks(request.findings)


@given(json_objects, st.sampled_from([*CONTENT_TYPES, None]), st.sampled_from([*METHODS, "x"]), st.none() | st.text())
def test_never_raises(source: dict[str, Any], content_type: str | None, method: str, template: str | None) -> None:
    parameters = {"method": method} | ({} if template is None else {"template": template})
    request = sent(to(content_type, **parameters), source)
    if content_type == "application/xml" and request.body:
        fromstring(request.body)


@given(st.dictionaries(texts.filter(bool), texts))
def test_what_goes_into_a_form_comes_out(source: dict[str, str]) -> None:
    request = sent(to("application/x-www-form-urlencoded"), source)
    assert dict(parse_qsl(request.body.decode(), keep_blank_values=True)) == source
