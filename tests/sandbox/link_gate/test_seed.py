"""The first gates lead to the listener, follow it, and let themselves be led away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from console.sandbox.link_gate.authentication import Credentials
from console.sandbox.link_gate.gates import Gate, Gates
from console.sandbox.link_gate.rules import first_mistake
from console.sandbox.link_gate.seed import SeedGates
from console.sandbox.link_smsc.callbacks import Format
from tests.sandbox.conftest import Receiver, Start
from tests.sandbox.link_gate.conftest import a_destination, gate_api

EXPECTED = "http://127.0.0.1:8471/callbacks"


class Listener:
    """Where it is, if it is anywhere."""

    def __init__(self, url: str | None = None) -> None:
        self.url = url

    def __call__(self) -> str | None:
        return self.url


def seeded(listener: Listener, form: Format = Format.JSON, *, acknowledge: bool = False) -> tuple[Gates, SeedGates]:
    gates = Gates()
    return gates, SeedGates(gates, Credentials(), listener, expected=EXPECTED, form=form, acknowledge=acknowledge)


def kept(gates: Gates, ref_id: str) -> Gate:
    gate = gates.called(ref_id)
    assert gate is not None
    return gate


def urls(gates: Gates) -> list[str]:
    return [kept(gates, ref_id)["destinations"][0]["url"] for ref_id in ("DLR-MAIN", "MO-72401")]


def test_they_follow_the_listener() -> None:
    listener = Listener()
    gates, seeds = seeded(listener)
    assert urls(gates) == [EXPECTED] * 2
    for listener.url in ("http://127.0.0.1:5/callbacks/a", None, "http://127.0.0.1:6/callbacks/a"):
        seeds.follow()
        if listener.url:
            assert urls(gates) == [listener.url] * 2
    assert urls(gates) == ["http://127.0.0.1:6/callbacks/a"] * 2


def test_one_that_was_led_away_stays_there_and_may_come_back() -> None:
    listener = Listener("http://127.0.0.1:5/")
    gates, seeds = seeded(listener)
    gate = kept(gates, "DLR-MAIN")
    gates.replace({**gate, "destinations": [a_destination("https://hooks.example.com")], "throttle": 3})
    listener.url = "http://127.0.0.1:6/"
    seeds.follow()
    assert urls(gates) == ["https://hooks.example.com", "http://127.0.0.1:6/"]
    gates.replace({**kept(gates, "DLR-MAIN"), "destinations": [a_destination("http://127.0.0.1:6/")]})
    listener.url = "http://127.0.0.1:7/"
    seeds.follow()
    assert urls(gates) == ["http://127.0.0.1:7/"] * 2
    assert kept(gates, "DLR-MAIN")["throttle"] == 3


def test_one_that_was_removed_is_gone() -> None:
    listener = Listener()
    gates, seeds = seeded(listener)
    gates.remove(kept(gates, "DLR-MAIN")["id"])
    listener.url = "http://127.0.0.1:6/"
    seeds.follow()
    assert gates.called("DLR-MAIN") is None


def test_credentials_in_the_url_go_where_a_gate_has_them() -> None:
    gates, _ = seeded(Listener("http://li%40nk:s%3Acret@127.0.0.1:5/callbacks/a?b=c"))
    destination = kept(gates, "DLR-MAIN")["destinations"][0]
    assert destination["url"] == "http://127.0.0.1:5/callbacks/a?b=c"
    assert (destination["username"], destination["password"]) == ("li@nk", "s:cret")


@pytest.mark.parametrize("form", Format)
def test_they_are_written_as_asked_and_right(form: Format) -> None:
    gates, _ = seeded(Listener(), form, acknowledge=True)
    assert [first_mistake(gate) for gate in gates.all()] == [None] * 4
    gate = kept(gates, "DLR-MAIN")
    (destination,) = gate["destinations"]
    assert gate["acknowledge"] is True
    assert destination["contentType"].endswith(
        {Format.GET: "form-urlencoded", Format.FORM: "form-urlencoded"}.get(form, form)
    )
    assert destination["customParameters"] == ({"method": "GET"} if form is Format.GET else {})


def test_a_home_says_where_its_listener_is_and_will_be(start: Start, receiver: Receiver, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[listener]\nport = 9123\n")
    sandbox = start("--home", str(tmp_path), "--delay", "0.05")
    api = gate_api(sandbox)
    assert api.called("DLR-MAIN")["destinations"][0]["url"] == "http://127.0.0.1:9123/callbacks"
    base = receiver.url.partition("/callbacks")[0]
    (tmp_path / "listener.json").write_text(json.dumps({"url": base, "pid": 1}))
    assert api.called("DLR-MAIN")["destinations"][0]["url"] == f"{base}/callbacks"
    message_id = sandbox.accepted("+46701740605")
    assert receiver.next().json["id"] == message_id


def test_reports_go_where_the_gate_is_pointed(start: Start, receiver: Receiver, tmp_path: Path) -> None:
    sandbox = start("--home", str(tmp_path), "--callback-url", receiver.url, "--delay", "0.05")
    api = gate_api(sandbox)
    gate = api.called("DLR-MAIN")
    template = {"method": "GET", "template": "code=${resultCode}&to=${destination|number|noplus}"}
    api.replace(gate | {"destinations": [a_destination(f"{receiver.url}/new", customParameters=template)]})
    sandbox.accepted("+46700002106")
    received = receiver.next()
    assert (received.method, received.path, received.query) == (
        "GET",
        "/callbacks/acme/new",
        "code=2106&to=46700002106",
    )
    api.remove(gate["id"])
    sandbox.accepted("+46701740605")
    assert receiver.stays_silent(0.4)
    api.add({key: value for key, value in gate.items() if key != "id"})
    sandbox.accepted("+46701740605")
    assert receiver.next().path == "/callbacks/acme"
