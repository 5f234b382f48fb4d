from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from console.settings.paths import Home
from tests.cli.command import documents, error_of, switchroom
from tests.services.conftest import home, report, store

__all__ = ["home"]  # fixture

HOSTILE = "\x1b]0;owned\x07[red]\u202e\x00[link=x]"


@pytest.fixture
def words(home: Home) -> tuple[str, ...]:
    store(home, [report(1), report(2, code=2106), report(2, code=2106), report(3, text=HOSTILE, status=HOSTILE)])
    return ("--home", str(home.root_data), "callbacks")


def test_the_list_is_newest_last_and_limited_to_the_newest(words: tuple[str, ...]) -> None:
    assert [event["id"] for event in documents(switchroom(*words, "list", "--json"))] == [1, 2, 4]
    assert [event["id"] for event in documents(switchroom(*words, "list", "--json", "--limit", "1"))] == [4]


@pytest.mark.parametrize(
    ("terms", "ids"),
    [
        (("code:>=2000",), [2]),
        (("-code:2106", "since:1h"), [1, 4]),
        (("-since:1h",), []),
        (("code:2106 since:1h",), [2]),
        (("--account", "acme", "code:1001"), [1, 4]),
        (("--account", "other"), []),
    ],
)
def test_the_filter_is_the_rest_of_the_line(words: tuple[str, ...], terms: tuple[str, ...], ids: list[int]) -> None:
    result = switchroom(*words, "list", "--json", *terms)
    assert result.exit_code == 0
    assert [event["id"] for event in documents(result)] == ids


def test_a_filter_that_cannot_be_read_is_exit_2(words: tuple[str, ...]) -> None:
    result = switchroom(*words, "list", "--json", "coed:1")
    assert (result.exit_code, error_of(result)["field"]) == (2, "filter")


def test_for_people_a_row_says_what_the_code_means(words: tuple[str, ...]) -> None:
    lines = switchroom(*words, "list").stdout.splitlines()
    assert len(lines) == 4
    assert "● 2106 Number error" in lines[2]  # the seeded state is delivered
    assert "↻1" in lines[2]


def test_nothing_hostile_reaches_the_terminal(words: tuple[str, ...]) -> None:
    for command in (("list",), ("show", "4"), ("list", "--json"), ("show", "4", "--json")):
        result = switchroom(*words, *command)
        assert result.exit_code == 0
        assert not {"\x1b", "\x07", "\u202e", "\x00"} & set(result.output)
    assert documents(switchroom(*words, "show", "4", "--json"))[0]["text"] == HOSTILE


def test_an_empty_log_says_so_on_stderr(tmp_path: Path) -> None:
    result = switchroom("--home", str(tmp_path), "callbacks", "list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No callbacks yet" in result.stderr


def test_masked_on_demand_and_by_setting(words: tuple[str, ...], home: Home) -> None:
    for command in (("list",), ("list", "--json"), ("show", "1"), ("show", "1", "--json")):
        assert "701234" in switchroom(*words, *command).stdout
        assert "701234" not in switchroom(*words, *command, "--mask").stdout
    home.config_file.write_text("[screen]\nmask = true\n")
    for command in (("list",), ("list", "--json")):
        assert "701234" not in switchroom(*words, *command).stdout


def test_show_explains_the_code(words: tuple[str, ...]) -> None:
    shown = switchroom(*words, "show", "2").stdout
    assert "2106" in shown
    assert "cause" in shown
    missing = switchroom(*words, "show", "99", "--json")
    assert (missing.exit_code, error_of(missing)["kind"]) == (1, "not_found")


def test_raw_writes_the_request_and_the_exact_body(words: tuple[str, ...]) -> None:
    whole = switchroom(*words, "raw", "2").stdout_bytes
    assert whole.startswith(b"POST /callbacks/acme HTTP/1.1\r\n")
    body = b'{"id": "id-2"}'
    assert whole.endswith(b"\r\n\r\n" + body)
    assert switchroom(*words, "raw", "2", "--body").stdout_bytes == body
    assert switchroom(*words, "raw", "--callback", "3", "--body").stdout_bytes == body
    (document,) = documents(switchroom(*words, "raw", "2", "--json"))
    assert base64.b64decode(document["body_base64"]) == body
    assert switchroom(*words, "raw", "2", "--json", "--body").exit_code == 2


def test_tail_misses_nothing_once_it_says_that_it_waits(home: Home) -> None:
    store(home, [report(1)])
    with subprocess.Popen(
        [sys.executable, "-m", "console", "--home", str(home.root_data), "callbacks", "tail", "code:2106"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as tail:
        assert tail.stdout is not None
        assert tail.stderr is not None
        assert "Waiting" in tail.stderr.readline()
        store(home, [report(2, code=2106), report(3)])
        assert "2106 Number error" in tail.stdout.readline()
        tail.kill()


def test_tail_streams_json(home: Home) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "console", "--home", str(home.root_data), "callbacks", "tail", "code:2106", "--json"],
        stdout=subprocess.PIPE,
        text=True,
    ) as tail:
        assert tail.stdout is not None
        # The tail has begun at an unknown moment; whatever is stored after that is seen, so keep telling news.
        number = 2
        done = threading.Event()

        def tell() -> None:
            nonlocal number
            while not done.wait(0.3):
                store(home, [report(number, code=2106), report(number + 1)])
                number += 2

        teller = threading.Thread(target=tell)
        teller.start()
        line = tail.stdout.readline()
        done.set()
        teller.join()
        tail.kill()
    assert json.loads(line)["code"] == 2106
