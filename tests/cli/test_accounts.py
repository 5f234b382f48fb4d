"""`switchroom accounts`, on real files."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import documents, error_of, switchroom

URL = "https://se.linkmobility.io/smscsimplehttp"


@pytest.fixture
def home(tmp_path: Path) -> str:
    return str(tmp_path)


def add(home: str, name: str = "acme", *more: str, stdin: str | None = None) -> Any:
    return switchroom(
        "accounts", "add", name, "--home", home, "--provider", "link-smsc", "--base-url", URL,
        "-o", "service_id=1001", "-o", "username=u", *more, stdin=stdin,
    )  # fmt: skip


def test_an_added_account_is_listed_and_shown(home: str) -> None:
    result = add(home, "acme", "--environment", "production", "--read-only", "--json")
    assert result.exit_code == 0
    (added,) = documents(result)
    assert added == {
        "name": "acme",
        "provider": "link-smsc",
        "base_url": URL,
        "environment": "production",
        "read_only": True,
        "options": {"service_id": "1001", "username": "u"},
        "secrets": {"password": None, "callback_token": None, "callback_password": None},
        "callback_url": "http://127.0.0.1:8471/callbacks/acme",
    }
    assert documents(switchroom("accounts", "list", "--home", home, "--json")) == [added]
    assert documents(switchroom("accounts", "show", "acme", "--home", home, "--json")) == [added]
    shown = switchroom("accounts", "show", "acme", "--home", home).stdout
    for part in ("production", "never sends", URL, "1001", "missing"):
        assert part in shown


def test_adding_says_what_is_missing_and_what_is_at_stake(home: str) -> None:
    result = add(home, "acme-sms", "--environment", "production")
    assert "SWITCHROOM_ACME_SMS_PASSWORD" in result.stderr
    assert "costs money" in result.stderr
    assert "costs money" not in add(home, "other").stderr


def test_no_accounts_is_a_remark_and_no_error(home: str) -> None:
    result = switchroom("accounts", "list", "--home", home)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "accounts add" in result.stderr
    assert documents(switchroom("accounts", "list", "--home", home, "--json")) == []


@pytest.mark.parametrize("sent", ["hunter2", "hunter2\n", "hunter2\r\n"])
def test_a_secret_from_standard_input_goes_to_the_file_that_was_allowed_and_nowhere_else(home: str, sent: str) -> None:
    result = add(home, "acme", "--secret-stdin", "password", "--allow-file", "--json", stdin=sent)
    assert documents(result)[0]["secrets"]["password"] == "file"
    assert "hunter2" not in result.output
    holding = [path.name for path in Path(home).iterdir() if b"hunter2" in path.read_bytes()]
    assert holding == ["secrets.toml"]
    assert Path(home, "secrets.toml").stat().st_mode & 0o777 == 0o600
    assert "hunter2" not in switchroom("accounts", "show", "acme", "--home", home).output


def test_without_a_keyring_and_a_yes_no_secret_is_kept(home: str) -> None:
    result = add(home, "acme", "--secret-stdin", "password", "--json", stdin="hunter2")
    assert result.exit_code == 2
    assert error_of(result)["kind"] == "secret_missing"
    assert "--allow-file" in result.stderr
    assert documents(switchroom("accounts", "list", "--home", home, "--json")) == []


@pytest.mark.parametrize(
    ("more", "field"),
    [
        (("-o", "password=hunter2"), "password"),
        (("-o", "usernam=u"), "usernam"),
        (("-o", "nonsense"), "options"),
        (("--secret-stdin", "username"), "username"),
        (("--secret-stdin", "password", "--allow-file"), "password"),
    ],
)
def test_what_cannot_be_added_is_told_and_not_kept(home: str, more: tuple[str, ...], field: str) -> None:
    result = add(home, "acme", *more, "--json", stdin="")
    assert (result.exit_code, error_of(result)["field"]) == (2, field)
    assert "hunter2" not in result.output
    assert documents(switchroom("accounts", "list", "--home", home, "--json")) == []


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("acme", "--provider", "link-smsc"), "base_url"),
        (("acme", "--provider", "nobody", "--base-url", URL), "provider"),
        (("-acme", "--provider", "link-smsc", "--base-url", URL), None),
        (("a b", "--provider", "link-smsc", "--base-url", URL), "name"),
    ],
)
def test_names_and_addresses_are_checked(home: str, words: tuple[str, ...], field: str | None) -> None:
    result = switchroom("accounts", "add", *words, "--home", home, "--json")
    assert (result.exit_code, error_of(result)["field"]) == (2, field)


def test_a_taken_name_is_refused_before_a_secret_is_touched(home: str) -> None:
    add(home, "acme", "--secret-stdin", "password", "--allow-file", stdin="first")
    result = add(home, "acme", "--secret-stdin", "password", "--allow-file", "--json", stdin="second")
    assert (result.exit_code, error_of(result)["field"]) == (2, "name")
    assert "first" in Path(home, "secrets.toml").read_text()


def test_removing_wants_a_yes_and_forgets_the_secret(home: str) -> None:
    add(home, "acme", "--secret-stdin", "password", "--allow-file", stdin="hunter2")
    refused = switchroom("accounts", "remove", "acme", "--home", home)
    assert refused.exit_code == 2
    assert "--yes" in refused.stderr
    removed = switchroom("accounts", "remove", "acme", "--home", home, "--yes", "--json")
    assert documents(removed) == [{"removed": "acme"}]
    assert documents(switchroom("accounts", "list", "--home", home, "--json")) == []
    assert "hunter2" not in Path(home, "secrets.toml").read_text()


@pytest.mark.parametrize("command", ["show", "check", "remove"])
def test_an_account_nobody_knows_is_told_with_the_nearest(home: str, command: str) -> None:
    add(home, "acme-sms")
    result = switchroom("accounts", command, "acme-smss", "--home", home, "--json")
    assert result.exit_code == 2
    assert "acme-sms" in error_of(result)["hint"]


def test_checking_says_what_was_proved(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.sandbox.conftest import running_sandbox

    with running_sandbox("--home", home) as sandbox:
        for name, password in (("right", "sandbox"), ("wrong", "guess")):
            switchroom(
                "accounts", "add", name, "--home", home, "--provider", "link-smsc", "--base-url", sandbox.url,
                "-o", "service_id=1001", "-o", "username=sandbox",
            )  # fmt: skip
            monkeypatch.setenv(f"SWITCHROOM_{name.upper()}_PASSWORD", password)
        right = switchroom("accounts", "check", "right", "--home", home, "--json")
        wrong = switchroom("accounts", "check", "wrong", "--home", home, "--json")
    gone = switchroom("accounts", "check", "right", "--home", home, "--json")
    assert [documents(result)[0]["ok"] for result in (right, wrong, gone)] == [True, False, None]
    assert [result.exit_code for result in (right, wrong, gone)] == [0, 1, 1]


def test_on_a_terminal_the_password_is_asked_for_and_not_echoed(home: str) -> None:
    ours, theirs = pty.openpty()
    command = [
        sys.executable, "-m", "console", "--home", home, "accounts", "add", "acme", "--provider", "link-smsc",
        "--base-url", URL, "-o", "service_id=1001", "-o", "username=u",
    ]  # fmt: skip
    shown = b""

    def read_until(wanted: bytes) -> None:
        nonlocal shown
        deadline = time.monotonic() + 30
        while wanted not in shown and time.monotonic() < deadline:
            if select.select([ours], [], [], 0.1)[0]:
                shown += os.read(ours, 4_096)
        assert wanted in shown

    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True) as process:
        os.close(theirs)
        read_until(b"Password: ")
        os.write(ours, b"hunter2\n")
        read_until(b"[y/N]")  # there is no keyring here: a file wants a yes
        os.write(ours, b"y\n")
        read_until(b"was added")
        assert process.wait(30) == 0
    os.close(ours)
    assert b"hunter2" not in shown
    assert "hunter2" in Path(home, "secrets.toml").read_text()
