"""`switchroom gates list`, `show` and `history`, against a real sandbox."""

from __future__ import annotations

import json

import pytest

from tests.cli.command import documents
from tests.cli.engineer import NOWHERE, Engineer, gate, without_ours


def test_the_list_is_one_gate_a_line_in_the_documents_own_json(anna: Engineer) -> None:
    made = gate(destinations=[{"url": "https://searched.example.com/", "contentType": "application/xml"}])
    anna.done("create", "-", "--yes", given=made)
    listed = documents(anna.gates("list", "--json"))
    assert {"DLR-MAIN", "MO-72401", made["refId"]} <= {one["refId"] for one in listed}
    for one in listed:
        assert one["type"] == "PARTNER_GATE"
        assert {"account", "fetched_at", "revision"} <= one["switchroom"].keys()
        assert one["switchroom"]["account"] == "acme"
        assert one["switchroom"]["fetched_at"].endswith("Z")
    assert [one["refId"] for one in documents(anna.gates("list", "SEARCHED.example", "--json"))] == [made["refId"]]
    assert [line.split()[0] for line in anna.gates("list", "searched.example").stdout.splitlines()] == [
        "refId",
        made["refId"],
    ]


def test_a_long_url_leaves_room_for_the_other_columns(anna: Engineer) -> None:
    made = gate(destinations=[{"url": "https://a.example.com/" + "x" * 5000, "contentType": "application/json"}])
    anna.done("create", "-", "--yes", given=made)
    assert all(len(line) < 300 for line in anna.gates("list").stdout.splitlines())


def test_show_gives_what_was_created_and_says_it_in_words(anna: Engineer) -> None:
    made = gate(throttle=20, unknownKey={"kept": [1, None]})
    created = anna.done("create", "-", "--yes", given=made)
    shown = anna.gates("show", made["refId"])
    document = json.loads(shown.stdout)
    assert without_ours(document) == without_ours(created)
    assert made.items() <= document.items()
    assert "Every callback goes to hooks.example.com." in shown.stderr
    assert "At most 20 a second." in shown.stderr
    assert anna.done("show", document["id"])["refId"] == made["refId"]
    assert anna.done("show", document["id"], "--by", "id")["refId"] == made["refId"]
    assert anna.refused("show", document["id"], "--by", "refid", code=1)["kind"] == "gate_missing"


def test_a_name_that_is_an_id_and_a_refid_is_told_apart_by_by(anna: Engineer) -> None:
    first = anna.done("create", "-", "--yes", given=gate())
    second = anna.done("create", "-", "--yes", given=gate() | {"refId": first["id"]})
    assert anna.refused("show", first["id"], code=2)["kind"] == "invalid_input"
    assert anna.done("show", first["id"], "--by", "id")["id"] == first["id"]
    assert anna.done("show", first["id"], "--by", "refid")["id"] == second["id"]


def test_passwords_are_references_everywhere(anna: Engineer) -> None:
    made = gate()
    made["destinations"][0] |= {"username": "ops", "password": "hunter22"}
    name = made["refId"]
    first = anna.gates("create", "-", "--yes", "--json", given=made)
    lines = (("show", name), ("list", "--json"), ("history", name), ("history", name, "--json"))
    assert not any("hunter22" in output for output in (first.output, *(anna.gates(*words).output for words in lines)))
    assert documents(first)[0]["destinations"][0]["password"].startswith("switchroom-secret:")
    assert b"hunter22" not in anna.home.database.read_bytes()


def test_two_gates_with_the_same_password_are_not_taken_for_changed(anna: Engineer) -> None:
    for _ in range(2):
        made = gate()
        made["destinations"][0] |= {"username": "ops", "password": "the same"}
        anna.done("create", "-", "--yes", given=made)
    created = [one for one in documents(anna.gates("list", "--json")) if "password" in one["destinations"][0]]
    assert {one["switchroom"]["drift"] for one in created if one["destinations"][0]["password"]} == {None}


def test_history_is_newest_last_with_what_changed(anna: Engineer) -> None:
    created = anna.done("create", "-", "--yes", given=gate())
    anna.done("update", "-", "--yes", given=created | {"ttl": 7_200_000})
    versions = documents(anna.gates("history", created["refId"], "--json"))
    assert [one["ttl"] for one in versions] == [3_600_000, 7_200_000]
    assert [one["switchroom"]["origin"] for one in versions] == ["created", "written"]
    assert versions[0]["switchroom"]["revision"] < versions[1]["switchroom"]["revision"]
    told = anna.gates("history", created["refId"]).stdout
    assert "ttl: 3600000 → 7200000" in told


def test_what_a_colleague_did_is_shown_once_as_drift(anna: Engineer, bo: Engineer) -> None:
    created = anna.done("create", "-", "--yes", given=gate())
    bo.done("update", "-", "--yes", given=without_ours(created) | {"throttle": 7})
    drifted = [one for one in documents(anna.gates("list", "--json")) if one["id"] == created["id"]]
    assert [one["switchroom"]["drift"] for one in drifted] == ["changed elsewhere"]
    shown = anna.gates("show", created["refId"])
    assert "changed elsewhere" in shown.stderr
    assert "throttle: 7" in shown.stderr
    assert anna.done("show", created["refId"])["switchroom"]["drift"] is None


def test_without_a_network_the_last_copies_are_shown_with_their_age(anna: Engineer) -> None:
    created = anna.done("create", "-", "--yes", given=gate())
    anna.gates("list")
    anna.has_account(url=NOWHERE)
    for words in (("list", "--json"), ("show", created["refId"], "--json")):
        result = anna.gates(*words)
        assert result.exit_code == 0
        assert created["refId"] in result.stdout
        assert " ago." in result.stderr
    assert anna.gates("list", "--offline").exit_code == 0
    assert anna.gates("history", created["refId"]).exit_code == 0
    assert anna.refused("show", "nobody-knows-it", code=1)["kind"] == "unreachable"
    assert anna.refused("show", "nobody-knows-it", "--offline", code=1)["kind"] == "not_found"


def test_what_was_never_read_is_said_to_be_unknown(anna: Engineer) -> None:
    anna.has_account(url=NOWHERE)
    result = anna.gates("list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "never read" in result.stderr


def test_refused_credentials_are_exit_1(anna: Engineer) -> None:
    from console.settings.credentials import Credentials

    Credentials(anna.home).keep("acme", "password", "wrong", allow_file=True)
    error = anna.refused("list", code=1)
    assert (error["kind"], error["http_status"]) == ("refused", 401)


@pytest.mark.parametrize("names", [(), ("acme", "beta")])
def test_an_account_is_named_only_where_there_are_several(anna: Engineer, names: tuple[str, ...]) -> None:
    from console.settings.files import remove_account

    remove_account(anna.home, "acme")
    for name in names:
        anna.has_account(name)
    assert anna.refused("create", "-", "--yes", given=gate(), code=2)["field"] == "account"
    if names:
        found = documents(anna.gates("list", "DLR-MAIN", "--json"))
        assert [one["switchroom"]["account"] for one in found] == ["acme", "beta"]
        assert anna.refused("show", "DLR-MAIN", code=2)["kind"] == "invalid_input"
        assert anna.done("show", "DLR-MAIN", "--account", "beta")["switchroom"]["account"] == "beta"
