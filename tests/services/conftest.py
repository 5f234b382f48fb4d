"""Desks over a real home: real files, a real database, and a real HTTP server in place of the provider."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from console.domain.account import Account, Environment
from console.domain.callbacks.event import Arrival, Event, EventKind
from console.domain.callbacks.request import CallbackRequest
from console.domain.state import Billing, Delivery, Finality, State
from console.services.desks import Desks
from console.settings.paths import Home, find_home
from console.wiring import now, open_database, open_desks
from tests.sandbox.conftest import Sandbox, running_sandbox
from tests.sandbox.link_gate.conftest import GateApi
from tests.sandbox.link_gate.conftest import gate_api as api_of
from tests.services.whatsapp import whatsapp_account

DELIVERED = State(Finality.FINAL, Delivery.DELIVERED, Billing.BILLED)


class Smsc:
    """What the provider was asked, in order; `answer` makes the next answers from the count of requests."""

    def __init__(self, server: HTTPServer) -> None:
        self.url = server.url_for("/smscsimplehttp")
        self.asked: list[dict[str, str]] = []
        self.answer: Callable[[int], str] = lambda number: f"1005;Queued;id-{number}"
        self.hold: threading.Event | None = None
        self.reached = threading.Event()
        server.expect_request("/smscsimplehttp").respond_with_handler(self._handle)

    def _handle(self, request: Request) -> Response:
        self.asked.append(dict(request.args))
        self.reached.set()
        body = self.answer(len(self.asked))
        if self.hold is not None:
            self.hold.wait(20)
        return Response(body, content_type="text/plain")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "config.toml").write_text("[listener]\nport = 0\n[sending]\nrate = 1000\nread_timeout = 0.5\n")
    return find_home(tmp_path, sandbox=False)


@pytest.fixture
async def desks(home: Home) -> AsyncIterator[Desks]:
    opened = open_desks(home, sandbox=False)
    yield opened
    await opened.aclose()


@pytest.fixture
def smsc(httpserver: HTTPServer) -> Iterator[Smsc]:
    standing = Smsc(httpserver)
    yield standing
    if standing.hold is not None:
        standing.hold.set()


def account(url: str, name: str = "acme", **changes: object) -> Account:
    values: dict[str, object] = {
        "name": name,
        "provider": "link-smsc",
        "base_url": url,
        "environment": Environment.TEST,
        "options": {"service_id": "1001", "username": "anna"},
        **changes,
    }
    return Account.model_validate(values)


@pytest.fixture
async def acme(desks: Desks, smsc: Smsc) -> Account:
    added = account(smsc.url)
    await desks.accounts.save(added, {"password": "s3cret"}, allow_file=True)
    return added


def report(number: int, *, text: str | None = None, dedup: str | None = None, **fields: object) -> Arrival:
    values: dict[str, object] = {
        "provider_message_id": f"id-{number}",
        "destination": "+46701234567",
        "code": 1001,
        "state": DELIVERED,
        "text": text,
        **fields,
    }
    event = Event(EventKind.REPORT, "link-smsc", dedup or f"news-{number}", **values)  # type: ignore[arg-type]  # mixed fields
    body = f'{{"id": "id-{number}"}}'.encode()
    request = CallbackRequest(now(), "127.0.0.1", "POST", "/callbacks/acme", "", (), "application/json", body)
    return Arrival(request, "acme", (event,), 200, "loopback")


def store(home: Home, arrivals: Sequence[Arrival]) -> None:
    """As the listener does it: another connection, one transaction."""
    from console.store.arrivals import record_arrivals

    database = open_database(home)
    try:
        database.write_now(lambda connection: record_arrivals(connection, arrivals, "test"))
    finally:
        database.close()


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One for all tests of a module."""
    home = str(tmp_path_factory.mktemp("sandbox"))
    with running_sandbox("--home", home, "--callback-url", "https://hooks.example.com/dlr") as running:
        yield running


@pytest.fixture
def gate_api(sandbox: Sandbox) -> GateApi:
    """Its gates, as somebody else gets at them; there are none yet."""
    api = api_of(sandbox)
    api.only()
    return api


@pytest.fixture
async def acme_gates(desks: Desks, gate_api: GateApi) -> Account:
    """The account of these gates; it is called `gates`."""
    added = gate_account(gate_api.url)
    await desks.accounts.save(added, {"password": "sandbox"}, allow_file=True)
    return added


def gate_account(url: str, **changes: object) -> Account:
    values: dict[str, object] = {
        "name": "gates",
        "provider": "link-gate",
        "base_url": url,
        "environment": Environment.SANDBOX,
        "options": {"username": "sandbox", "platform_id": "SANDBOX", "partner_id": "PRACTICE", "auth": "basic"},
        **changes,
    }
    return Account.model_validate(values)


@pytest.fixture
async def acme_whatsapp(desks: Desks, sandbox: Sandbox) -> Account:
    """An account at the sandbox's WhatsApp API; it is called `wa`."""
    added = whatsapp_account(str(sandbox.said["link_whatsapp"]))
    await desks.accounts.save(added, {"password": "sandbox"}, allow_file=True)
    return added
