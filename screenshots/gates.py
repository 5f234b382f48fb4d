"""Gates in production, kept by a simulated platform, and the picture taken of one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from textual.pilot import Pilot

from console.domain.account import Account, Environment
from console.domain.timestamps import SECOND
from console.sandbox.http_server import Connection, Server
from console.sandbox.link_gate import simulator
from console.sandbox.link_gate.authentication import Credentials
from console.sandbox.link_gate.gates import Gates
from console.sandbox.link_smsc.callbacks import Format, delivery_report, write
from console.settings.paths import Home
from console.store.arrivals import record_arrivals
from console.wiring import open_database
from screenshots.stage import LISTENER, NOW, received, settle, show, still_desks

_LOGIN = Credentials("acme", "practice", "ACME", "acme1")
_ACCOUNT = Account(
    name="acme-gates",
    provider="link-gate",
    base_url="http://127.0.0.1:9/gate",
    environment=Environment.PRODUCTION,
    options={"auth": "basic", "username": "acme", "platform_id": "ACME", "partner_id": "acme1"},
)
_TEMPLATE = "id=${id}&code=${resultCode}&day=${timestamp|date|yyyy-MM-dd}"
_GATES: dict[str, tuple[dict[str, Any], ...]] = {
    "DLR-PROD": (
        {"url": "https://hooks.example.com/dlr", "username": "ops", "password": "not-shown-anywhere"},
        {"url": "https://bi.example.com/in", "customParameters": {"method": "GET", "template": _TEMPLATE}},
    ),
    "MO-72401": ({"url": "https://hooks.example.com/mo"},),
    "OLD-XML": ({"url": "http://legacy.example.com:8080/report", "contentType": "application/xml"},),
    "TEST": ({"url": "do://drop"},),
}
_DESTINATION = {"url": "", "contentType": "application/json", "username": "", "password": "", "customParameters": {}}


@asynccontextmanager
async def platform(home: Home) -> AsyncIterator[None]:
    """The platform's gates, read by a console that got a delivery report two seconds ago."""
    async with _serving(_kept()) as port:
        desks = still_desks(home)
        account = _ACCOUNT.model_copy(update={"base_url": f"http://127.0.0.1:{port}{simulator.PATH}"})
        await desks.accounts.save(account, {"password": _LOGIN.password}, allow_file=True)
        await desks.gates.refresh(account.name)
        await desks.aclose()
        await asyncio.to_thread(_report, home)
        yield


async def form(pilot: Pilot[None]) -> None:
    """A template in a destination, and the call it makes of the newest report."""
    await show(pilot, "gates")
    for key in ("e", "f6", "down"):
        await pilot.press(key)
        await settle(pilot)


def _kept() -> Gates:
    gates = Gates()
    for number, (ref_id, destinations) in enumerate(_GATES.items()):
        gates.add(
            {
                "type": "PARTNER_GATE",
                "refId": ref_id,
                "platformId": _LOGIN.platform_id,
                "platformPartnerId": _LOGIN.partner_id,
                "destinations": [_DESTINATION | each for each in destinations],
                "gateType": "ALL" if len(destinations) > 1 else "ONE_ORDERED",
                "ttl": 172_800_000,
                "acknowledge": ref_id == "DLR-PROD",
                "throttle": 20,
                "customParameters": {},
            },
            f"abc12{number}E",
        )
    return gates


@asynccontextmanager
async def _serving(gates: Gates) -> AsyncIterator[int]:
    """The Gate API over them on a port that is free."""

    def ignore(*_: object) -> None:
        """No listener to follow, nobody to tell."""

    routes = simulator.LinkGate("", _LOGIN, simulator.Conduct(), gates, ignore, ignore).routes()
    config = uvicorn.Config(
        Starlette(routes=routes), port=0, http=Connection, ws="none", lifespan="off", log_config=None, access_log=False
    )
    server = Server(config)
    running = asyncio.create_task(server.serve())
    await server.accepting.wait()
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.stop()
        await running


def _report(home: Home) -> None:
    report = delivery_report(
        message_id="QX91ab07", part=None, code=1001, parts=1, source="Acme", destination="+46701234567",
        reference="ord-4707", sent=(NOW - 6 * SECOND) / 1000, occurred=(NOW - 2 * SECOND) / 1000,
    )  # fmt: skip
    arrival = received(write(report, Format.JSON, root="deliveryReport"), NOW - 2 * SECOND, _ACCOUNT.name)
    database = open_database(home)
    try:
        database.write_now(lambda connection: record_arrivals(connection, [arrival], LISTENER))
    finally:
        database.close()
