from __future__ import annotations

import pytest

from console.providers.registry import callback_provider, provider


def test_the_options_are_those_of_the_command_line() -> None:
    options = {option.name: (option.secret, option.required) for option in provider("link-smsc").options}
    assert options == {
        "service_id": (False, True), "username": (False, True), "password": (True, True),
        "acknowledge_body": (False, False), "callback_token": (True, False), "callback_username": (False, False),
        "callback_password": (True, False), "plain_http": (False, False), "rate": (False, False),
    }  # fmt: skip


def test_the_base_urls_are_the_documents() -> None:
    urls = dict(provider("link-smsc").base_urls)
    assert list(urls) == [
        *(f"https://{part}.linkmobility.io/smscsimplehttp" for part in ("n-eu", "c-eu", "s-eu", "se", "de", "es")),
        "https://wsx.sp247.net/smscsimplehttp",
        "http://wsx.sp247.net/smscsimplehttp",
    ]
    assert [url for url, remark in urls.items() if "legacy" in remark] == list(urls)[-2:]


@pytest.mark.parametrize(
    ("peer", "expected"),
    [
        ("193.142.108.11", "known"),
        ("::ffff:217.163.95.201", "known"),
        ("195.84.162.3", "known"),
        ("193.142.108.17", "unlisted"),
        ("127.0.0.1", "loopback"),
        ("::1", "loopback"),
        ("::ffff:127.0.0.9", "loopback"),
        ("2001:db8::1", "unlisted"),
        ("", "unlisted"),
        ("sp1.n-eu.linkmobility.io", "unlisted"),
    ],
)
def test_callbacks_come_from_the_hosts_of_appendix_1(peer: str, expected: str) -> None:
    assert callback_provider("link-smsc").source_check(peer) == expected


def test_appendix_1_is_whole() -> None:
    check = callback_provider("link-smsc").source_check
    series = [
        *(f"193.142.108.{last}" for last in range(11, 17)), *(f"37.202.24.{last}" for last in range(11, 17)),
        *(f"185.73.14.{last}" for last in range(11, 17)), *(f"213.242.87.{last}" for last in range(36, 42)),
        *(f"62.67.62.{last}" for last in range(101, 107)), *(f"217.163.95.{last}" for last in range(196, 202)),
        "195.84.162.34", "194.71.165.71", "195.84.162.16", "194.71.165.98", "195.84.162.3", "194.71.165.122",
    ]  # fmt: skip
    assert len(set(series)) == 42
    assert {check(peer) for peer in series} == {"known"}
