from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from importlib import import_module, util
from pathlib import Path

import click
import pytest

from console import __version__
from console.cli import main as command_line
from console.cli.main import COMMANDS
from console.errors import OutcomeUnknown, ProviderRefused, SwitchroomError
from tests.cli.command import error_of, switchroom

HEAVY = ("textual", "httpx", "sqlite_utils", "pydantic", "phonenumbers", "uvicorn", "keyring", "starlette", "rich")


def python(*arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, timeout=60, check=False, **more)  # type: ignore[call-overload,no-any-return]  # more: stdin and the like


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """A command that ends in `error`."""

    @click.command()
    def codes() -> None:
        raise error

    monkeypatch.setitem(COMMANDS, "codes", (f"{__name__}:codes", "Fails."))
    monkeypatch.setattr(sys.modules[__name__], "codes", codes, raising=False)


def test_help_lists_every_command_and_imports_nothing_heavy() -> None:
    program = (
        "import sys\nfrom console.__main__ import main\nsys.argv = ['switchroom', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = python("-c", program)
    assert done.stdout.splitlines()[-1] == "LOADED []"
    for name, (_, line) in COMMANDS.items():
        assert f"  {name} " in done.stdout
        assert line in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_where_it_is_said_to_be(name: str) -> None:
    module, _, attribute = COMMANDS[name][0].partition(":")
    if util.find_spec(module) is None:
        pytest.fail(f"{module} is missing")
    command = getattr(import_module(module), attribute)
    assert isinstance(command, click.Command)
    assert command.name == name


def test_version() -> None:
    assert switchroom("--version").stdout.strip() == f"switchroom, version {__version__}"


def test_without_a_terminal_the_console_points_to_the_demo() -> None:
    done = python("-m", "console", stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert "switchroom demo" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


@pytest.mark.parametrize(
    "words", [("--json", "segments", "Hej"), ("segments", "--json", "Hej"), ("segments", "Hej", "--json")]
)
def test_global_options_stand_before_and_after_the_command(words: tuple[str, ...]) -> None:
    assert json.loads(switchroom(*words).stdout)["segments"] == 1


@pytest.mark.parametrize("place", ["before", "after"])
def test_home_stands_before_and_after_the_command(place: str, tmp_path: Path) -> None:
    home = ("--home", str(tmp_path / "here"))
    words = (*home, "messages", "list") if place == "before" else ("messages", "list", *home)
    assert switchroom(*words).exit_code == 0
    assert (tmp_path / "here" / "switchroom.db").exists()


def test_a_misspelt_command_is_answered_with_the_nearest() -> None:
    result = switchroom("sedn")
    assert result.exit_code == 2
    assert result.stderr == "There is no command 'sedn'. Did you mean 'send'?\n"


@pytest.mark.parametrize("words", [("send", "--bogus"), ("--bogus",), ("callbacks", "show"), ("messages", "nothing")])
def test_wrong_usage_is_one_sentence_and_exit_2(words: tuple[str, ...]) -> None:
    plain = switchroom(*words)
    assert plain.exit_code == 2
    assert plain.stdout == ""
    assert len(plain.stderr.splitlines()) == 1
    with_json = switchroom(*words, "--json")
    assert with_json.exit_code == 2
    assert set(error_of(with_json)) == {"kind", "message", "hint", "field", "http_status", "code"}


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ProviderRefused("No.", hint="Ask.", http_status=403, code=104), 1),
        (OutcomeUnknown("Nobody knows."), 3),
    ],
)
def test_a_failure_is_a_sentence_an_object_and_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, error: SwitchroomError, code: int
) -> None:
    failing(monkeypatch, error)
    result = switchroom("--json", "codes")
    assert result.exit_code == code
    assert error_of(result) == {
        "kind": error.kind,
        "message": error.message,
        "hint": error.hint,
        "field": None,
        "http_status": error.http_status,
        "code": error.code,
    }
    assert result.stderr.startswith(error.message)


def test_hostile_text_in_an_error_reaches_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, ProviderRefused("\x1b]0;owned\x07\u202e[red]\ud83d"))
    result = switchroom("--json", "codes")
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output
    assert error_of(result)["message"] == "\x1b]0;owned\x07\u202e[red]\ud83d"


def test_what_nobody_foresaw_goes_to_a_log_without_its_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    failing(monkeypatch, RuntimeError("POST https://x/?Password=s3cret broke"))
    result = switchroom("--home", str(tmp_path), "codes")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert "s3cret" not in result.output
    log = tmp_path / "crash.log"
    assert str(log) in result.stderr
    assert "RuntimeError" in log.read_text()
    assert "s3cret" not in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_what_nobody_foresaw_in_a_home_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    failing(monkeypatch, RuntimeError("broke"))
    result = switchroom("--home", str(tmp_path / "file" / "below"), "codes")
    assert result.exit_code == 1
    assert "could not be written" in result.stderr


def test_ctrl_c_is_130_and_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, KeyboardInterrupt())
    result = switchroom("codes")
    assert (result.exit_code, result.stderr.strip()) == (command_line.INTERRUPTED, "")


def test_a_reader_that_went_away_is_no_error() -> None:
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {sys.executable} -m console codes --json | true"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode in {0, command_line.BROKEN_PIPE}
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", [("codes", "--json"), ("codes", "1001"), ("--help",), ("segments", "a", "--json")])
def test_output_that_finds_no_room_is_a_sentence_and_exit_1(words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "console", *words], stdout=full, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert done.returncode == 1
    (line,) = done.stderr.decode().splitlines()
    assert "could not be written" in line


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_failure_nobody_can_be_told_of_is_its_exit_code_alone() -> None:
    with Path("/dev/full").open("w") as full:
        words = [sys.executable, "-m", "console", "nope", "--json"]
        assert subprocess.run(words, stdout=full, stderr=full, timeout=60, check=False).returncode == 2


@pytest.mark.parametrize("group", ["whatsapp", "gates", "callbacks", "messages", "accounts"])
def test_a_group_without_its_command_says_which_there_are_in_one_line(group: str) -> None:
    result = switchroom(group)
    (line,) = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"'switchroom {group}' alone does nothing. There is " in line


@pytest.mark.parametrize("words", [("callbacks", "list"), ("messages", "list"), ("whatsapp", "contacts")])
def test_a_limit_beyond_all_numbers_is_wrong_usage(words: tuple[str, ...], tmp_path: Path) -> None:
    result = switchroom("--home", str(tmp_path), *words, "--limit", "99999999999999999999")
    assert (result.exit_code, "--limit" in result.stderr) == (2, True)


def test_a_terminal_that_can_say_little_gets_something(tmp_path: Path) -> None:
    done = python("-m", "console", "codes", "1001", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "1001" in done.stdout


def test_a_tail_ends_with_ctrl_c_and_exit_0(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "console", "--home", str(tmp_path), "callbacks", "tail"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as tail:
        assert tail.stderr is not None
        assert "Ctrl-C" in tail.stderr.readline()
        tail.send_signal(signal.SIGINT)
        assert tail.wait(20) == 0
        assert tail.stderr.read() == ""
