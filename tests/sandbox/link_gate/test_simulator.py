"""The Gate API over HTTP: each method, each documented status, each error code by what provokes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from console.sandbox.link_gate.codes import ErrorCode
from tests.sandbox.conftest import Start
from tests.sandbox.link_gate.conftest import LOGIN, PARTNER, GateApi, a_destination, a_gate, error_of, gate_api


def test_a_gate_is_added_read_replaced_and_removed(api: GateApi) -> None:
    gate_id = api.add(a_gate())
    assert api.get(gate_id) == a_gate() | {"id": gate_id}
    assert api.called("TEST-1") == api.get(gate_id)
    assert gate_id in [gate["id"] for gate in api.all()]
    changed = api.get(gate_id) | {"throttle": 20}
    api.replace(changed)
    assert api.get(gate_id) == changed
    api.remove(gate_id)
    assert error_of(api.ask("GET", f"{PARTNER}/id/{gate_id}")) == (404, 103304, "GATE_NOT_FOUND")


def test_the_location_is_where_the_gate_is_read(api: GateApi) -> None:
    location = api.ask("POST", "/partnergate", a_gate()).headers["location"]
    assert location.startswith(f"{api.url}{PARTNER}/id/")
    assert api.client.get(location, auth=LOGIN).json()["refId"] == "TEST-1"


def test_what_nobody_knows_and_the_order_of_keys_are_kept(api: GateApi) -> None:
    gate = {"profileGate": {"a": [1, None]}, **a_gate(customParameters={"å": "ö"}), "z": None}
    gate["destinations"][0]["extra"] = 1.5
    gate_id = api.add(gate)
    kept = api.get(gate_id)
    assert kept.pop("id") == gate_id
    assert kept == gate
    assert [key for key in kept if key != "type"] == [key for key in gate if key != "type"]


def test_an_optional_property_stays_as_missing_as_it_was(api: GateApi) -> None:
    gate = a_gate(None)
    for key in ("refId", "ttl", "acknowledge", "throttle", "customParameters"):
        del gate[key]
    kept = api.get(api.add(gate))
    assert kept.keys() == gate.keys() | {"id"}


def test_gates_without_a_ref_id_do_not_conflict(api: GateApi) -> None:
    assert api.add(a_gate(None)) != api.add(a_gate(None))


def test_the_first_gates_are_there(api: GateApi) -> None:
    gates = {gate["refId"]: gate for gate in api.all()}
    assert list(gates) == ["DLR-MAIN", "MO-72401", "TEST", "OLD-XML"]
    assert gates["TEST"]["destinations"][0]["url"] == "do://drop"
    assert gates["OLD-XML"]["destinations"][0]["url"].startswith("http://")
    for gate in gates.values():
        api.replace(gate)  # each is one the simulator itself takes


def test_a_ref_id_may_need_encoding(api: GateApi) -> None:
    gate_id = api.add(a_gate("DLR / 50 % å"))
    assert api.called("DLR%20%2F%2050%20%25%20%C3%A5")["id"] == gate_id


# --- the document's table of statuses -------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_missing_gate_is_405_for_what_changes_it(api: GateApi, method: str) -> None:
    answer = api.ask(method, f"{PARTNER}/id/abc123E", a_gate() | {"id": "abc123E"})
    assert error_of(answer) == (405, 103304, "GATE_NOT_FOUND")


@pytest.mark.parametrize("path", ["/id/abc123E", "/refid/nobody"])
def test_a_missing_gate_is_404_for_what_reads_it(api: GateApi, path: str) -> None:
    assert error_of(api.ask("GET", f"{PARTNER}{path}")) == (404, 103304, "GATE_NOT_FOUND")


@pytest.mark.parametrize(
    "path", ["/platform/OTHER/partner/PRACTICE", "/platform/SANDBOX/partner/OTHER", "/platform/OTHER/partner/X/id/a"]
)
def test_what_is_somebody_elses_is_forbidden(api: GateApi, path: str) -> None:
    assert error_of(api.ask("GET", f"/partnergate{path}")) == (403, 103101, "ACCESS_DENIED")


@pytest.mark.parametrize("changes", [{"platformId": "OTHER"}, {"platformPartnerId": "OTHER"}])
def test_a_gate_for_somebody_else_is_forbidden(api: GateApi, changes: dict[str, str]) -> None:
    assert error_of(api.ask("POST", "/partnergate", a_gate(**changes))) == (403, 103101, "ACCESS_DENIED")


def test_a_second_gate_of_a_name_is_a_conflict(api: GateApi) -> None:
    api.add(a_gate())
    assert error_of(api.ask("POST", "/partnergate", a_gate())) == (409, 103212, "DUPLICATE_REF_ID")
    other = a_gate("OTHER")
    other["id"] = api.add(other)
    answer = api.ask("PUT", f"{PARTNER}/id/{other['id']}", other | {"refId": "TEST-1"})
    assert error_of(answer) == (409, 103212, "DUPLICATE_REF_ID")
    api.replace(other)  # its own name is no conflict


def test_a_replacement_includes_the_id(api: GateApi) -> None:
    gate_id = api.add(a_gate())
    path = f"{PARTNER}/id/{gate_id}"
    assert error_of(api.ask("PUT", path, a_gate())) == (400, 103300, "MISSING_PARAMETERS")
    assert error_of(api.ask("PUT", path, a_gate() | {"id": "abc123E"})) == (400, 103301, "INVALID_ID")


def test_a_new_gate_has_no_id(api: GateApi) -> None:
    assert error_of(api.ask("POST", "/partnergate", a_gate() | {"id": "abc123E"})) == (400, 103301, "INVALID_ID")


def test_no_gates_at_all_is_404(api: GateApi) -> None:
    api.only()
    assert error_of(api.ask("GET", PARTNER)) == (404, 103303, "NO_GATES_FOUND")


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/partnergate/platform/a%20b/partner/PRACTICE", 103201),
        ("/partnergate/platform//partner/PRACTICE", 103201),
        ("/partnergate/platform/SANDBOX/partner/a%2Fb", 103202),
        (f"{PARTNER}/id/a-b", 103301),
        (f"{PARTNER}/refid/%00", 103211),
        (f"{PARTNER}/refid/%20", 103211),
    ],
)
def test_a_path_may_be_wrong(api: GateApi, path: str, wanted: int) -> None:
    assert error_of(api.ask("GET", path))[:2] == (400, wanted)


def test_nothing_but_json_is_given(api: GateApi) -> None:
    answer = api.ask("GET", PARTNER, headers={"Accept": "application/xml, text/plain"})
    assert error_of(answer) == (400, 103400, "ILLEGAL_RETURN_TYPE")
    assert api.ask("GET", PARTNER, headers={"Accept": "text/html, application/*;q=0.5"}).status_code == 200


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"\xff", "application/json"),
        (b'{"ttl": NaN}', "application/json"),
        (b'{"refId": "\\ud800"}', "application/json"),
        (b"[" * 60_000, "application/json"),
        (b'{"a": "' + b"x" * 70_000 + b'"}', "application/json"),
        (json.dumps(a_gate()).encode(), "text/plain"),
    ],
)
def test_a_body_that_is_no_gate(api: GateApi, body: bytes, content_type: str) -> None:
    answer = api.ask("POST", "/partnergate", content=body, headers={"Content-Type": content_type})
    assert error_of(answer) == (400, 103302, "INVALID_GATE")


def test_another_method_is_not_allowed(api: GateApi) -> None:
    for method, path, allowed in (
        ("GET", "/partnergate", "POST"),
        ("POST", PARTNER, "GET"),
        ("PATCH", f"{PARTNER}/id/abc123E", "GET, PUT, DELETE"),
        ("DELETE", f"{PARTNER}/refid/TEST", "GET"),
    ):
        answer = api.ask(method, path)
        assert (answer.status_code, answer.headers["allow"]) == (405, allowed)


def test_anything_else_is_not_there(api: GateApi) -> None:
    for path in ("/", "/partnergates", f"{PARTNER}/id", f"{PARTNER}/id/a/b"):
        assert api.ask("GET", path).status_code == 404


def test_there_is_room_for_so_many(api: GateApi) -> None:
    for number in range(1_000 - len(api.all())):
        api.add(a_gate(f"n{number}"))
    assert error_of(api.ask("POST", "/partnergate", a_gate())) == (500, 103050, "STORAGE_ERROR")


# --- by number ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ErrorCode)
def test_each_code_is_given_where_a_name_ends_in_it(api: GateApi, code: ErrorCode) -> None:
    name = f"x-{code.number}"
    told = (code.status.value, code.number, code.name)
    assert error_of(api.ask("GET", f"{PARTNER}/refid/{name}")) == told
    assert error_of(api.ask("GET", f"{PARTNER}/id/x{code.number}")) == told
    gate = a_gate()
    gate["id"] = api.add(gate)
    written = (405, *told[1:]) if code is ErrorCode.GATE_NOT_FOUND else told
    assert error_of(api.ask("PUT", f"{PARTNER}/id/{gate['id']}", gate | {"refId": name})) == written
    assert error_of(api.ask("DELETE", f"{PARTNER}/id/x{code.number}")) == written
    assert error_of(api.ask("POST", "/partnergate", a_gate(name)))[1] == code.number
    assert api.get(gate["id"]) == gate, "nothing was done"


# --- readings of the document ---------------------------------------------------------------------------------------


def always(start: Start, home: Path, *names: str) -> GateApi:
    options = [word for name in names for word in ("--gate-always", name)]
    return gate_api(start("--home", str(home), *options))


def test_a_missing_gate_may_be_404(api: GateApi) -> None:
    gate_id = "abc9933"
    for method in ("PUT", "DELETE"):
        answer = api.ask(method, f"{PARTNER}/id/{gate_id}", a_gate() | {"id": gate_id})
        assert error_of(answer) == (404, 103304, "GATE_NOT_FOUND")


def test_a_list_may_be_wrapped(api: GateApi) -> None:
    gates = api.all()
    gate_id = api.add(a_gate("x-9935"))
    assert api.ask("GET", PARTNER).json() == {"partnerGates": [*gates, api.get(gate_id)]}
    api.remove(gate_id)
    assert api.all() == gates


def test_errors_may_be_spelt_otherwise(api: GateApi) -> None:
    told = api.ask("GET", f"{PARTNER}/refid/x-9934").json()
    assert told == {"status": 103304, "description": "GATE_NOT_FOUND", "transaltedDescription": None}


def test_a_location_may_be_short_or_missing(api: GateApi) -> None:
    short = api.ask("POST", "/partnergate", a_gate("x-9931"))
    assert short.headers["location"] == f"/gate{PARTNER}/id/{api.called('x-9931')['id']}"
    missing = api.ask("POST", "/partnergate", a_gate("x-9930"))
    assert missing.status_code == 201
    assert "location" not in missing.headers
    assert api.called("x-9930")["id"]


def test_what_is_left_out_may_be_filled_in(api: GateApi) -> None:
    gate: dict[str, Any] = a_gate("x-9936")
    del gate["ttl"], gate["acknowledge"], gate["throttle"]
    kept = api.get(api.add(gate))
    assert (kept["ttl"], kept["acknowledge"], kept["throttle"]) == (172_800_000, False, None)


def test_somebody_else_may_meddle(api: GateApi) -> None:
    gate_id = api.add(a_gate("x-9938"))
    assert [api.get(gate_id)["throttle"] for _ in range(3)] == [None, 1, 2]


def test_a_behaviour_for_a_whole_process(start: Start, tmp_path: Path) -> None:
    api = always(start, tmp_path, "wrapped-list", "login-is-403", "other-spelling")
    assert list(api.ask("GET", PARTNER).json()) == ["partnerGates"]
    refused = api.ask("GET", PARTNER, auth=("sandbox", "wrong"))
    assert (refused.status_code, refused.json()["status"]) == (403, 103100)


# --- strictness -----------------------------------------------------------------------------------------------------


def test_a_destination_that_drops_needs_no_content_type(api: GateApi) -> None:
    api.add(a_gate(destinations=[{"url": "do://drop"}]))


def test_a_destination_may_be_all_the_document_offers(api: GateApi) -> None:
    parameters = {"method": "PUT", "template": "id=${id}"}
    for content_type in ("application/json", "application/xml", "application/x-www-form-urlencoded"):
        gate = a_gate(destinations=[a_destination(contentType=content_type, customParameters=parameters)])
        api.remove(api.add(gate))
