"""A platform with some gates, and a home that read and wrote them over three days."""

from __future__ import annotations

import json
import re
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from console.domain.account import Account, Environment
from console.domain.timestamps import Millis
from console.services.desks import Desks
from console.settings.paths import Home
from console.wiring import open_desks
from screenshots.stage import NOW, still_desks
from tests.ui.practice_home import keep_account
from tests.ui.told import raw, report, tell

SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000
PARTNER = {"platformId": "ACME", "platformPartnerId": "acme1"}
TEMPLATE = "id=${id}&code=${resultCode}&t=${timestamp|date|yyyy-MM-dd}"


def gate(number: int, ref_id: str, *destinations: dict[str, Any], **values: Any) -> dict[str, Any]:
    return {
        "type": "PARTNER_GATE",
        "id": f"abc12{number}E",
        "refId": ref_id,
        **PARTNER,
        "destinations": list(destinations),
        "gateType": "ONE_ORDERED",
        "ttl": 172_800_000,
        "acknowledge": False,
        "throttle": None,
        "customParameters": {},
    } | values


def to(url: str, **values: Any) -> dict[str, Any]:
    return {"url": url, "contentType": "application/json", "username": "", "password": "", "customParameters": {}} | (
        values
    )


REPORTS = to("https://hooks.example.com/dlr", username="ops", password="s3cret-word")
STATISTICS = to("https://bi.example.com/in", customParameters={"method": "GET", "template": TEMPLATE})
GATES = (
    gate(3, "DLR-PROD", REPORTS),
    gate(4, "MO-72401", to("https://hooks.example.com/mo")),
    gate(5, "OLD-XML", to("http://legacy.example.com:8080/report", contentType="application/xml")),
    gate(6, "PRACTICE", to("http://127.0.0.1:9/in")),
    gate(7, "TEST", to("do://drop"), gateType="ALL"),
)


class Platform:
    """Answers as the document says, from the gates it holds."""

    def __init__(self, server: HTTPServer, gates: dict[str, dict[str, Any]] | None = None) -> None:
        self.url = server.url_for("/gate")
        self.gates = {str(one["id"]): one for one in GATES} if gates is None else dict(gates)
        server.expect_request(re.compile(r"/gate/partnergate.*")).respond_with_handler(self._answer)

    def change(self, gate_id: str, **values: Any) -> None:
        self.gates[gate_id] = self.gates[gate_id] | values

    def _answer(self, request: Request) -> Response:
        _, marked, gate_id = request.path.partition("/id/")
        if request.method == "PUT":
            self.gates[gate_id] = json.loads(request.get_data())
            return Response(status=204)
        found = self.gates.get(gate_id) if marked else list(self.gates.values())
        if found is None:
            return Response(status=404)
        return Response(json.dumps(found), content_type="application/json")


def account(platform: Platform) -> Account:
    return Account(
        name="acme",
        provider="link-gate",
        base_url=platform.url,
        environment=Environment.PRODUCTION,
        options={"auth": "basic", "username": "acme", "platform_id": "ACME", "partner_id": "acme1"},
    )


async def furnish_gates(home: Home, platform: Platform) -> None:
    """Read three days ago; DLR-PROD written twice since, MO-72401 changed by somebody else a moment ago."""
    first = still_desks(home, "switchroom-dark")
    await keep_account(first, account(platform))
    await first.aclose()
    await _at(home, NOW - 3 * DAY, _read)
    await _at(home, NOW - 2 * DAY, _ask_for_a_body)
    await _at(home, NOW - 20 * MINUTE, _add_statistics)
    platform.change("abc124E", throttle=5, ttl=3_600_000)
    tell(home, [_received("abc124E", NOW - 4 * MINUTE), _received("abc125E", NOW - 61 * DAY)])
    tell(home, [_received("abc123E", NOW - 3 * SECOND), report(7, NOW - 2 * SECOND, account="acme")])


async def _at(home: Home, instant: Millis, work: Any) -> None:
    desks = open_desks(home, sandbox=False, clock=lambda: instant)
    try:
        await work(desks)
    finally:
        await desks.aclose()


async def _read(desks: Desks) -> None:
    await desks.gates.refresh("acme")
    for known in (await desks.gates.known("acme")).gates:
        await desks.gates.mark_seen("acme", known.gate_id)


async def _ask_for_a_body(desks: Desks) -> None:
    await _write(desks, lambda one: one | {"acknowledge": True, "throttle": 20})


async def _add_statistics(desks: Desks) -> None:
    await _write(desks, lambda one: one | {"gateType": "ALL", "destinations": [*one["destinations"], STATISTICS]})


async def _write(desks: Desks, change: Any) -> None:
    from console.domain.gates.gate import Gate

    known = await desks.gates.find("acme", "DLR-PROD")
    wanted = Gate(change(dict(known.gate.document)))
    await desks.gates.changes.carry_out(await desks.gates.changes.prepare("acme", known, wanted))


def _received(gate_id: str, at: Millis) -> Any:
    """A received message that says which gate brought it."""
    body = {
        "destination": "SE-72401",
        "source": "+46700000002",
        "content": {"type": "SMS", "userData": "Ja tack!", "encoding": "TEXT"},
        "operator": "se.tele2",
        "messageId": f"mo-{gate_id}",
        "route": {"id": "r1", "gateIds": [gate_id]},
        "customParameters": {},
    }
    return raw(json.dumps(body).encode(), at)
