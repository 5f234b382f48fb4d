"""`switchroom gates export`, `plan` and `apply`: gates as code, against a real sandbox."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.cli.command import documents
from tests.cli.engineer import NOWHERE, Engineer, gate, without_ours


def kept(folder: Path, *wanted: dict[str, Any]) -> Path:
    folder.mkdir(exist_ok=True)
    for place, one in enumerate(wanted):
        (folder / f"{place}-{one['refId']}.json").write_text(json.dumps(one))
    return folder


def test_what_is_exported_plans_no_change(anna: Engineer, tmp_path: Path) -> None:
    made = gate(throttle=3, unknownKey={"kept": [1, None]})
    made["destinations"][0] |= {"username": "ops", "password": "hunter22"}
    created = anna.done("create", "-", "--yes", given=made)
    for form in ("yaml", "json"):
        folder = tmp_path / form
        written = documents(anna.gates("export", str(folder), "--format", form, "--json"))
        assert {Path(one["file"]).suffix for one in written} == {f".{form}"}
        file = folder / f"{made['refId']}.{form}"
        held = YAML(typ="safe", pure=True).load(file.read_text())  # JSON is YAML too
        assert without_ours(held) == without_ours(created)
        assert "hunter22" not in file.read_text()
        planned = anna.gates("plan", str(folder), "--exit-code", "--remove-others", "--json")
        assert (planned.exit_code, documents(planned)[0]["changes"]) == (0, 0)


def test_only_the_gates_that_are_named_are_exported(anna: Engineer, tmp_path: Path) -> None:
    created = anna.done("create", "-", "--yes", given=gate())
    anna.gates("export", str(tmp_path / "out"), created["refId"])
    assert [file.name for file in (tmp_path / "out").iterdir()] == [f"{created['refId']}.yaml"]


def test_plan_says_what_would_change_and_changes_nothing(anna: Engineer, tmp_path: Path) -> None:
    old, new = anna.done("create", "-", "--yes", given=gate()), gate()
    folder = kept(tmp_path / "gates", without_ours(old) | {"ttl": 60_000}, new)
    planned = anna.gates("plan", str(folder), "--exit-code")
    assert planned.exit_code == 4
    assert re.search(rf"~ update {old['refId']} ", planned.stdout)
    assert "ttl: 3600000 → 60000" in planned.stdout
    assert re.search(rf"\+ create {new['refId']} ", planned.stdout)
    assert planned.stdout.splitlines()[-1] == "1 to create, 1 to change."
    (document,) = documents(anna.gates("plan", str(folder), "--json"))
    assert [(step["kind"], step["ref_id"]) for step in document["steps"]] == [
        ("update", old["refId"]),
        ("create", new["refId"]),
    ]
    assert anna.done("show", old["refId"])["ttl"] == old["ttl"]


def test_what_many_gates_have_in_common_is_said_of_the_first_few(anna: Engineer, tmp_path: Path) -> None:
    folder = kept(tmp_path / "gates", *(gate(ttl=1000) for _ in range(9)))
    planned = anna.gates("plan", str(folder))
    assert planned.stderr.count("After 1 s the platform gives up") == 3
    assert "12 more like these" in planned.stderr
    assert (
        len(documents(anna.gates("plan", str(folder), "--json"))[0]["findings"]) == 18
    )  # each has a note on its type too


def test_removing_others_is_planned_only_when_asked(anna: Engineer, tmp_path: Path) -> None:
    created = anna.done("create", "-", "--yes", given=gate())
    folder = kept(tmp_path / "gates", without_ours(created))
    assert anna.gates("plan", str(folder), "--exit-code").exit_code == 0
    planned = anna.gates("plan", str(folder), "--exit-code", "--remove-others")
    assert planned.exit_code == 4
    assert "- remove OLD-XML" in planned.stdout


def test_colours_are_for_terminals_that_want_them(
    anna: Engineer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = kept(tmp_path / "gates", gate())
    assert "\x1b" not in anna.gates("plan", str(folder)).output


def test_apply_needs_a_yes_tells_its_progress_and_leaves_nothing_to_do(anna: Engineer, tmp_path: Path) -> None:
    old, new = anna.done("create", "-", "--yes", given=gate()), gate()
    folder = kept(tmp_path / "gates", without_ours(old) | {"ttl": 60_000}, new)
    assert anna.refused("apply", str(folder), code=2)["field"] == "yes"
    applied = anna.gates("apply", str(folder), "--yes")
    assert (applied.exit_code, applied.stdout) == (0, "1 created, 1 changed\n")
    assert "2 of 2" in applied.stderr
    assert anna.gates("plan", str(folder), "--exit-code").exit_code == 0
    again = anna.done("apply", str(folder))
    assert (again["batch"], again["results"]) == (None, [])


def test_apply_stops_at_the_first_failure_and_goes_on_when_run_again(anna: Engineer, tmp_path: Path) -> None:
    first, broken, last = gate(), gate("103050"), gate()
    folder = kept(tmp_path / "gates", first, broken, last)
    failed = anna.gates("apply", str(folder), "--yes", "--json")
    assert failed.exit_code == 1
    (document,) = documents(failed)
    assert [result["outcome"] for result in document["results"]] == ["done", "failed"]
    assert document["error"]["code"] == 103050
    assert document["left"] == [last["refId"]]
    assert "apply again to go on" in failed.stderr
    next(folder.glob("1-*")).unlink()
    again = anna.done("apply", str(folder), "--yes")
    assert [(result["ref_id"], result["outcome"]) for result in again["results"]] == [(last["refId"], "done")]


def test_an_unknown_outcome_stops_it_with_exit_3(anna: Engineer, tmp_path: Path) -> None:
    anna.home.config_file.write_text("[sending]\nread_timeout = 0.5\n")
    hanging, last = gate("9920"), gate()
    folder = kept(tmp_path / "gates", hanging, last)
    stopped = anna.gates("apply", str(folder), "--yes", "--json")
    assert stopped.exit_code == 3
    (document,) = documents(stopped)
    assert [result["outcome"] for result in document["results"]] == ["unknown"]
    assert f"gates settle {hanging['refId']}" in document["error"]["hint"]
    again = anna.done("apply", str(folder), "--yes")
    assert [result["ref_id"] for result in again["results"]] == [last["refId"]]


@pytest.mark.parametrize(
    "wanted", [[{"refId": "SAME"}, {"refId": "SAME"}], [{"ttl": 1}], [gate(gateType="SOME")], "text", []]
)
def test_files_that_are_wrong_are_exit_2(anna: Engineer, tmp_path: Path, wanted: object) -> None:
    (tmp_path / "gates.json").write_text(json.dumps(wanted))
    for command in ("plan", "apply"):
        result = anna.gates(command, str(tmp_path / "gates.json"), "--json")
        assert result.exit_code == 2, result.output


def test_without_a_network_the_last_copies_are_exported_with_their_age(anna: Engineer, tmp_path: Path) -> None:
    created = anna.done("create", "-", "--yes", given=gate())
    anna.gates("list")
    anna.has_account(url=NOWHERE)
    exported = anna.gates("export", str(tmp_path / "out"), created["refId"])
    assert exported.exit_code == 0
    assert " ago." in exported.stderr
    assert anna.refused("plan", str(tmp_path / "out"), code=1)["kind"] == "unreachable"


def test_a_read_only_account_is_planned_for_and_not_written_to(anna: Engineer, tmp_path: Path) -> None:
    folder = kept(tmp_path / "gates", gate())
    anna.has_account(read_only=True)
    assert anna.gates("plan", str(folder), "--exit-code").exit_code == 4
    assert "read-only" in anna.refused("apply", str(folder), "--yes", code=2)["message"]
