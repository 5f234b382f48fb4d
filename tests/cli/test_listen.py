"""`switchroom listen` as a script and as a person start it."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def listen(home: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "console", "--home", str(home), "listen", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_json_prints_one_line_and_then_nothing(tmp_path: Path, number: int) -> None:
    process = listen(tmp_path, "--port", "0", "--json")
    assert process.stdout is not None
    first = json.loads(process.stdout.readline())
    assert set(first) == {"url", "pid", "database"}
    assert first["pid"] == process.pid
    assert first["database"] == str(tmp_path / "switchroom.db")
    host, _, port = first["url"].removeprefix("http://").rpartition(":")
    assert host == "127.0.0.1"
    socket.create_connection((host, int(port))).close()
    process.send_signal(number)
    assert process.communicate(timeout=20) == ("", "")
    assert process.returncode == 0


def test_people_read_where_callbacks_go(tmp_path: Path) -> None:
    (tmp_path / "accounts.toml").write_text(
        '[shop]\nprovider = "link-smsc"\nbase_url = "https://example.invalid/"\n'
        '[shop.options]\nservice_id = "1"\nusername = "u"\n'
    )
    process = listen(tmp_path, "--port", "0")
    assert process.stdout is not None
    first, second = process.stdout.readline(), process.stdout.readline()
    assert first.startswith("Listening on http://127.0.0.1:")
    assert str(tmp_path / "switchroom.db") in first
    assert second.split()[0] == "shop:"
    assert second.rstrip().endswith("/callbacks/shop")
    process.terminate()
    process.communicate(timeout=20)
    assert process.returncode == 0


def test_a_taken_port_is_exit_code_1_and_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        process = listen(tmp_path, "--port", port, "--json")
        out, err = process.communicate(timeout=20)
    assert process.returncode == 1
    assert json.loads(out)["error"]["kind"] == "port_taken"
    assert err.count("\n") == 1
    assert f"Port {port} on 127.0.0.1 is taken" in err


@pytest.mark.parametrize("port", ["65536", "-1", "many"])
def test_a_port_that_is_none_is_exit_code_2(tmp_path: Path, port: str) -> None:
    process = listen(tmp_path, "--port", port)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (2, "")
    assert "--port" in err
    assert "Traceback" not in err


def test_all_addresses_want_proof_from_every_account(tmp_path: Path) -> None:
    (tmp_path / "accounts.toml").write_text(
        '[shop]\nprovider = "link-smsc"\nbase_url = "https://example.invalid/"\n'
        '[shop.options]\nservice_id = "1"\nusername = "u"\n'
    )
    process = listen(tmp_path, "--host", "0.0.0.0", "--port", "0")
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (1, "")
    assert "could send callbacks for shop" in err
