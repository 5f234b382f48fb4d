from __future__ import annotations

from dataclasses import replace

import pytest

from console.domain.findings import Severity, blocks
from console.domain.sms.draft import Draft, Premium
from console.providers.registry import sms_provider
from tests.providers.accounts import told
from tests.providers.link_smsc.doubles import account

LINK = sms_provider("link-smsc")
GOOD = "https://n-eu.linkmobility.io/smscsimplehttp"


@pytest.mark.parametrize("url", [url for url, remark in LINK.base_urls if "legacy" not in remark])
def test_the_documents_addresses_are_fine(url: str) -> None:
    assert LINK.check_account(account(url)) == []
    assert LINK.check_account(account(url + "/")) == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://wsx.sp247.net/smscsimplehttp", ["note"]),
        ("http://wsx.sp247.net/smscsimplehttp", ["error", "note"]),
        ("http://127.0.0.1:8080/smscsimplehttp", []),
        ("http://[::1]:8080/smscsimplehttp", []),
        ("http://localhost/smscsimplehttp", []),
        ("http://localhost.example/smscsimplehttp", ["error", "warning"]),
        ("http://127.0.0.1.example/smscsimplehttp", ["error", "warning"]),
        ("https://gateway.example/smscsimplehttp", ["warning"]),
        ("https://gateway.example/sms", ["warning", "warning"]),
        ("https://user:word@n-eu.linkmobility.io/smscsimplehttp", ["error", "warning"]),
        ("https://n-eu.linkmobility.io/smscsimplehttp?x=1", ["error", "warning"]),
        ("https://n-eu.linkmobility.io/smsc simplehttp", ["error", "warning", "warning"]),
        ("https://n-eu.linkmobility.io:99999/smscsimplehttp", ["error"]),
        ("https://[::1/smscsimplehttp", ["error"]),
        ("https:///smscsimplehttp", ["error"]),
        ("ftp://n-eu.linkmobility.io/smscsimplehttp", ["error"]),
        ("n-eu.linkmobility.io", ["error"]),
        ("", ["error"]),
    ],
)
def test_the_base_url_is_looked_at(url: str, expected: list[str]) -> None:
    assert told(LINK.check_account(account(url))) == [(severity, "base_url") for severity in expected]


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"service_id": ""}, "service_id"),
        ({"service_id": "12a"}, "service_id"),
        ({"service_id": "-1"}, "service_id"),
        ({"service_id": "١"}, "service_id"),
        ({"username": " "}, "username"),
        ({"password": "hunter2"}, "password"),
        ({"servce_id": "1"}, "servce_id"),
        ({"callback_username": "a:b"}, "callback_username"),
        ({"rate": "0"}, "rate"),
        ({"rate": "fast"}, "rate"),
        ({"rate": "nan"}, "rate"),
        ({"rate": "inf"}, "rate"),
    ],
)
def test_options_that_cannot_be_used_are_errors(options: dict[str, str], field: str) -> None:
    found = LINK.check_account(account(GOOD, **options))
    assert told(found) == [("error", field)]
    assert "hunter2" not in repr(found)


def test_an_unknown_option_names_the_nearest() -> None:
    (finding,) = LINK.check_account(account(GOOD, servce_id="1"))
    assert finding.hint == "Did you mean service_id?"


def test_an_ordinary_draft_has_no_findings() -> None:
    assert LINK.check_draft(Draft(source="LINK", destinations=("+46700000001",), text="Hej €uro – 你好 \u2028")) == []


def test_characters_link_cannot_take_are_counted_and_the_first_pointed_at() -> None:
    (finding,) = LINK.check_draft(Draft(text="a😀b😀"))
    assert (finding.severity, finding.field, finding.span) == (Severity.ERROR, "text", (1, 2))
    assert "U+1F600 and 1 more" in finding.text


CHARGED = Draft(source="72401", text="Tack", premium=Premium(tariff="SEK1000", vat="25.0", reference_id="m1"))


def changed(draft: Draft, **premium: object) -> Draft:
    return replace(draft, premium=replace(draft.premium, **premium))  # type: ignore[arg-type]  # fields by name


def test_a_proper_charge_only_reminds_of_reports() -> None:
    assert told(LINK.check_draft(CHARGED)) == [("note", "tariff")]
    assert told(LINK.check_draft(replace(CHARGED, source="SE-72401"))) == [("note", "tariff")]


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (changed(CHARGED, tariff="10 SEK"), ("error", "tariff")),
        (changed(CHARGED, tariff="sek1000"), ("error", "tariff")),
        (changed(CHARGED, tariff="SEK10.00"), ("error", "tariff")),
        (changed(CHARGED, tariff="SEK"), ("error", "tariff")),
        (changed(CHARGED, tariff="SEK١"), ("error", "tariff")),
        (replace(CHARGED, source="LINK"), ("warning", "source")),
        (replace(CHARGED, source="+46732594084"), ("warning", "source")),
        (replace(CHARGED, asynchronous=True), ("note", "asynchronous")),
        (changed(CHARGED, vat=None), ("note", "vat")),
        (changed(CHARGED, vat="25,0"), ("error", "vat")),
        (changed(CHARGED, vat="-1"), ("error", "vat")),
        (changed(CHARGED, vat="nan"), ("error", "vat")),
        (changed(CHARGED, vat="2500"), ("error", "vat")),
        (changed(CHARGED, tariff=None), ("warning", "vat")),
        (changed(CHARGED, charge_only=True), ("note", "charge_only")),
        (changed(CHARGED, charge_only=True, tariff="SEK0"), ("error", "charge_only")),
        (changed(CHARGED, charge_only=True, tariff="null"), ("error", "charge_only")),
        (changed(CHARGED, reference_id=None), ("note", "reference_id")),
        (changed(CHARGED, reference_id="a b"), ("error", "reference_id")),
        (changed(CHARGED, reference_id="a\x00b"), ("error", "reference_id")),
        (changed(CHARGED, tariff="SEK0"), ("warning", "reference_id")),
        (replace(CHARGED, destinations=("+46700000001", "+46700000002")), ("warning", "reference_id")),
        (Draft(user_data_header="05000"), ("error", "user_data_header")),
        (Draft(user_data_header="xyz0"), ("error", "user_data_header")),
        (Draft(user_data_header="00" * 141), ("error", "user_data_header")),
        (Draft(user_data_header="060003A70201"), ("warning", "user_data_header")),
    ],
)
def test_what_the_document_does_not_take_is_found(draft: Draft, expected: tuple[str, str]) -> None:
    assert expected in told(LINK.check_draft(draft))


@pytest.mark.parametrize("vat", ["0", "0.0", "25.0", "100", "100.0", "6"])
def test_vat_is_a_percentage(vat: str) -> None:
    assert not blocks(LINK.check_draft(changed(CHARGED, vat=vat)))


def test_a_header_in_order_has_no_findings() -> None:
    assert LINK.check_draft(Draft(user_data_header="050003A70201")) == []
