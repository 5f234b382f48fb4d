from __future__ import annotations

from pathlib import Path

import pytest

from console.services.callback_addresses import CallbackAddresses, callback_url, unreachable_from_outside
from console.settings.model import ListenerSettings
from console.settings.paths import find_home


@pytest.mark.parametrize(
    ("url", "account"),
    [
        ("http://127.0.0.1:8471/callbacks/acme", "acme"),
        ("http://localhost:1/callbacks/acme/token", "acme"),
        ("http://[::1]:8471/callbacks/a%2Db/", "a-b"),
        ("https://hooks.example.com/in/callbacks/acme/switchroom-secret:gate_x", "acme"),
        ("https://HOOKS.example.com/in/callbacks/acme?x=1", "acme"),
        ("https://hooks.example.com/callbacks/acme", None),
        ("https://other.example.com/in/callbacks/acme", None),
        ("http://127.0.0.1:8471/callbacks", None),
        ("http://127.0.0.1:8471/other/acme", None),
        ("do://drop", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_a_url_leads_to_the_account_whose_callbacks_it_brings(tmp_path: Path, url: str, account: str | None) -> None:
    settings = ListenerSettings(public_url="https://hooks.example.com/in/")
    assert CallbackAddresses(find_home(tmp_path, sandbox=False), settings).account_of(url) == account


def test_what_is_written_into_a_gate_is_read_back(tmp_path: Path) -> None:
    addresses = CallbackAddresses(find_home(tmp_path, sandbox=False), ListenerSettings())
    url = callback_url("http://127.0.0.1:8471", "acme-1", "tok/en")
    assert url == "http://127.0.0.1:8471/callbacks/acme-1/tok%2Fen"
    assert addresses.account_of(url) == "acme-1"


async def test_without_a_listener_there_is_only_what_the_settings_name(tmp_path: Path) -> None:
    home = find_home(tmp_path, sandbox=False)
    assert CallbackAddresses(home, ListenerSettings()).base() is None
    named = CallbackAddresses(home, ListenerSettings(public_url="https://hooks.example.com/"))
    base = named.base()
    assert base is not None
    assert (base.url, base.public, base.running) == ("https://hooks.example.com", True, None)
    assert "No listener runs" in str(await named.problem(base.running))


def test_what_the_platform_cannot_reach_is_said() -> None:
    assert "public_url" in str(unreachable_from_outside("http://127.0.0.1:8471/callbacks/acme"))
    assert unreachable_from_outside("https://hooks.example.com/callbacks/acme") is None
