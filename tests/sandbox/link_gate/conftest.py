"""The Gate API of a sandbox process, spoken to in plain HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.sandbox.conftest import Sandbox, running_sandbox

LOGIN = ("sandbox", "sandbox")
OWNER = {"platformId": "SANDBOX", "platformPartnerId": "PRACTICE"}
PARTNER = "/partnergate/platform/SANDBOX/partner/PRACTICE"


def a_destination(url: str = "https://endpoint.example.com/receive", **changes: Any) -> dict[str, Any]:
    return {"url": url, "contentType": "application/json", "username": "", "password": "", "customParameters": {}} | (
        changes
    )


def a_gate(ref_id: str | None = "TEST-1", **changes: Any) -> dict[str, Any]:
    """A gate as the document's example has it, without its id."""
    return {
        "type": "PARTNER_GATE",
        "refId": ref_id,
        **OWNER,
        "destinations": [a_destination()],
        "gateType": "ONE_ORDERED",
        "ttl": 172_800_000,
        "acknowledge": False,
        "throttle": None,
        "customParameters": {},
    } | changes


@dataclass
class GateApi:
    """`ask` answers whatever comes; the others expect what the document promises."""

    url: str
    client: httpx.Client

    def ask(self, method: str, path: str, gate: Any = None, **more: Any) -> httpx.Response:
        body = {} if gate is None else {"json": gate}
        return self.client.request(method, f"{self.url}{path}", **({"auth": LOGIN} | body | more))

    def add(self, gate: dict[str, Any]) -> str:
        answer = self.ask("POST", "/partnergate", gate)
        assert (answer.status_code, answer.content) == (201, b""), answer.text
        return answer.headers["location"].rpartition("/id/")[2]

    def get(self, gate_id: str) -> dict[str, Any]:
        answer = self.ask("GET", f"{PARTNER}/id/{gate_id}")
        assert answer.status_code == 200, answer.text
        gate: dict[str, Any] = answer.json()
        return gate

    def called(self, ref_id: str) -> dict[str, Any]:
        answer = self.ask("GET", f"{PARTNER}/refid/{ref_id}")
        assert answer.status_code == 200, answer.text
        gate: dict[str, Any] = answer.json()
        return gate

    def replace(self, gate: dict[str, Any]) -> None:
        answer = self.ask("PUT", f"{PARTNER}/id/{gate['id']}", gate)
        assert (answer.status_code, answer.content) == (204, b""), answer.text

    def remove(self, gate_id: str) -> None:
        answer = self.ask("DELETE", f"{PARTNER}/id/{gate_id}")
        assert (answer.status_code, answer.content) == (204, b""), answer.text

    def all(self) -> list[dict[str, Any]]:
        answer = self.ask("GET", PARTNER)
        if answer.status_code == 404:
            return []
        assert answer.status_code == 200, answer.text
        gates: list[dict[str, Any]] = answer.json()
        return gates

    def only(self, *gates: dict[str, Any]) -> list[str]:
        """Keep these gates and no other."""
        for kept in self.all():
            with suppress(httpx.HTTPError):  # some answer with a fault, and are gone all the same
                self.ask("DELETE", f"{PARTNER}/id/{kept['id']}")
        return [self.add(gate) for gate in gates]


def gate_api(sandbox: Sandbox) -> GateApi:
    return GateApi(str(sandbox.said["link_gate"]), sandbox.client)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One that all tests of a module speak to."""
    with running_sandbox("--home", str(tmp_path_factory.mktemp("home")), "--delay", "0.05") as sandbox:
        yield sandbox


@pytest.fixture
def api(shared: Sandbox) -> Iterator[GateApi]:
    """With the first gates, whatever a test before it did to them."""
    api = gate_api(shared)
    first = [{key: value for key, value in gate.items() if key != "id"} for gate in api.all()]
    yield api
    api.only(*first)


def error_of(answer: httpx.Response) -> tuple[int, int, str]:
    """Status, code and description of an error in the documented shape."""
    told = answer.json()
    assert list(told) == ["resultCode", "description", "translatedDescription"]
    return answer.status_code, told["resultCode"], told["description"]
