"""The sandbox as a process: what it says first, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.sandbox.conftest import PATIENCE, Receiver, Sandbox, Start


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"


def test_the_first_line_says_where_everything_is(sandbox: Sandbox) -> None:
    assert list(sandbox.said)[:7] == [
        "link_gate",
        "link_smsc",
        "link_whatsapp",
        "livelink",
        "mobivate",
        "smpp",
        "accounts",
    ]
    assert sandbox.url.startswith("http://127.0.0.1:")
    assert sandbox.url.endswith("/smscsimplehttp")
    assert sandbox.said["link_gate"] == sandbox.url.replace("/smscsimplehttp", "/gate")
    assert sandbox.said["accounts"] == {
        "link-gate": {
            "auth": "oauth",
            "username": "sandbox",
            "password": "sandbox",
            "platform_id": "SANDBOX",
            "partner_id": "PRACTICE",
        },
        "link-smsc": {"service_id": "1001", "username": "sandbox", "password": "sandbox"},
        "link-whatsapp": {
            "username": "sandbox",
            "password": "sandbox",
            "platform_id": "SANDBOX",
            "partner_id": "PRACTICE",
            "source": "+46701740699",
        },
    }
    assert sandbox.said["link_whatsapp"] == sandbox.url.replace("/smscsimplehttp", "/whatsapp-message")
    assert [sandbox.said[name] for name in ("livelink", "mobivate", "smpp")] == [None] * 3
    assert sandbox.said["pid"] == sandbox.process.pid


def test_its_home_knows_it_while_it_runs(sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "sandbox.json"
    assert json.loads(file.read_text()) == sandbox.said
    assert file.stat().st_mode & 0o777 == 0o600
    assert sandbox.stop() == 0
    assert not file.exists()


def test_a_later_sandbox_keeps_its_place_in_the_home(sandbox: Sandbox, start: Start, tmp_path: Path) -> None:
    later = start("--home", str(tmp_path))
    sandbox.stop()
    assert json.loads((tmp_path / "sandbox.json").read_text())["pid"] == later.process.pid


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_well_when_told_to(start: Start, receiver: Receiver, tmp_path: Path, signal_number: int) -> None:
    sandbox = start("--home", str(tmp_path), "--callback-url", receiver.url, "--delay", "3600")
    sandbox.accepted("+46701740605")  # its report is still to come
    sandbox.process.send_signal(signal_number)
    assert sandbox.process.wait(PATIENCE) == 0
    with pytest.raises(httpx.ConnectError):
        sandbox.send("+46701740605")


def test_it_does_not_outlive_the_process_it_belongs_to(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import os, subprocess, sys\n"
            "child = subprocess.Popen([sys.executable, '-m', 'console', 'sandbox', '--json', '--home', sys.argv[1],"
            " '--exit-with-parent', str(os.getpid())], start_new_session=True)\n"
            "child.wait()\n",
            str(tmp_path),
        ],
        stdout=subprocess.PIPE,
    )
    assert parent.stdout is not None
    with parent.stdout:
        pid = json.loads(parent.stdout.readline())["pid"]
        parent.kill()
        parent.wait()
    deadline = time.monotonic() + PATIENCE
    while not is_gone(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert is_gone(pid)
    assert not (tmp_path / "sandbox.json").exists()


def test_it_counts_what_was_confirmed(sandbox: Sandbox, receiver: Receiver) -> None:
    receiver.answers = [(500, "", {})]
    sandbox.accepted("+46701740605")
    receiver.take(2)
    tally = sandbox.url.replace("/smscsimplehttp", "/tally")
    deadline = time.monotonic() + PATIENCE
    while (told := sandbox.client.get(tally).json())["confirmed"] == 0 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert told == {"confirmed": 1, "unconfirmed": 1, "given_up": 0}
