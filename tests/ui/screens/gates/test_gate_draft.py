from __future__ import annotations

import json
from typing import Any

from console.domain.gates.gate import Gate
from console.ui.screens.gates.gate_draft import GateDraft

KEPT = "switchroom-secret:gate_password_01J"


def draft(*urls: str, **values: Any) -> GateDraft:
    return GateDraft(Gate({"refId": "DLR", "destinations": [{"url": url} for url in urls], **values}))


def urls(of: GateDraft) -> list[str]:
    return [one.url for one in of.gate.destinations]


def test_a_field_changes_the_json_and_the_json_the_gate() -> None:
    one = draft("https://a.example")
    one.change_gate(one.gate.with_value("ttl", 60_000))
    assert json.loads(one.json)["ttl"] == 60_000
    assert one.read(one.json.replace("60000", "120000"))
    assert one.gate.ttl == 120_000
    assert [change.label for change in one.changes] == ["ttl"]


def test_unknown_keys_and_nulls_stay() -> None:
    one = GateDraft(Gate({"refId": "A", "new": {"x": [1]}, "throttle": None, "switchroom": {"revision": 3}}))
    one.change_gate(one.gate.with_value("refId", "B"))
    assert one.gate.document == {"refId": "B", "new": {"x": [1]}, "throttle": None}


def test_a_typed_password_is_shown_nowhere_and_handed_over() -> None:
    one = draft("https://a.example")
    one.set_password(0, "hunter2")
    assert "hunter2" not in one.json
    assert "hunter2" not in str(one.gate.document)
    assert one.handed_over.destinations[0].password == "hunter2"


def test_a_password_typed_into_the_json_is_gone_once_it_is_tidied() -> None:
    one = draft("https://a.example")
    typed = '{"destinations": [{"url": "https://a.example", "password": "hunter2"}]}'
    assert one.read(typed)
    assert one.json == typed
    assert one.tidy()
    assert "hunter2" not in one.json
    assert one.handed_over.destinations[0].password == "hunter2"


def test_a_kept_password_stays_a_reference_until_it_is_taken_away() -> None:
    one = GateDraft(Gate({"destinations": [{"url": "https://a.example", "username": "ops", "password": KEPT}]}))
    one.change_destination(0, lambda destination: destination.with_value("username", "other"))
    assert one.gate.destinations[0].password == "switchroom-secret:kept-1"
    assert one.handed_over.destinations[0].password == KEPT
    one.set_password(0, None)
    assert one.handed_over.destinations[0].password is None


def test_destinations_are_added_duplicated_moved_and_taken_out() -> None:
    one = draft("a", "b")
    assert one.add(0) == 1
    assert urls(one) == ["a", "", "b"]
    assert one.duplicate(2) == 3
    assert one.move(3, -1) == 2
    assert one.move(0, -1) == 0
    assert one.move(3, 1) == 3
    assert one.remove(1) == 1
    assert urls(one) == ["a", "b", "b"]
    for _ in range(3):
        one.remove(0)
    assert urls(one) == []
    assert one.remove(0) == 0
    assert one.add(-1) == 0


def test_two_destinations_with_one_password_are_told_apart_once_one_changes() -> None:
    one = draft("a")
    one.set_password(0, "same")
    one.duplicate(0)
    one.set_password(1, "other")
    assert [destination.password for destination in one.handed_over.destinations] == ["same", "other"]


def test_reverting_forgets_what_was_typed() -> None:
    one = draft("a")
    one.set_password(0, "hunter2")
    one.revert()
    assert one.changes == ()
    assert one.handed_over.document == one.base.document


def test_entries_that_are_no_destination_stay_where_they_are() -> None:
    entries = ["https://a.example", {"url": "b"}, None, {"url": "c"}, 7]
    one = GateDraft(Gate({"refId": "DLR", "destinations": entries}))
    one.change_destination(0, lambda destination: destination)
    assert one.changes == ()
    one.change_destination(1, lambda destination: destination.with_value("url", "new"))
    assert json.loads(one.json)["destinations"] == ["https://a.example", {"url": "b"}, None, {"url": "new"}, 7]
    one.remove(0)
    assert one.handed_over.document["destinations"] == ["https://a.example", {"url": "new"}, None, 7]
