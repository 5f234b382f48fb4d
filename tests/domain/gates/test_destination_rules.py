from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from console.domain.findings import Severity
from console.domain.gates.destination import CONTENT_TYPES, Destination
from console.domain.gates.destination_rules import check_destination, check_parameters
from tests.domain.gates.gates import destination, destinations, values

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

Told = list[tuple[Severity, str, str]]


def told(document: dict[str, Any]) -> Told:
    return [(finding.severity, finding.field, finding.text) for finding in check_destination(Destination(document))]


@pytest.mark.parametrize(
    "document",
    [
        destination(),
        destination("https://hooks.example.com:8443/in?customer=7"),
        destination("HTTPS://193.142.108.11/in"),
        destination(username="ops", password="switchroom-secret:n"),
        destination(contentType="application/xml", customParameters={"method": "PUT", "x": "y"}),
        destination(customParameters={"method": "GET", "template": "id=${id}"}),
        destination(username=None, password=None, customParameters=None),
        {"url": "do://drop"},
        {"url": "DO://DROP", "contentType": None},
    ],
)
def test_an_ordinary_destination_has_no_findings(document: dict[str, Any]) -> None:
    assert told(document) == []


def test_findings_of_the_url_are_among_them() -> None:
    assert told(destination("ftp://hooks.example.com")) == [(ERROR, "url", "The platform knows no “ftp” URLs.")]


@pytest.mark.parametrize("content_type", [None, ""])
def test_without_a_content_type_nobody_knows_the_form(content_type: str | None) -> None:
    assert told(destination(contentType=content_type)) == [
        (
            WARNING,
            "contentType",
            "There is no content type; in which form the platform then sends is not documented.",
        )
    ]


@pytest.mark.parametrize("content_type", ["text/plain", "application/json; charset=utf-8", "Application/JSON", 3])
def test_a_content_type_the_platform_does_not_send(content_type: object) -> None:
    assert told(destination(contentType=content_type)) == [
        (ERROR, "contentType", f"The platform does not send “{content_type}”.")
    ]


@pytest.mark.parametrize("content_type", CONTENT_TYPES)
def test_the_documented_content_types_are_fine(content_type: str) -> None:
    assert told(destination(contentType=content_type)) == []


@pytest.mark.parametrize(
    ("given_ones", "expected"),
    [
        ({"username": "ops", "password": ""}, (WARNING, "password", "There is a username and no password.")),
        ({"username": "", "password": "pw"}, (WARNING, "username", "There is a password and no username.")),
        (
            {"username": "o:s", "password": "pw"},
            (ERROR, "username", "A username of Basic authentication cannot hold a colon."),
        ),
        ({"username": True, "password": ""}, (ERROR, "username", "username is true or false, not text.")),
        ({"username": "", "password": ["pw"]}, (ERROR, "password", "password is a list, not text.")),
    ],
)
def test_credentials_to_look_at(given_ones: dict[str, Any], expected: tuple[Severity, str, str]) -> None:
    assert told(destination(**given_ones)) == [expected]


def test_a_password_is_never_in_a_sentence() -> None:
    findings = check_destination(Destination(destination("https://u:hidden@a.b/", password=["hidden"], username=3)))
    assert findings
    assert "hidden" not in repr(findings)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("POST", (WARNING, "method", "POST is the default, and the document allows only GET and PUT to be written.")),
        ("get", (ERROR, "method", "The platform does not call with “get”.")),
        ("DELETE", (ERROR, "method", "The platform does not call with “DELETE”.")),
        (1, (ERROR, "method", "The platform does not call with “1”.")),
    ],
)
def test_a_method_to_look_at(method: object, expected: tuple[Severity, str, str]) -> None:
    assert told(destination(customParameters={"method": method})) == [expected]


@pytest.mark.parametrize(("parameters", "method"), [({}, "POST"), ({"method": "PUT"}, "PUT")])
def test_a_template_may_replace_the_body(parameters: dict[str, str], method: str) -> None:
    assert told(destination(customParameters={"template": "id=${id}", **parameters})) == [
        (
            WARNING,
            "template",
            f"A template fills the URL's query; whether {method} then still has a body is not documented.",
        )
    ]


def test_a_template_is_text() -> None:
    assert told(destination(customParameters={"template": 5})) == [
        (ERROR, "template", "template is a number, not text.")
    ]


def test_mistakes_of_a_template_are_marked_where_they_stand() -> None:
    template = "id=${id}&t=${timestomp}"
    (finding,) = check_destination(Destination(destination(customParameters={"template": template, "method": "GET"})))
    assert finding.field == "template"
    assert finding.span
    assert "timestomp" in template[slice(*finding.span)]


def test_the_other_spelling_of_the_templates_key_is_pointed_out() -> None:
    (note,) = told(destination(customParameters={"template_": "id=${id}", "method": "GET"}))
    assert note[:2] == (NOTE, "template")


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ([], (ERROR, "customParameters", "customParameters is a list, not an object.")),
        ("x", (ERROR, "customParameters", "customParameters is text, not an object.")),
        ({"x": 1}, (WARNING, "customParameters", "The custom parameter “x” is a number, not text.")),
        ({"x": {}}, (WARNING, "customParameters", "The custom parameter “x” is an object, not text.")),
        ({"x": None}, (WARNING, "customParameters", "The custom parameter “x” is null, not text.")),
    ],
)
def test_custom_parameters_are_text_by_name(parameters: Any, expected: tuple[Severity, str, str]) -> None:
    assert told(destination(customParameters=parameters)) == [expected]


@pytest.mark.parametrize("key", ["method", "template", "template_"])
def test_a_custom_parameter_beside_the_others_is_pointed_out(key: str) -> None:
    (finding,) = check_destination(Destination(destination(**{key: "GET"})))
    assert (finding.severity, finding.field) == (Severity.WARNING, "customParameters")
    assert "inside" in (finding.hint or "")


def test_no_custom_parameters_are_fine() -> None:
    assert list(check_parameters(None)) == list(check_parameters({})) == list(check_parameters({"x": "y"})) == []


@given(destinations, values)
def test_no_destination_is_an_exception(document: dict[str, Any], value: object) -> None:
    told(document)
    for key in ("url", "contentType", "username", "password", "customParameters"):
        told({**document, key: value})
    told({**document, "customParameters": {"method": value, "template": value}})
