"""`switchroom segments`, in process where the answer matters and as a real process where the stream does."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from click.testing import CliRunner, Result

from console.cli.main import cli

AGREED = ["encoding", "units", "segments", "per_segment", "remaining", "limit", "fits", "forced_by"]


def run(*words: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["segments", *words], input=stdin)


def counted(*words: str, stdin: str | bytes | None = None) -> dict[str, Any]:
    result = run(*words, "--json", stdin=stdin)
    assert result.exit_code == 0
    document: dict[str, Any] = json.loads(result.stdout)
    assert list(document)[: len(AGREED)] == AGREED
    return document


def test_the_agreed_shape() -> None:
    document = counted("a" * 161)
    assert document | {"per_segment": []} == {
        "encoding": "GSM-7",
        "units": 161,
        "segments": 2,
        "per_segment": [],
        "remaining": 145,
        "limit": {"segments": 255},
        "fits": True,
        "forced_by": [],
        "profile": "standard",
    }
    assert document["per_segment"] == [{"text": "a" * 153, "units": 153}, {"text": "a" * 8, "units": 8}]


def test_what_forces_ucs2() -> None:
    (forced,) = counted("Don\u2019t")["forced_by"]
    assert forced == {
        "index": 3, "char": "\u2019", "codepoint": "U+2019", "suggestion": "'", "start": 3, "stop": 4
    }  # fmt: skip


def test_the_empty_text_is_no_segment() -> None:
    document = counted("")
    assert (document["units"], document["segments"], document["remaining"], document["per_segment"]) == (0, 0, 160, [])


def test_the_profile_of_link() -> None:
    document = counted("ж" * 568, "--profile", "link-smsc")
    assert (document["segments"], document["fits"], document["limit"]) == (10, False, {"segments": 9})
    assert document["per_segment"][0]["units"] == 63


@pytest.mark.parametrize("words", [("-",), ()])
def test_standard_input(words: tuple[str, ...]) -> None:
    assert counted(*words, stdin=b"a\r\nb")["units"] == 4


def test_an_unknown_profile_is_refused_with_the_nearest() -> None:
    command = [sys.executable, "-m", "console", "segments", "x", "--profile", "linksmsc", "--json"]
    process = subprocess.run(command, capture_output=True, check=False)
    assert process.returncode == 2
    assert json.loads(process.stdout)["error"]["field"] == "profile"
    assert b"Did you mean link-smsc?" in process.stderr
    assert b"Traceback" not in process.stderr


def test_a_text_that_is_not_utf8_is_counted_and_stays_valid_json() -> None:
    command: list[str | bytes] = [sys.executable, "-m", "console", "segments", b"a\xff", "--json"]
    process = subprocess.run(command, capture_output=True, check=True)
    (forced,) = json.loads(process.stdout.decode("utf-8"))["forced_by"]
    assert forced["codepoint"] == "U+DCFF"


def test_for_people() -> None:
    result = run("Kod 4711 – gäller nu. " + "a" * 60, "--profile", "link-smsc")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("UCS-2   2 segments   82 units   44 left in the last segment   link-smsc, limit 9")
    assert [line.split()[:2] for line in lines[3:5]] == [["1", "63"], ["2", "19"]]
    assert "U+2013" in result.stdout
    assert "With all replaced: GSM-7, 1 segment, 1 fewer to pay." in lines


def test_hostile_text_does_not_reach_the_terminal() -> None:
    result = run("\x1b[31m\u202e\x9b\ud83d" + "a\n" * 200)
    assert result.exit_code == 0
    assert not {"\x1b", "\u202e", "\x9b", "\ud83d"} & set(result.stdout + result.stderr)


def test_lines_of_many_forcing_characters_are_capped_for_people() -> None:
    result = run("ж" * 2_000)
    assert len(result.stdout.splitlines()) < 60
    assert "and 1,980 more; --json has them all" in result.stdout


def test_lines_answer_each_line_and_a_bad_one_ends_in_exit_code_2() -> None:
    lines = [
        b'{"text": "a"}',
        b"not json",
        b'{"text": "' + "\u0436".encode() * 71 + b'", "profile": "link-smsc"}',
        b"",
        b"[1]",
        b'{"text": 1}',
        b'{"text": "a", "profile": "nope"}',
        b'{"text": "a", "profile": 7}',
        b'{"text": "\\ud83d"}',
        b"\xff",
        b"[" * 100_000,
        b'{"text": ""}',
    ]
    result = run("--lines", stdin=b"\n".join(lines))
    assert result.exit_code == 2
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert ["error" in answer for answer in answers] == [
        False, True, False, True, True, True, True, True, False, True, True, False
    ]  # fmt: skip
    assert (answers[2]["segments"], answers[2]["remaining"]) == (2, 55)
    assert answers[5]["error"]["field"] == "text"
    assert set(answers[1]["error"]) == {"kind", "message", "hint", "field", "http_status", "code"}
    assert "8 of 12 lines" in result.stderr


def test_lines_that_are_all_good_end_in_0() -> None:
    result = run("--lines", "--profile", "link-smsc", stdin=b'{"text": "a"}\n{"text": "b", "profile": null}\n')
    assert result.exit_code == 0
    assert [json.loads(line)["profile"] for line in result.stdout.splitlines()] == ["link-smsc", "link-smsc"]


def test_lines_take_no_text_argument() -> None:
    assert run("--lines", "a").exit_code != 0


def test_each_line_is_answered_before_the_next_is_written() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "console", "segments", "--lines"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for count in (1, 161, 307):
            process.stdin.write(json.dumps({"text": "a" * count}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["units"] == count
        process.stdin.close()
        assert process.wait(timeout=30) == 0
