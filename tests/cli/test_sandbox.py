"""`switchroom sandbox` on the command line; what it does is tested beside the simulators."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from console.sandbox.link_smsc.behaviours import Behaviour
from console.sandbox.link_whatsapp.behaviours import Behaviour as WhatsappBehaviour
from tests.cli.command import error_of, switchroom


def test_help_names_every_behaviour_with_its_number() -> None:
    shown = switchroom("sandbox", "--help").stdout
    for behaviour in (*Behaviour, *WhatsappBehaviour):
        assert re.search(rf"{behaviour.digits}  {behaviour.title} ", shown)
    assert "+46700002106" in shown
    assert "+46700002404" in shown


@pytest.mark.parametrize(
    "words",
    [
        ("--callback-url", "127.0.0.1:8471"),
        ("--callback-url", "ftp://127.0.0.1:8471/callbacks/acme"),
        ("--callback-url", "http:///callbacks/acme"),
        ("--callback-url", "http://127.0.0.1:84710/callbacks/acme"),
        ("--format", "yaml"),
        ("--always", "nonsense"),
        ("--whatsapp-always", "as-xml"),
        ("--delay", "-1"),
        ("--port", "70000"),
        ("--attempts", "0"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_2(words: tuple[str, ...]) -> None:
    result = switchroom("sandbox", *words)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("url", ["http://127.0.0.1:8471", "http://us:er@127.0.0.1:8471?token=1", "https://h.example#x"])
def test_a_callback_url_without_a_path_is_told_what_it_lacks(url: str) -> None:
    result = switchroom("sandbox", "--json", "--callback-url", url)
    assert result.exit_code == 2
    error = error_of(result)
    assert (error["kind"], error["field"]) == ("invalid_input", "callback_url")
    assert "no path" in error["message"]
    assert "http://host:port/callbacks/ACCOUNT" in error["hint"]


def test_a_receiver_at_the_root_is_called_where_the_slash_says_so(tmp_path: Path) -> None:
    with running("--json", "--home", str(tmp_path), "--callback-url", "http://127.0.0.1:9/") as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["link_smsc"]
        process.terminate()
        assert process.wait(20) == 0


def running(*words: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "console", "sandbox", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )


def test_people_read_where_it_is_and_how_to_use_it(tmp_path: Path) -> None:
    with running("--home", str(tmp_path)) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(8)]
        process.terminate()
        assert process.wait(20) == 0
    assert re.search(r"http://127\.0\.0\.1:\d+/smscsimplehttp", lines[0])
    assert re.search(r"http://127\.0\.0\.1:\d+/gate", lines[3])
    assert re.search(r"http://127\.0\.0\.1:\d+/whatsapp-message", lines[5])
    assert "Ctrl-C" in lines[7]
    assert not any("\x1b" in line for line in lines)


def test_without_a_named_home_it_writes_nothing_down(tmp_path: Path) -> None:
    with running("--json", SWITCHROOM_HOME="", XDG_STATE_HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path)) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["link_smsc"]
        assert list(tmp_path.rglob("sandbox.json")) == []
        process.terminate()


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with running("--json", "--home", str(tmp_path)) as process:
        assert process.stdout is not None
        port = json.loads(process.stdout.readline())["link_smsc"].split(":")[2].split("/")[0]
        result = switchroom("sandbox", "--json", "--port", port)
        process.terminate()
    assert result.exit_code == 1
    assert error_of(result)["kind"] == "port_taken"
    assert port in result.stderr
