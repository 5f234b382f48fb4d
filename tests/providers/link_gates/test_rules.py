from __future__ import annotations

import pytest

from console.domain.findings import blocks
from console.providers.registry import gate_provider
from tests.providers.accounts import told
from tests.providers.link_gates.doubles import account

LINK = gate_provider("link-gate")
GOOD = LINK.base_urls[0][0]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://eu.linkmobility.io/gate", []),
        ("https://n-eu.linkmobility.io/gate/", []),
        ("https://c-eu.linkmobility.io/gate", []),
        ("https://s-eu.linkmobility.io/gate", []),
        ("https://wsx.sp247.net/gate", ["note"]),
        ("https://no.linkmobility.io/gate", ["error"]),
        ("https://DEB.linkmobility.io:443/anything", ["error"]),
        ("http://127.0.0.1:8080/gate", []),
        ("http://localhost:8080/", ["warning"]),
        ("http://eu.linkmobility.io/gate", ["error", "warning"]),
        ("https://gateway.example/gate", ["warning"]),
        ("https://eu.linkmobility.io/smscsimplehttp", ["warning", "warning"]),
        ("https://user:word@eu.linkmobility.io/gate", ["error", "warning"]),
        ("ftp://eu.linkmobility.io/gate", ["error"]),
        ("https://[::1/gate", ["error"]),
        ("", ["error"]),
    ],
)
def test_the_base_url_is_looked_at(url: str, expected: list[str]) -> None:
    assert told(LINK.check_account(account(url))) == [(severity, "base_url") for severity in expected]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"auth": "oauth"}, []),
        ({"auth": "OAuth"}, [("error", "auth")]),
        ({"auth": ""}, [("error", "auth")]),
        ({"username": ""}, [("error", "username")]),
        ({"username": "a:b"}, [("error", "username")]),
        ({"username": "a:b", "auth": "oauth"}, []),
        ({"platform_id": " "}, [("error", "platform_id")]),
        ({"partner_id": ""}, [("error", "partner_id")]),
        ({"password": "hunter2"}, [("error", "password")]),
        ({"partnerid": "x"}, [("error", "partnerid")]),
    ],
)
def test_options_that_cannot_be_used_are_told(options: dict[str, str], expected: list[tuple[str, str]]) -> None:
    found = LINK.check_account(account(GOOD, **options))
    assert told(found) == expected
    assert "hunter2" not in repr(found)


def test_oauth_is_what_an_account_without_the_option_uses() -> None:
    plain = account(GOOD)
    options = {name: value for name, value in plain.options.items() if name != "auth"}
    assert not blocks(LINK.check_account(plain.model_copy(update={"options": options})))
