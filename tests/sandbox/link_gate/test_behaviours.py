"""Answers that are not what the document promises, and what was done all the same."""

from __future__ import annotations

from contextlib import suppress

import httpx
import pytest

from console.sandbox.link_gate.behaviours import Behaviour, asked_behaviours
from tests.sandbox.link_gate.conftest import PARTNER, GateApi, a_gate


def kept(api: GateApi, ref_id: str) -> bool:
    return ref_id in [gate["refId"] for gate in api.all()]


def impatient(api: GateApi) -> GateApi:
    return GateApi(api.url, httpx.Client(timeout=httpx.Timeout(5.0, read=0.3), trust_env=False))


@pytest.mark.parametrize(("digits", "error"), [("9920", httpx.ReadTimeout), ("9924", httpx.ReadError)])
def test_a_write_whose_answer_is_lost_was_done(api: GateApi, digits: str, error: type[Exception]) -> None:
    name = f"x-{digits}"
    hasty = impatient(api)
    with hasty.client:
        with pytest.raises(error):
            hasty.add(a_gate(name))
        gate = hasty.called(name)  # reading finds out
        with pytest.raises(error):
            hasty.replace(gate | {"throttle": 7})
        assert hasty.get(gate["id"])["throttle"] == 7
        with pytest.raises(error):
            hasty.remove(gate["id"])
        assert not kept(hasty, name)


def test_a_write_that_a_proxy_gave_up_on_was_done(api: GateApi) -> None:
    answer = api.ask("POST", "/partnergate", a_gate("x-9929"))
    assert (answer.status_code, answer.headers["content-type"]) == (504, "text/html; charset=utf-8")
    assert kept(api, "x-9929")
    gate = api.called("x-9929")
    assert api.ask("DELETE", f"{PARTNER}/id/{gate['id']}").status_code == 504
    assert not kept(api, "x-9929")


@pytest.mark.parametrize(("digits", "status"), [("9921", 500), ("9925", 503), ("9927", 200)])
def test_a_fault_before_anything_was_done(api: GateApi, digits: str, status: int) -> None:
    answer = api.ask("POST", "/partnergate", a_gate(f"x-{digits}"))
    assert answer.status_code == status
    assert "resultCode" not in answer.text
    assert not kept(api, f"x-{digits}")


def test_a_request_that_is_lost_was_not_done(api: GateApi) -> None:
    with pytest.raises(httpx.ReadError):
        api.add(a_gate("x-9928"))
    assert not kept(api, "x-9928")


def test_a_read_may_break_off(api: GateApi) -> None:
    gate_id = api.add(a_gate("x-9922"))
    with pytest.raises(httpx.RemoteProtocolError):
        api.get(gate_id)
    assert kept(api, "x-9922")  # the list is spared
    api.remove(gate_id)


@pytest.mark.parametrize("digits", ["9923", "9926"])
def test_a_read_may_be_no_json(api: GateApi, digits: str) -> None:
    gate_id = api.add(a_gate(f"x-{digits}"))
    answer = api.ask("GET", f"{PARTNER}/id/{gate_id}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    with pytest.raises(ValueError):
        answer.json()


def test_an_answer_may_be_slow(api: GateApi) -> None:
    hasty = impatient(api)
    with hasty.client, pytest.raises(httpx.ReadTimeout):
        hasty.add(a_gate("x-9932"))
    assert kept(api, "x-9932")


def test_the_next_request_is_answered_as_ever(api: GateApi) -> None:
    for digits in ("9924", "9928"):
        with suppress(httpx.HTTPError):
            api.add(a_gate(f"x-{digits}"))
    api.remove(api.add(a_gate()))


@pytest.mark.parametrize("behaviour", Behaviour)
def test_every_behaviour_is_found_by_its_name_and_its_digits(behaviour: Behaviour) -> None:
    assert Behaviour.named(behaviour.title) is behaviour
    if behaviour.digits:
        assert asked_behaviours(["DLR", f"x{behaviour.digits}"]) == {behaviour}


def test_a_name_without_such_digits_asks_for_nothing() -> None:
    assert asked_behaviours(["", "DLR-MAIN", "MO-72401", "99", "9999"]) == frozenset()
