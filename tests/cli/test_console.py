"""Opening the screen, on a real terminal."""

from __future__ import annotations

import os
import pty
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from console.cli.console import SANDBOX_ACCOUNT, SANDBOX_GATES, SANDBOX_WHATSAPP, Practice, empty
from console.domain.callbacks.filter import Filter
from console.errors import InvalidInput
from console.listener.lock import find_running, is_held
from console.sandbox import process as sandbox_process
from console.settings.paths import find_home
from console.wiring import open_database, open_desks
from tests.cli.command import switchroom


@pytest.mark.parametrize(
    ("words", "hint"),
    [((), "switchroom demo"), (("--fresh",), "--sandbox"), (("--json",), "--help")],
)
def test_what_cannot_be_opened_is_one_sentence_and_exit_2(words: tuple[str, ...], hint: str) -> None:
    result = switchroom(*words)
    assert result.exit_code == 2
    assert hint in result.stderr
    assert len(result.stderr.splitlines()) == 1


def read_until(terminal: int, wanted: bytes, seconds: float = 30.0) -> bytes:
    shown = b""
    deadline = time.monotonic() + seconds
    while wanted not in shown and time.monotonic() < deadline:
        shown += os.read(terminal, 65_536)
    return shown


@contextmanager
def on_terminal(home: Path, *words: str, **environment: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The console as somebody sees it, with our end of its terminal."""
    (home / "config.toml").write_text("[listener]\nport = 0\n")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "console", "--home", str(home), *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color", **environment},
    ) as console:
        os.close(theirs)
        yield ours, console


def test_it_opens_on_a_terminal_and_leaves_no_process_behind(tmp_path: Path) -> None:
    with on_terminal(tmp_path) as (ours, console):
        assert b"listening" in read_until(ours, b"listening")
        os.write(ours, b"q")
        read_until(ours, b"\x1b[?1049l")
        assert console.wait(30) == 0
    os.close(ours)
    assert not (tmp_path / "listener.json").exists()
    assert not (tmp_path / "crash.log").exists()


@pytest.mark.parametrize("ended", ["its terminal went away", "SIGHUP", "SIGTERM"])
def test_it_leaves_as_if_asked_when_it_is_told_to_end_or_nobody_can_see_it(tmp_path: Path, ended: str) -> None:
    with on_terminal(tmp_path) as (ours, console):
        try:
            read_until(ours, b"listening")
            assert (tmp_path / "listener.json").exists()
            if ended.startswith("SIG"):
                console.send_signal(getattr(signal, ended))
                assert b"\x1b[?1049l" in read_until(ours, b"\x1b[?1049l")  # the shell gets its screen back
            else:
                os.close(ours)
            assert console.wait(30) == 0
        finally:
            console.kill()
    assert not (tmp_path / "listener.json").exists()
    assert not (tmp_path / "crash.log").exists()


def test_what_a_killed_console_had_started_ends_by_itself(tmp_path: Path) -> None:
    home = find_home(tmp_path, sandbox=True)
    no_keyring = "keyring.backends.null.Keyring"
    with on_terminal(tmp_path, "--sandbox", PYTHON_KEYRING_BACKEND=no_keyring) as (ours, console):
        try:
            read_until(ours, b"listening", 60)
            listener, sandbox = find_running(home), sandbox_process.attach(home)
            assert listener is not None
            assert sandbox is not None
        finally:
            console.kill()
    os.close(ours)
    deadline = time.monotonic() + 30
    # They end in order: each takes away what it had written about itself.
    while is_held(home) or home.listener_file.exists() or home.sandbox_file.exists():
        assert time.monotonic() < deadline, "a child went on without the console"
        time.sleep(0.1)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", urlsplit(listener.url).port or 0), 5)


def test_emptying_the_sandbox_leaves_its_settings(tmp_path: Path) -> None:
    home = find_home(tmp_path, sandbox=True)
    open_database(home).close()
    home.accounts_file.write_text("")
    home.config_file.write_text("")
    empty(home)
    assert sorted(path.name for path in home.root_data.iterdir()) == ["config.toml"]
    empty(home)


def test_a_home_that_a_listener_uses_is_not_emptied(tmp_path: Path) -> None:
    home = find_home(tmp_path, sandbox=True)
    with subprocess.Popen(
        [sys.executable, "-m", "console", "--home", str(home.root_data), "listen", "--port", "0"],
        stdout=subprocess.PIPE,
    ) as listener:
        assert listener.stdout is not None
        listener.stdout.readline()
        with pytest.raises(InvalidInput, match="listener still runs"):
            empty(home)
        listener.terminate()
    assert home.database.exists()


def test_a_home_that_another_console_or_command_uses_is_not_emptied(tmp_path: Path) -> None:
    home = find_home(tmp_path, sandbox=True)
    with subprocess.Popen(
        [sys.executable, "-m", "console", "--home", str(home.root_data), "callbacks", "tail"], stderr=subprocess.PIPE
    ) as tail:
        assert tail.stderr is not None
        tail.stderr.readline()
        with pytest.raises(InvalidInput, match="database open"):
            empty(home)
        tail.terminate()
    assert home.database.exists()
    empty(home)
    assert not home.database.exists()


async def test_the_sandbox_is_ready_to_send_with_and_holds_a_week_on_first_use(tmp_path: Path) -> None:
    home = find_home(tmp_path, sandbox=True)
    desks = open_desks(home, sandbox=True)
    practice = Practice(home, lambda: desks)
    try:
        await practice.begin()
        assert {account.name for account in desks.accounts.accounts()} == {
            SANDBOX_ACCOUNT,
            SANDBOX_GATES,
            SANDBOX_WHATSAPP,
        }
        for name in (SANDBOX_ACCOUNT, SANDBOX_GATES, SANDBOX_WHATSAPP):
            checked = await desks.accounts.check(name)
            assert checked.ok, checked.sentence
        (newest,) = await desks.log.events(Filter(), limit=1)
        assert newest.account in {SANDBOX_ACCOUNT, SANDBOX_WHATSAPP}
        assert newest.id > 4_000

        await Practice(home, lambda: desks).begin()
        (still,) = await desks.log.events(Filter(), limit=1)
        assert still.id == newest.id, "what is there is not laid in again"
    finally:
        practice.end()
        await desks.aclose()
