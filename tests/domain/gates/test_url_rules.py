from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.findings import Finding, Severity
from console.domain.gates.url_rules import check_url
from tests.domain.gates.gates import values


def only(findings: list[Finding]) -> Finding:
    (finding,) = findings
    return finding


@pytest.mark.parametrize(
    "url",
    [
        "https://hooks.example.com",
        "https://hooks.example.com:8443/in?customer=7",
        "HTTPS://193.142.108.11/in",
        "https://user@hooks.example.com",
        "https://hooks.example.com/?token=&x=1",
    ],
)
def test_an_ordinary_url_has_no_findings(url: str) -> None:
    assert check_url(url) == []


@pytest.mark.parametrize(
    ("url", "text"),
    [
        (None, "The destination has no URL."),
        ("", "The destination has no URL."),
        (7, "url is a number, not text."),
        (" https://hooks.example.com", "The URL holds a blank or a control character."),
        ("https://hooks.example.com/\x1b", "The URL holds a blank or a control character."),
        ("https://[::1", "This is no URL."),
        ("https://hooks.example.com:99999", "This is no URL."),
        ("ftp://hooks.example.com", "The platform knows no “ftp” URLs."),
        ("do://keep", "The platform knows no “do” URLs."),
        ("hooks.example.com", "The URL has no scheme."),
        ("https:///in", "The URL names no host that can be called."),
        ("https://hooks.example.com:0", "The URL names no host that can be called."),
    ],
)
def test_a_url_that_cannot_be_used(url: object, text: str) -> None:
    finding = only(check_url(url))
    assert (finding.severity, finding.field, finding.text) == (Severity.ERROR, "url", text)


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("http://hooks.example.com", "HTTP is deprecated, and everybody on the way can read what it carries."),
        ("https://10.0.0.1", "The platform will never reach “10.0.0.1”: it is a private address."),
        ("https://localhost:8471", "The platform will never reach “localhost”: it is this machine itself."),
        ("https://a:b@hooks.example.com", "The URL holds a password, and URLs are written to logs."),
        (
            "https://hooks.example.com/?token=t",
            "The URL's parameter “token” looks like a secret, and URLs are written to logs.",
        ),
        ("https://hooks.example.com/#top", "What stands behind # in the URL never reaches a server."),
    ],
)
def test_a_url_to_think_about(url: str, text: str) -> None:
    finding = only(check_url(url))
    assert (finding.severity, finding.field, finding.text) == (Severity.WARNING, "url", text)


@given(st.text() | st.text().map("https://{}".format) | values)
def test_no_url_is_an_exception(url: object) -> None:
    check_url(url)


@pytest.mark.parametrize("url", ["http://u:hidden@[::1", "http://u:hid/hidden@localhost", "ftp://u:hidden@h"])
def test_no_sentence_holds_a_password(url: str) -> None:
    assert "hidden" not in repr(check_url(url))
