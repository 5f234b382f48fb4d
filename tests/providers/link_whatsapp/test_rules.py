from __future__ import annotations

import pytest

from console.providers.registry import whatsapp_provider
from tests.providers.accounts import told
from tests.providers.link_whatsapp.doubles import DOCUMENT, REQUEST, account

LINK = whatsapp_provider("link-whatsapp")
GOOD = LINK.base_urls[0][0]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://n-eu.linkmobility.io/whatsapp-message", []),
        ("https://c-eu.linkmobility.io/whatsapp-message/", []),
        ("https://s-eu.linkmobility.io/whatsapp-message", []),
        ("https://no.linkmobility.io/whatsapp-message", ["error"]),
        ("https://deb.linkmobility.io/whatsapp-message", ["error"]),
        ("http://127.0.0.1:8080/whatsapp-message", []),
        ("http://n-eu.linkmobility.io/whatsapp-message", ["error", "warning"]),
        ("https://n-eu.linkmobility.io/smscsimplehttp", ["warning", "warning"]),
        ("https://user:word@n-eu.linkmobility.io/whatsapp-message", ["error", "warning"]),
        ("", ["error"]),
    ],
)
def test_the_base_url_is_looked_at(url: str, expected: list[str]) -> None:
    assert told(LINK.check_account(account(url))) == [(severity, "base_url") for severity in expected]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, []),
        ({"source": "+46700000000"}, []),
        ({"source": "46700000000"}, [("warning", "source")]),
        ({"source": "ACME"}, [("error", "source")]),
        ({"username": ""}, [("error", "username")]),
        ({"username": "a:b"}, [("error", "username")]),
        ({"callback_username": "a:b"}, [("error", "callback_username")]),
        ({"platform_id": " "}, [("error", "platform_id")]),
        ({"partner_id": ""}, [("error", "partner_id")]),
        ({"event_report_gates": ""}, [("note", "event_report_gates")]),
        ({"rate": "fast"}, [("error", "rate")]),
        ({"password": "hunter2"}, [("error", "password")]),
        ({"service_id": "1"}, [("error", "service_id")]),
    ],
)
def test_options_that_cannot_be_used_are_told(options: dict[str, str], expected: list[tuple[str, str]]) -> None:
    found = LINK.check_account(account(**options))
    assert told(found) == expected
    assert "hunter2" not in repr(found)


def test_a_request_of_another_platform_than_the_accounts_is_told() -> None:
    assert told(LINK.check_request(account(), REQUEST)) == [("warning", "platformId"), ("warning", "platformPartnerId")]
    ours = account(platform_id=DOCUMENT["platformId"], partner_id=DOCUMENT["platformPartnerId"])
    assert LINK.check_request(ours, REQUEST) == []
    assert LINK.check_request(account(), LINK.complete(account(), REQUEST.with_value("platformId", ""))) != []
