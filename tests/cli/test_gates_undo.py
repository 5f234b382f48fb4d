"""`switchroom gates undo`: back to what was, for one gate and for all that a plan wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import documents
from tests.cli.engineer import Engineer, gate, without_ours


def test_the_last_write_is_taken_back_and_undoing_twice_brings_it_again(anna: Engineer) -> None:
    created = anna.done("create", "-", "--yes", given=gate())
    changed = anna.done("update", "-", "--yes", given=created | {"ttl": 7_200_000})
    assert without_ours(anna.done("undo", created["refId"], "--yes")) == without_ours(created)
    assert without_ours(anna.done("undo", created["refId"], "--yes")) == without_ours(changed)


def test_any_version_of_the_history_can_be_gone_back_to(anna: Engineer) -> None:
    created = anna.done("create", "-", "--yes", given=gate())
    for ttl in (60_000, 120_000, 180_000):
        anna.done("update", "-", "--yes", given=without_ours(created) | {"ttl": ttl})
    second = documents(anna.gates("history", created["refId"], "--json"))[1]
    back = anna.done("undo", created["refId"], "--to", str(second["switchroom"]["revision"]), "--yes")
    assert without_ours(back) == without_ours(second)
    assert anna.refused("undo", created["refId"], "--to", "99999", "--yes", code=1)["kind"] == "not_found"


def test_a_removed_gate_comes_back_with_its_password_and_a_new_id(anna: Engineer) -> None:
    made = gate()
    made["destinations"][0] |= {"username": "ops", "password": "hunter22"}
    created = anna.done("create", "-", "--yes", given=made)
    anna.done("delete", created["id"], "--yes")
    undone = anna.gates("undo", made["refId"], "--yes", "--json")
    assert undone.exit_code == 0
    (back,) = documents(undone)
    assert back["id"] != created["id"]
    assert "new id" in undone.stderr
    assert back["destinations"] == created["destinations"]
    assert "hunter22" not in undone.output


def test_what_a_colleague_changed_since_is_kept(anna: Engineer, bo: Engineer) -> None:
    created = anna.done("create", "-", "--yes", given=gate())
    changed = anna.done("update", "-", "--yes", given=created | {"ttl": 7_200_000})
    bo.done("update", "-", "--yes", given=without_ours(changed) | {"throttle": 7})
    back = anna.done("undo", created["refId"], "--yes")
    assert (back["ttl"], back["throttle"]) == (created["ttl"], 7)


def test_a_plan_is_taken_back_as_one(anna: Engineer, tmp_path: Path) -> None:
    old, new = anna.done("create", "-", "--yes", given=gate()), gate()
    for wanted in (without_ours(old) | {"ttl": 60_000}, new):
        (tmp_path / f"{wanted['refId']}.json").write_text(json.dumps(wanted))
    applied = anna.gates("apply", str(tmp_path), "--yes", "--json")
    (document,) = documents(applied)
    assert f"gates undo --batch {document['batch']}" in applied.stderr
    assert anna.refused("undo", "--batch", document["batch"], code=2)["field"] == "yes"
    undone = anna.done("undo", "--batch", document["batch"], "--yes")
    assert {result["outcome"] for result in undone["results"]} == {"done"}
    assert anna.done("show", old["refId"])["ttl"] == old["ttl"]
    assert anna.done("show", new["refId"], "--offline")["switchroom"]["removed"] is True


@pytest.mark.parametrize("words", [(), ("T1", "--batch", "x"), ("--to", "1", "--batch", "x")])
def test_wrong_usage_is_exit_2(anna: Engineer, words: tuple[str, ...]) -> None:
    assert anna.refused("undo", *words, "--yes", code=2)["kind"] == "invalid_input"


def test_what_nobody_wrote_here_cannot_be_undone(anna: Engineer) -> None:
    assert anna.refused("undo", "OLD-XML", "--yes", code=1)["kind"] == "not_found"
    assert anna.refused("undo", "--batch", "nonsense", "--yes", code=1)["kind"] == "not_found"
