"""`switchroom send` against a real HTTP server in place of the provider."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from console.domain.account import Environment
from console.settings.paths import Home
from tests.cli.command import documents, error_of, switchroom
from tests.services.conftest import Smsc, account, home, smsc

__all__ = ["home", "smsc"]  # fixtures

TO = ("--to", "+46701234567")


def keep(home: Home, url: str) -> None:
    from console.settings.credentials import Credentials
    from console.settings.files import save_account

    save_account(home, account(url))
    Credentials(home).keep("acme", "password", "s3cret", allow_file=True)


@pytest.fixture
def words(home: Home, smsc: Smsc) -> tuple[str, ...]:
    keep(home, smsc.url)
    return ("--home", str(home.root_data), "send", "--account", "acme", "--from", "LINK")


def test_accepted_is_exit_0_with_the_documented_json(words: tuple[str, ...], smsc: Smsc) -> None:
    result = switchroom(*words, *TO, "Hej", "--json")
    assert result.exit_code == 0
    (answer,) = documents(result)
    assert answer == {
        "message": answer["message"],
        "outcome": "accepted",
        "recipients": [
            {
                "to": "+46701234567",
                "outcome": "accepted",
                "provider_ids": ["id-1"],
                "code": 1005,
                "description": "Queued",
            }
        ],
    }
    assert smsc.asked[0]["Userdata"] == "Hej"


def test_for_people_it_is_a_line_a_recipient(words: tuple[str, ...]) -> None:
    result = switchroom(*words, *TO, "Hej")
    assert result.stdout.splitlines()[0].split()[:4] == ["●", "+46701234567", "accepted", "1005"]
    assert "message " in result.stdout


def test_any_refusal_is_exit_1_and_progress_goes_to_stderr(words: tuple[str, ...], smsc: Smsc) -> None:
    smsc.answer = lambda number: f"1005;Queued;id-{number}" if number == 1 else "2108;Invalid destination"
    result = switchroom(*words, *TO, "--to", "+46701234568", "Hej", "--json")
    assert result.exit_code == 1
    (answer,) = documents(result)
    assert [recipient["outcome"] for recipient in answer["recipients"]] == ["accepted", "refused"]
    assert "2 of 2" in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(("answer", "exit_code"), [("1005;Queued;id-1", 3), ("2108;Invalid destination", 1)])
def test_an_answer_that_finds_no_room_is_no_reason_to_send_again(
    words: tuple[str, ...], smsc: Smsc, answer: str, exit_code: int
) -> None:
    smsc.answer = lambda _: answer
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "console", *words, *TO, "Hej"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    told = done.stderr.decode()
    assert (done.returncode, "Do not send it again" in told) == (exit_code, exit_code == 3)
    assert "'switchroom messages show" in told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_progress_nobody_reads_stops_no_send(words: tuple[str, ...], smsc: Smsc) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "console", *words, *TO, "--to", "+46701234568", "Hej"],
            stdout=subprocess.PIPE,
            stderr=full,
            check=False,
        )
    assert (done.returncode, len(smsc.asked)) == (0, 2)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no file without an end")
def test_a_file_of_numbers_without_an_end_is_refused(words: tuple[str, ...], smsc: Smsc) -> None:
    result = switchroom(*words, "--to-file", "/dev/zero", "Hej")
    assert (result.exit_code, smsc.asked) == (2, [])
    assert "larger than 32 MiB" in result.stderr


def test_any_unknown_outcome_is_exit_3(words: tuple[str, ...], smsc: Smsc) -> None:
    smsc.hold = threading.Event()
    result = switchroom(*words, *TO, "Hej", "--json")
    assert result.exit_code == 3
    assert documents(result)[0]["outcome"] == "unknown"
    assert "may have been delivered and billed" in result.stderr


def test_a_dry_run_shows_masked_requests_and_sends_nothing(words: tuple[str, ...], smsc: Smsc) -> None:
    result = switchroom(*words, *TO, "Hej", "--dry-run", "--json")
    assert result.exit_code == 0
    (request,) = documents(result)[0]["requests"]
    assert set(request) == {"method", "url", "headers", "body", "curl"}
    assert "s3cret" not in result.output
    assert smsc.asked == []
    assert "curl" in switchroom(*words, *TO, "Hej", "--dry-run").stdout


def test_options_carry_the_documents_names(words: tuple[str, ...], smsc: Smsc) -> None:
    options = ("-o", "tariff=SEK1000", "-o", "vat=25.0", "-o", "reference_id=42", "-o", "async=true")
    result = switchroom(*words, *TO, *options, "--yes", "Hej", "--json")
    assert result.exit_code == 0
    asked = smsc.asked[0]
    assert (asked["Tariff"], asked["Vat"], asked["ReferenceId"], asked["Async"]) == ("SEK1000", "25.0", "42", "true")


def test_standard_input_and_a_file_of_numbers(words: tuple[str, ...], smsc: Smsc, tmp_path: Path) -> None:
    numbers = tmp_path / "numbers.csv"
    numbers.write_text("number;name\n+46701234567;Anna\n+46701234568;Berit\n")
    assert switchroom(*words, "--to-file", str(numbers), "-", stdin="Rad ett\nRad två\n").exit_code == 0
    assert [asked["Destination"] for asked in smsc.asked] == ["+46701234567", "+46701234568"]
    assert smsc.asked[0]["Userdata"] == "Rad ett\nRad två"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        (("Hej",), None),
        ((*TO, "Hej", "-o", "tarif=SEK100"), "tarif"),
        ((*TO, "Hej", "-o", "async=perhaps"), "async"),
        ((*TO, "--to-file", "nowhere.txt", "Hej"), None),
        ((*TO, "x" * 3000), None),
    ],
)
def test_what_cannot_be_sent_is_exit_2_and_leaves_nothing(
    words: tuple[str, ...], smsc: Smsc, more: tuple[str, ...], field: str | None
) -> None:
    result = switchroom(*words, *more, "--json")
    assert result.exit_code == 2
    assert error_of(result)["field"] == field
    assert smsc.asked == []


def test_without_an_account_the_sentence_says_how_to_name_one(home: Home) -> None:
    result = switchroom("--home", str(home.root_data), "send", *TO, "Hej")
    assert result.exit_code == 2
    assert "--account" in result.stderr


@pytest.mark.parametrize("why", ["production", "premium"])
def test_what_costs_needs_yes_where_nobody_can_be_asked(
    home: Home, smsc: Smsc, words: tuple[str, ...], why: str
) -> None:
    options: tuple[str, ...] = ("-o", "tariff=SEK1000")
    if why == "production":
        from console.settings.files import save_account

        save_account(home, account(smsc.url, environment=Environment.PRODUCTION), replacing="acme")
        options = ()
    refused = switchroom(*words, *TO, *options, "Hej", "--json")
    assert refused.exit_code == 2
    assert "--yes" in error_of(refused)["hint"]
    assert smsc.asked == []
    assert switchroom(*words, *TO, *options, "Hej", "--yes").exit_code == 0


def test_an_unknown_outcome_is_resent_with_a_reason_only(words: tuple[str, ...], smsc: Smsc) -> None:
    smsc.hold = threading.Event()
    lost = documents(switchroom(*words, *TO, "Hej", "--json"))[0]["message"]
    smsc.hold.set()
    smsc.hold = None
    refused = switchroom(*words, *TO, "Hej", "--resend-of", lost, "--json")
    assert (refused.exit_code, error_of(refused)["field"]) == (2, "reason")
    assert switchroom(*words, *TO, "Hej", "--resend-of", lost, "--reason", "nothing came").exit_code == 0


def test_ctrl_c_finishes_the_request_under_way_and_sends_no_more(words: tuple[str, ...], smsc: Smsc) -> None:
    smsc.hold = threading.Event()
    numbers = [word for last in range(3) for word in ("--to", f"+4670123456{last}")]
    with subprocess.Popen(
        [sys.executable, "-m", "console", *words, *numbers, "Hej", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as sending:
        assert smsc.reached.wait(20)
        sending.send_signal(signal.SIGINT)
        assert sending.stderr is not None
        assert "Stopping" in sending.stderr.readline()
        smsc.hold.set()
        out, err = sending.communicate(timeout=20)
    answer: dict[str, Any] = json.loads(out)
    assert [recipient["outcome"] for recipient in answer["recipients"]] == ["accepted", "stopped", "stopped"]
    assert sending.returncode == 1
    assert "Traceback" not in err
    assert len(smsc.asked) == 1


@pytest.mark.parametrize(("typed", "code", "sent"), [("CHARGE\n", 0, 1), ("yes\n", 2, 0)])
def test_on_a_terminal_a_charge_is_typed(words: tuple[str, ...], smsc: Smsc, typed: str, code: int, sent: int) -> None:
    """A real terminal: only there is anybody asked."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "console", *words, *TO, "-o", "tariff=SEK1000", "Hej"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as sending:
        os.close(theirs)
        shown = b""
        while b"Type CHARGE" not in shown:
            shown += os.read(ours, 4096)
        assert b"The receiver pays SEK 10.00" in shown
        os.write(ours, typed.encode())
        assert sending.wait(20) == code
    os.close(ours)
    assert len(smsc.asked) == sent
