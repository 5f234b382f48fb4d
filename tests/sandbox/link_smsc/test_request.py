"""Requests read strictly, each fault with the code the document has for it."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.sandbox.link_smsc.request import PARAMETERS, Credentials, Refusal, Submission, read

GOOD = {
    "ServiceId": "1001",
    "Username": "sandbox",
    "Password": "sandbox",
    "Source": "LINK",
    "Destination": "+46700000099",
    "Userdata": "hello",
}


def outcome(**changes: str | None) -> Submission | Refusal:
    given = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    return read(urlencode(given).encode(), Credentials())


def code(**changes: str | None) -> int | None:
    found = outcome(**changes)
    return found.code if isinstance(found, Refusal) else None


def test_a_request_without_fault_is_read_whole() -> None:
    found = outcome(ReferenceId="mo-1", Tariff="SEK1000", Vat="25.0", Async="True", Source="72401")
    assert found == Submission("72401", "+46700000099", "hello", "mo-1", False, True, 1)


@pytest.mark.parametrize("name", ["ServiceId", "Username", "Password"])
@pytest.mark.parametrize("value", [None, "", "wrong"])
def test_wrong_credentials_are_401_and_a_configuration_error(name: str, value: str | None) -> None:
    found = outcome(**{name: value})
    assert isinstance(found, Refusal)
    assert (found.status, found.code) == (HTTPStatus.UNAUTHORIZED, 104)


@pytest.mark.parametrize("source", ["+46732594084", "72401", "SE-72401", "LINK", "Acme Shop", "A1"])
def test_the_sources_of_the_document_are_taken(source: str) -> None:
    assert code(Source=source) is None


@pytest.mark.parametrize("source", [None, "", "TwelveLetters", "46732594084", "+0123456789", "12", "Å", "a;b"])
def test_other_sources_are_invalid(source: str | None) -> None:
    assert code(Source=source) == 2000


@pytest.mark.parametrize(
    ("destination", "wanted"),
    [
        (None, 2108),
        ("", 2108),
        ("72401", 2100),
        ("LINK", 2101),
        ("46700000099", 2108),
        ("0700000099", 2108),
        ("+4670", 2108),
        ("+4670000009900000", 2108),
        ("+46 70 000 00 99", 2108),
    ],
)
def test_destinations_are_numbers_with_a_plus(destination: str | None, wanted: int) -> None:
    assert code(Destination=destination) == wanted


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"Userdata": None}, 4003),
        ({"Userdata": ""}, 4003),
        ({"Userdata": "a" * 1377}, None),
        ({"Userdata": "a" * 1378}, 4003),
        ({"Userdata": "ж" * 567}, None),
        ({"Userdata": "ж" * 568}, 4003),
        ({"UserdataHeader": "050003CC0201"}, None),
        ({"UserdataHeader": "050003CC02"}, 4004),
        ({"UserdataHeader": "xyz"}, 4004),
        ({"UserdataHeader": "050003CC0201", "Userdata": "a" * 154}, 4003),
        ({"Tariff": "null"}, None),
        ({"Tariff": "SEK0"}, None),
        ({"Tariff": "SEK1000"}, None),
        ({"Tariff": "1000"}, 4002),
        ({"Tariff": "sek1000"}, 4002),
        ({"Tariff": ""}, 4002),
        ({"Vat": "0.0"}, None),
        ({"Vat": "25"}, None),
        ({"Vat": "-1"}, 4006),
        ({"Vat": "nan"}, 4006),
        ({"Vat": "25%"}, 4006),
        ({"ChargeOnly": "false"}, None),
        ({"ChargeOnly": "yes"}, 4001),
        ({"ChargeOnly": "true"}, 4002),
        ({"ChargeOnly": "true", "Tariff": "SEK0"}, 4002),
        ({"ChargeOnly": "true", "Tariff": "SEK1000", "Userdata": None}, None),
        ({"Async": "1"}, 4001),
        ({"Foo": "bar"}, 4001),
        ({"userdata": "small letters"}, 4001),
        ({"Referenceld": "a slip of the document's"}, 4001),
    ],
)
def test_content_and_charging(changes: dict[str, str | None], wanted: int | None) -> None:
    assert code(**changes) == wanted


def test_a_parameter_given_twice_is_refused() -> None:
    found = read(f"{urlencode(GOOD)}&Userdata=again".encode(), Credentials())
    assert isinstance(found, Refusal)
    assert found.code == 4001


def test_a_silent_charge_sends_no_part() -> None:
    found = outcome(ChargeOnly="true", Tariff="SEK1000", Userdata=None)
    assert isinstance(found, Submission)
    assert (found.charge_only, found.parts) == (True, 0)


def test_what_is_no_utf8_is_a_wrong_data_coding() -> None:
    for broken in (b"%ff", b"%ed%a0%80"):
        found = read(urlencode({**GOOD, "Userdata": ""}).encode() + broken, Credentials())
        assert isinstance(found, Refusal)
        assert found.code == 4005


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_any_text_arrives_as_it_was_sent(text: str) -> None:
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in {**GOOD, "Userdata": text}.items())
    found = read(query.encode(), Credentials())
    assert isinstance(found, Submission)
    assert found.text == text


@given(st.binary(max_size=200))
def test_no_query_whatever_is_an_exception(query: bytes) -> None:
    assert isinstance(read(query, Credentials()), Refusal)


@given(st.dictionaries(st.sampled_from(sorted(PARAMETERS)), st.text(st.characters(codec="utf-8"), max_size=20)))
def test_no_parameters_whatever_are_an_exception(changes: dict[str, str]) -> None:
    assert isinstance(read(urlencode({**GOOD, **changes}).encode(), Credentials()), Submission | Refusal)
