"""The simulator on a real port within the test's own process, and requests as the document prints them."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from console.sandbox.delivery import Deliverer
from console.sandbox.http_server import Connection, Server
from console.sandbox.link_gate.delivery import GateDelivery
from console.sandbox.link_gate.gates import Gates
from console.sandbox.link_whatsapp.authentication import Credentials
from console.sandbox.link_whatsapp.delivery import EventDelivery
from console.sandbox.link_whatsapp.simulator import MESSAGES_PATH, Conduct, LinkWhatsapp
from console.sandbox.link_whatsapp.windows import Windows
from tests.sandbox.conftest import PATIENCE, Receiver
from tests.sandbox.link_whatsapp.messages import A_TEMPLATE, a_request

LOGIN = ("sandbox", "sandbox")
CONDUCT = Conduct(delay=0.02)


@dataclass
class Whatsapp:
    """What a test can reach of the simulator. `now` is what the clock of its windows shows."""

    url: str
    client: httpx.Client
    gates: Gates
    simulator: LinkWhatsapp
    said: list[str] = field(default_factory=list)
    now: float = 1_000_000.0

    def ask(self, document: Any, **more: Any) -> httpx.Response:
        return self.client.post(self.url, **({"auth": LOGIN, "json": document} | more))

    def send(self, destination: str, *messages: dict[str, Any], **changes: Any) -> httpx.Response:
        wanted = {"destinations": [destination], "messages": list(messages or (A_TEMPLATE,))}
        return self.ask(a_request(**(wanted | changes)))

    def accepted(self, destination: str, *messages: dict[str, Any], **changes: Any) -> str:
        """The id of the messages to one destination."""
        return self.accepted_all([destination], *messages, **changes)[0]

    def accepted_all(self, destinations: list[str], *messages: dict[str, Any], **changes: Any) -> list[str]:
        answer = self.send("", *messages, destinations=destinations, **changes)
        assert answer.status_code == 200, (answer.text, self.said)
        told = answer.json()
        assert list(told) == ["resultCode", "description", "messageIds"]
        assert (told["resultCode"], told["description"]) == (112001, "queued")
        ids: list[str] = told["messageIds"]
        return ids

    def behave(self, **changes: Any) -> None:
        self.simulator._conduct = replace(self.simulator._conduct, **changes)


@dataclass
class _Served:
    """The server's thread. `target` is where it reports to."""

    whatsapp: Whatsapp
    loop: asyncio.AbstractEventLoop
    target: str = ""


@pytest.fixture(scope="module")
def served() -> Iterator[_Served]:
    """One that all tests of a module speak to."""
    gates, said = Gates(), list[str]()
    loop = asyncio.new_event_loop()
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}{MESSAGES_PATH}"
    ready = threading.Event()
    made: list[tuple[_Served, Server]] = []

    async def run() -> None:
        delivery = GateDelivery(
            gates,
            Deliverer(attempts=4, pause=0.01, tell=said.append),
            follow=lambda: None,
            acknowledge=None,
            also_called=frozenset(),
            always=frozenset(),
            tell=said.append,
        )
        events = EventDelivery(gates, delivery, lambda: made[0][0].target, acknowledge=False, tell=said.append)
        windows = Windows(lambda: made[0][0].whatsapp.now)
        simulator = LinkWhatsapp(Credentials(), CONDUCT, events, windows, said.append)
        app = Starlette(routes=[Route(MESSAGES_PATH, simulator.send, methods=["POST"])])
        server = Server(uvicorn.Config(app, http=Connection, ws="none", lifespan="off", log_config=None))
        client = httpx.Client(timeout=PATIENCE, trust_env=False)
        made.append((_Served(Whatsapp(url, client, gates, simulator, said), loop), server))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        await server.accepting.wait()
        ready.set()
        await serving
        await simulator.aclose()
        await delivery.aclose()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    assert ready.wait(PATIENCE)
    served, server = made[0]
    with served.whatsapp.client:
        yield served
    server.stop()
    thread.join(PATIENCE)
    loop.close()


@pytest.fixture
def whatsapp(served: _Served, receiver: Receiver) -> Iterator[Whatsapp]:
    """One that reports to the receiver, quickly, with nothing in it from a test before."""
    served.target = receiver.url
    whatsapp = served.whatsapp
    whatsapp.said.clear()
    whatsapp.now += 7 * 24 * 3600
    whatsapp.behave(delay=CONDUCT.delay)
    for gate in whatsapp.gates.all():
        whatsapp.gates.remove(gate["id"])
    yield whatsapp
    asyncio.run_coroutine_threadsafe(whatsapp.simulator.aclose(), served.loop).result(PATIENCE)
