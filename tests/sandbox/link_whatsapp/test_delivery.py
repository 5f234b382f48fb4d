"""Where event reports go, in a sandbox process beside the other simulators."""

from __future__ import annotations

import json
from pathlib import Path

from console.settings.paths import find_home
from tests.sandbox.conftest import Receiver, Sandbox, Start
from tests.sandbox.link_gate.conftest import a_destination, a_gate, gate_api
from tests.sandbox.link_whatsapp.conftest import LOGIN
from tests.sandbox.link_whatsapp.messages import TO, Json, a_request


def accepted(sandbox: Sandbox, document: Json) -> str:
    answer = sandbox.client.post(f"{sandbox.said['link_whatsapp']}/messages", json=document, auth=LOGIN)
    assert answer.status_code == 200, answer.text
    message_id: str = answer.json()["messageIds"][0]
    return message_id


def test_reports_go_to_the_callback_url_or_through_a_gate(start: Start, receiver: Receiver, tmp_path: Path) -> None:
    where = receiver.url.replace("/acme", "/{provider}")
    sandbox = start("--home", str(tmp_path), "--callback-url", where, "--delay", "0", "--whatsapp-always", "repeated")
    message_id = accepted(sandbox, a_request(destinations=["+46700002404"]))
    received = receiver.take(3)
    assert {each.path for each in received} == {"/callbacks/link-whatsapp"}
    assert {each.json["messageId"] for each in received} == {message_id}

    gate_id = gate_api(sandbox).add(a_gate("any", destinations=[a_destination(f"{receiver.url}/gate")]))
    accepted(sandbox, a_request(destinations=["+46700002404"], eventReportGates=[gate_id]))
    assert {each.path for each in receiver.take(3)} == {"/callbacks/acme/gate"}


def test_without_a_callback_url_they_go_to_the_homes_account(start: Start, receiver: Receiver, tmp_path: Path) -> None:
    sandbox = start("--home", str(tmp_path), "--delay", "0")
    (tmp_path / "accounts.toml").write_text(
        f'[ours]\nprovider = "link-whatsapp"\nbase_url = "{sandbox.said["link_whatsapp"]}"\nenvironment = "sandbox"\n'
    )
    accepted(sandbox, a_request(destinations=[TO]))  # before anybody listens
    listening = {"url": receiver.url.removesuffix("/callbacks/acme")}
    find_home(tmp_path, sandbox=False).listener_file.write_text(json.dumps(listening))
    received = receiver.take(3)
    assert {each.path for each in received} == {"/callbacks/ours"}
    assert sorted(each.json["resultCode"] for each in received) == [112002, 112003, 112007]
