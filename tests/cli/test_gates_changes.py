"""`switchroom gates create`, `update`, `delete` and `settle`: what is written, refused, or nobody knows."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from console.domain.account import Environment
from console.sandbox.link_gate.codes import ErrorCode
from tests.cli.command import documents
from tests.cli.engineer import NOWHERE, Engineer, gate, without_ours


def test_a_gate_is_created_updated_and_deleted(anna: Engineer) -> None:
    made = gate(unknownKey={"kept": [1, None]})
    created = anna.done("create", "-", "--yes", given=made)
    assert made.items() <= created.items()
    updated = anna.done("update", "-", "--yes", given=created | {"ttl": 7_200_000})
    assert without_ours(updated) == without_ours(created) | {"ttl": 7_200_000}
    assert without_ours(anna.done("show", made["refId"])) == without_ours(updated)
    deleted = anna.done("delete", made["refId"], "--yes")
    assert deleted["switchroom"]["removed"] is True
    assert anna.refused("delete", made["refId"], "--yes", code=1)["kind"] == "gate_missing"


def test_a_file_without_an_id_is_found_by_its_refid(anna: Engineer) -> None:
    made = gate()
    created = anna.done("create", "-", "--yes", given=made)
    assert anna.done("update", "-", "--yes", given=made | {"throttle": 9})["id"] == created["id"]
    assert anna.refused("update", "-", "--yes", given=gate(), code=1)["kind"] == "gate_missing"
    assert anna.refused("update", "-", "--yes", given={"ttl": 1}, code=2)["field"] == "id"


def test_a_file_goes_back_to_the_account_it_is_from(anna: Engineer) -> None:
    created = anna.done("create", "-", "--yes", given=gate())
    anna.has_account("beta")
    updated = anna.done("update", "-", "--yes", given=created | {"throttle": 9})
    assert updated["switchroom"]["account"] == "acme"
    foreign = gate(switchroom={"account": "a colleague's", "revision": 7})
    assert anna.refused("create", "-", "--yes", given=foreign, code=2)["field"] == "account"
    assert anna.done("create", "-", "--yes", "--account", "beta", given=foreign)["switchroom"]["account"] == "beta"


def test_nothing_is_written_without_a_yes(anna: Engineer) -> None:
    made = gate()
    assert anna.refused("create", "-", given=made, code=2)["field"] == "yes"
    assert anna.refused("show", made["refId"], code=1)["kind"] == "gate_missing"
    created = anna.done("create", "-", "--yes", given=made)
    asked = anna.gates("update", "-", given=created | {"ttl": 7_200_000})
    assert asked.exit_code == 2
    assert '+   "ttl": 7200000,' in asked.stderr
    assert anna.refused("delete", made["refId"], code=2)["field"] == "yes"
    assert anna.done("show", made["refId"])["ttl"] == made["ttl"]


def test_what_changes_nothing_needs_no_yes(anna: Engineer) -> None:
    created = anna.done("create", "-", "--yes", given=gate())
    again = anna.gates("update", "-", "--json", given=created)
    assert again.exit_code == 0
    assert documents(again)[0]["switchroom"]["revision"] == created["switchroom"]["revision"]
    assert "nothing was written" in again.stderr


def test_a_refid_that_is_taken_is_exit_1(anna: Engineer) -> None:
    made = gate()
    anna.done("create", "-", "--yes", given=made)
    error = anna.refused("create", "-", "--yes", given=made, code=1)
    assert (error["kind"], error["field"]) == ("gate_taken", "refId")
    assert "gates update" in error["hint"]


@pytest.mark.parametrize(
    "wrong",
    [{"gateType": "SOME"}, {"destinations": []}, {"destinations": [{"url": "ftp://x"}]}, {"throttle": 0}, {"ttl": "x"}],
)
def test_a_gate_that_cannot_work_is_exit_2_and_not_sent(anna: Engineer, wrong: dict[str, object]) -> None:
    made = gate() | wrong
    result = anna.gates("create", "-", "--yes", "--json", given=made)
    assert result.exit_code == 2
    assert "✕" in result.stderr
    assert anna.refused("show", made["refId"], code=1)["kind"] == "gate_missing"


def test_a_read_only_account_writes_nothing(anna: Engineer) -> None:
    created = anna.done("create", "-", "--yes", given=gate())
    anna.has_account(read_only=True)
    error = anna.refused("delete", created["refId"], "--yes", code=2)
    assert "read-only" in error["message"]
    assert anna.done("show", created["refId"])["id"] == created["id"]


def test_what_a_colleague_changed_elsewhere_in_it_is_kept_and_told(anna: Engineer, bo: Engineer) -> None:
    created = anna.done("create", "-", "--yes", given=gate())
    bo.done("update", "-", "--yes", given=without_ours(created) | {"throttle": 7})
    saved = anna.gates("update", "-", "--yes", "--json", given=created | {"ttl": 7_200_000})
    assert saved.exit_code == 0
    assert "Somebody else changed it since" in saved.stderr
    (written,) = documents(saved)
    assert (written["ttl"], written["throttle"]) == (7_200_000, 7)


def test_what_both_changed_is_not_overwritten(anna: Engineer, bo: Engineer) -> None:
    created = anna.done("create", "-", "--yes", given=gate())
    bo.done("update", "-", "--yes", given=without_ours(created) | {"ttl": 60_000})
    refused = anna.gates("update", "-", "--yes", "--json", given=created | {"ttl": 7_200_000})
    assert refused.exit_code == 1
    assert documents(refused)[0]["error"]["kind"] == "gate_changed"
    assert "there it is 60000" in refused.stderr
    assert anna.done("show", created["refId"])["ttl"] == 60_000


def test_an_older_file_is_a_way_back_from_what_one_did_oneself(anna: Engineer) -> None:
    created = anna.done("create", "-", "--yes", given=gate())
    anna.done("update", "-", "--yes", given=created | {"ttl": 7_200_000, "throttle": 3})
    assert without_ours(anna.done("update", "-", "--yes", given=created)) == without_ours(created)


def test_each_error_code_is_a_sentence_with_a_remedy_and_exit_1(anna: Engineer) -> None:
    for code in ErrorCode:
        error = anna.refused("create", "-", "--yes", given=gate(str(code.number)), code=1)
        assert error["message"].endswith((".", ")"))
        assert error["hint"]


def test_an_answer_that_does_not_come_is_exit_3_and_settled_by_reading_back(anna: Engineer) -> None:
    (anna.home.config_file).write_text("[sending]\nread_timeout = 0.5\n")
    made = gate("9920")
    lost = anna.refused("create", "-", "--yes", given=made, code=3)
    assert lost["kind"] == "outcome_unknown"
    assert f"switchroom gates settle {made['refId']} --account acme" in lost["hint"]
    assert "Nobody knows" in anna.gates("list").stderr
    settled = anna.done("settle", made["refId"])
    assert settled["outcome"] == "written"
    assert settled["gate"]["refId"] == made["refId"]
    assert settled["gate"]["switchroom"]["outcome_unknown"] is False
    assert anna.refused("settle", made["refId"], code=1)["kind"] == "not_found"


def test_without_a_network_nothing_is_written_and_that_is_exit_1(anna: Engineer) -> None:
    created = anna.done("create", "-", "--yes", given=gate())
    anna.has_account(url=NOWHERE)
    for words, given in ((("create", "-"), gate()), (("update", "-"), created), (("delete", created["refId"]), None)):
        assert anna.refused(*words, "--yes", given=given, code=1)["kind"] == "unreachable"


@pytest.mark.parametrize(
    ("environment", "typed", "code"),
    [(Environment.SANDBOX, "{refId}", 0), (Environment.SANDBOX, "yes", 2), (Environment.PRODUCTION, "yes", 2)],
)
def test_on_a_terminal_a_removal_is_typed(anna: Engineer, environment: Environment, typed: str, code: int) -> None:
    """A real terminal: only there is anybody asked."""
    created = anna.done("create", "-", "--yes", given=gate())
    anna.has_account(environment=environment)
    shown, ended = on_a_terminal(anna, "delete", created["refId"], until="to go on", answer=typed.format(**created))
    assert f"Type {created['refId']} to go on" in shown
    assert "\x1b[31m- " in shown, "what goes is red"
    assert ended == code
    assert anna.done("show", created["refId"], "--offline")["switchroom"]["removed"] is (code == 0)


def test_on_a_terminal_a_person_decides_what_both_changed(anna: Engineer, bo: Engineer, tmp_path: Path) -> None:
    created = anna.done("create", "-", "--yes", given=gate())
    bo.done("update", "-", "--yes", given=without_ours(created) | {"ttl": 60_000})
    file = tmp_path / "gate.json"
    file.write_text(json.dumps(created | {"ttl": 7_200_000}))
    shown, ended = on_a_terminal(anna, "update", str(file), until="[y/N]", answer="y")
    assert "there it is 60000" in shown
    assert ended == 0
    assert anna.done("show", created["refId"])["ttl"] == 7_200_000


def on_a_terminal(engineer: Engineer, *words: str, until: str, answer: str) -> tuple[str, int]:
    """What `switchroom gates WORDS` showed up to the question, and its exit code after the answer."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "console", "--home", engineer.folder, "gates", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as asking:
        os.close(theirs)
        shown = b""
        while until.encode() not in shown:
            shown += os.read(ours, 4096)
        os.write(ours, f"{answer}\n".encode())
        with contextlib.suppress(OSError):  # how a terminal says that nobody writes to it any more
            while os.read(ours, 4096):
                pass
        ended = asking.wait(20)
    os.close(ours)
    return shown.decode(), ended
