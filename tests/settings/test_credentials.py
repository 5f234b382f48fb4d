"""Secrets: environment, keyring, file, in this order; with real keyring backends that live in memory."""

from __future__ import annotations

import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from console.errors import SecretMissing, SettingsError
from console.settings import credentials as module
from console.settings.credentials import Credentials, environment_variable
from console.settings.paths import Home, find_home

# keyring's own stand-ins, which its stubs do not describe.
FailKeyring: Any = fail.Keyring
NoKeyring: Any = null.Keyring
Chain: Any = chainer.ChainerBackend


class MemoryKeyring(KeyringBackend):
    """Keeps what it is given, as a desktop's does."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class LockedKeyring(MemoryKeyring):
    """Raises as a keyring does that nobody unlocked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError("locked")


class AskingKeyring(MemoryKeyring):
    """Waits for somebody to type a password into a dialog that nobody sees."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()
        self.asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        self.answered.wait(60)
        return None


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return find_home(tmp_path / "home", sandbox=False)


@pytest.fixture(autouse=True)
def _keyring_afterwards() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def ring() -> MemoryKeyring:
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    return backend


# --- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("account", "option", "variable"),
    [
        ("acme", "password", "SWITCHROOM_ACME_PASSWORD"),
        ("acme-sms", "password", "SWITCHROOM_ACME_SMS_PASSWORD"),
        ("Acme.2", "callback_token", "SWITCHROOM_ACME_2_CALLBACK_TOKEN"),
    ],
)
def test_the_variable_is_upper_case_with_underscores(account: str, option: str, variable: str) -> None:
    assert environment_variable(account, option) == variable


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_account_has_a_name_every_shell_takes(account: str, option: str) -> None:
    name = environment_variable(account, option)
    assert set(name) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")


# --- where a secret comes from --------------------------------------------------------------------------------------


def test_environment_comes_before_keyring_before_file(
    home: Home, ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.set_keyring(NoKeyring())
    kept = Credentials(home)
    assert kept.keep("acme", "password", "in file", allow_file=True) == "file"
    assert (kept.place("acme", "password"), kept.secret("acme", "password")) == ("file", "in file")

    keyring.set_keyring(ring)
    ring.set_password(f"switchroom {home.root_config}", "acme/password", "in keyring")
    assert (kept.place("acme", "password"), kept.secret("acme", "password")) == ("keyring", "in keyring")

    monkeypatch.setenv("SWITCHROOM_ACME_PASSWORD", "in environment")
    assert (kept.place("acme", "password"), kept.secret("acme", "password")) == ("environment", "in environment")

    monkeypatch.setenv("SWITCHROOM_ACME_PASSWORD", "")
    assert kept.place("acme", "password") == "keyring"


def test_a_missing_secret_says_where_to_put_it(home: Home) -> None:
    assert Credentials(home).place("acme", "password") is None
    with pytest.raises(SecretMissing) as caught:
        Credentials(home).secret("acme", "password")
    assert "SWITCHROOM_ACME_PASSWORD" in str(caught.value.hint)
    assert caught.value.field == "password"


# --- keeping --------------------------------------------------------------------------------------------------------


def test_the_keyring_is_used_where_there_is_one(home: Home, ring: MemoryKeyring) -> None:
    kept = Credentials(home)
    assert kept.new_secret_place() == "keyring"
    assert kept.keep("acme", "password", "hunter2") == "keyring"
    assert "hunter2" in ring.kept.values()
    assert not home.secrets_file.exists()
    kept.forget("acme", "password")
    assert ring.kept == {}
    assert kept.place("acme", "password") is None


def test_two_homes_keep_the_same_account_apart(tmp_path: Path, ring: MemoryKeyring) -> None:
    practice, real = (Credentials(find_home(tmp_path, sandbox=sandbox)) for sandbox in (True, False))
    practice.keep("acme", "password", "sandbox")
    real.keep("acme", "password", "real")
    assert (practice.secret("acme", "password"), real.secret("acme", "password")) == ("sandbox", "real")


def test_without_a_keyring_a_file_wants_a_yes(home: Home) -> None:
    kept = Credentials(home)
    assert kept.new_secret_place() is None
    with pytest.raises(SecretMissing) as caught:
        kept.keep("acme", "password", "hunter2")
    assert "hunter2" not in repr(caught.value)
    assert not home.secrets_file.exists()

    assert kept.keep("acme", "password", "hunter2", allow_file=True) == "file"
    assert stat.S_IMODE(home.secrets_file.stat().st_mode) == 0o600
    assert kept.new_secret_place() == "file"
    assert kept.keep("acme", "callback_token", "t", allow_file=False) == "file"  # allowed before


def test_a_keyring_that_appears_later_takes_over_from_the_file(home: Home, ring: MemoryKeyring) -> None:
    keyring.set_keyring(NoKeyring())
    kept = Credentials(home)
    kept.keep("acme", "password", "old", allow_file=True)
    keyring.set_keyring(ring)
    assert kept.keep("acme", "password", "new") == "keyring"
    assert "old" not in home.secrets_file.read_text()
    keyring.set_keyring(NoKeyring())
    assert kept.place("acme", "password") is None


@given(value=st.text(st.characters(codec="utf-8"), min_size=1), other=st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_text_comes_back_from_the_file(tmp_path_factory: pytest.TempPathFactory, value: str, other: str) -> None:
    kept = Credentials(find_home(tmp_path_factory.mktemp("secrets"), sandbox=False))
    kept.keep("acme.2", "password", value, allow_file=True)
    kept.keep("acme.2", "callback_token", other, allow_file=True)
    assert kept.secret("acme.2", "password") == value
    kept.forget("acme.2", "password")
    assert kept.place("acme.2", "password") is None
    assert kept.secret("acme.2", "callback_token") == other


# --- files that are not as they should be ---------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_file_that_others_can_read_is_not_used(home: Home, mode: int) -> None:
    kept = Credentials(home)
    kept.keep("acme", "password", "hunter2", allow_file=True)
    home.secrets_file.chmod(mode)
    for use in (kept.secret, kept.place):
        with pytest.raises(SettingsError, match="can be read by others") as caught:
            use("acme", "password")
        assert "chmod 600" in str(caught.value.hint)
        assert "hunter2" not in repr(caught.value)


@pytest.mark.parametrize("text", ["acme = 1", "[acme]\npassword = 1", "[acme]\npassword = ['hunter2']"])
def test_a_file_of_another_shape_is_told_without_its_contents(home: Home, text: str) -> None:
    home.root_config.mkdir()
    home.secrets_file.write_text(text)
    home.secrets_file.chmod(0o600)
    with pytest.raises(SettingsError, match="acme") as caught:
        Credentials(home).secret("acme", "password")
    assert "hunter2" not in repr(caught.value)


# --- keyrings that are none -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [FailKeyring, NoKeyring, Chain, LockedKeyring])
def test_a_keyring_that_keeps_nothing_is_no_keyring(home: Home, make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Chain, "backends", [FailKeyring()])
    keyring.set_keyring(make())
    kept = Credentials(home)
    assert kept.place("acme", "password") is None
    assert kept.keep("acme", "password", "hunter2", allow_file=True) == "file"
    assert kept.secret("acme", "password") == "hunter2"


def test_a_keyring_that_asks_somebody_is_left_alone_after_a_while(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEYRING_PATIENCE", 0.05)
    asking = AskingKeyring()
    keyring.set_keyring(asking)
    kept = Credentials(home)
    assert kept.place("acme", "password") is None
    assert kept.new_secret_place() is None
    assert kept.place("acme", "password") is None
    assert asking.asked == 1  # and is not asked again
    asking.answered.set()
