from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.domain.account import Account
from console.errors import SettingsError
from console.settings.credentials import Credentials
from console.settings.files import save_account
from console.settings.paths import Home, find_home
from console.wiring import callback_accounts, now, open_desks, settings_of, source_check


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return find_home(tmp_path, sandbox=False)


def keep(home: Home, name: str = "acme", **options: str) -> Account:
    account = Account(
        name=name,
        provider="link-smsc",
        base_url="https://n-eu.linkmobility.io/smscsimplehttp",
        options={"service_id": "1", "username": "anna", **options},
    )
    save_account(home, account)
    return account


def test_desks_are_built_without_touching_disk_network_or_heavy_modules(home: Home) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom console.settings.paths import find_home\n"
        "from console.wiring import open_desks\n"
        "open_desks(find_home(Path(sys.argv[1]), sandbox=False), sandbox=False)\n"
        "heavy = ('httpx', 'sqlite_utils', 'phonenumbers', 'keyring', 'uvicorn', 'starlette', 'textual', 'tomlkit')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(home.root_data)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
    assert list(home.root_data.iterdir()) == []


def test_settings_that_cannot_be_read_are_told_at_once(home: Home) -> None:
    home.config_file.write_text("[listener]\nprot = 1\n")
    with pytest.raises(SettingsError, match="prot"):
        open_desks(home, sandbox=False)


def test_a_sandbox_stays_off_the_real_listeners_port(home: Home) -> None:
    assert settings_of(home, sandbox=False).listener.port == 8471
    assert settings_of(home, sandbox=True).listener.port == 0
    home.config_file.write_text("[listener]\nport = 9000\n")
    assert settings_of(home, sandbox=True).listener.port == 9000


def test_the_table_of_the_listener_holds_what_each_account_demands(home: Home) -> None:
    keep(home)
    keep(home, "proved", acknowledge_body="ACK", callback_username="link")
    credentials = Credentials(home)
    credentials.keep("proved", "callback_token", "sesame", allow_file=True)
    credentials.keep("proved", "callback_password", "pass", allow_file=True)
    table = callback_accounts(home)
    plain, proved = table.accounts["acme"], table.accounts["proved"]
    assert (plain.acknowledge_body, plain.token, plain.username, plain.password) == ("OK", None, None, None)
    assert (proved.acknowledge_body, proved.token, proved.username, proved.password) == (
        "ACK",
        "sesame",
        "link",
        "pass",
    )
    assert len(table.readers) == 2


def test_an_account_that_is_never_called_back_is_not_in_the_listeners_table(home: Home) -> None:
    keep(home)
    options = {"username": "u", "platform_id": "P", "partner_id": "Q"}
    gates = Account(name="gates", provider="link-gate", base_url="https://eu.linkmobility.io/gate", options=options)
    save_account(home, gates)
    table = callback_accounts(home)
    assert list(table.accounts) == ["acme"]
    assert len(table.readers) == 2


def test_sources_are_judged_by_the_documents_hosts() -> None:
    check = source_check()
    assert [check(peer) for peer in ("193.142.108.11", "127.0.0.1", "192.0.2.1")] == ["known", "loopback", "unlisted"]


def test_the_clock_counts_milliseconds_in_utc() -> None:
    assert abs(now() - time.time() * 1000) < 5_000


@pytest.fixture
def listener(home: Home) -> Iterator[str]:
    """The URL of a real listener process that `run_listener` runs."""
    keep(home)
    with subprocess.Popen(
        [sys.executable, "-m", "console", "--home", str(home.root_data), "listen", "--port", "0", "--json"],
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["url"]
        process.terminate()
        assert process.wait(20) == 0


def call_back(url: str) -> tuple[int, bytes]:
    body = b'{"id": "abc", "resultCode": 1001, "timestamp": "2026-11-20T08:00:05Z"}'
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read()


async def test_what_the_listener_stores_the_desks_show(listener: str, home: Home) -> None:
    from console.domain.callbacks.filter import parse

    assert call_back(f"{listener}/callbacks/acme") == (200, b"OK")
    desks = open_desks(home, sandbox=False)
    (stored,) = await desks.log.events(parse(""))
    assert (stored.account, stored.event.code) == ("acme", 1001)
    assert stored.callback is not None
    callback = await desks.log.callback(stored.callback)
    assert (callback.listener, callback.source_check) == (listener, "loopback")
    await desks.aclose()


def test_an_account_changed_while_the_listener_runs_is_taken_up(listener: str, home: Home) -> None:
    account = keep(home, "late")
    save_account(home, account.model_copy(update={"options": {**account.options, "acknowledge_body": "ACK"}}), "late")
    deadline = time.monotonic() + 30
    answer = call_back(f"{listener}/callbacks/late")
    while answer != (200, b"ACK") and time.monotonic() < deadline:
        time.sleep(0.2)
        answer = call_back(f"{listener}/callbacks/late")
    assert answer == (200, b"ACK")
