"""The sandbox as one process: all simulators on one port of the loopback, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from console.errors import PortTaken, SettingsError
from console.sandbox.delivery import Deliverer, Target, fixed_target, target_of_home
from console.sandbox.http_server import Connection, Server
from console.sandbox.link_gate import simulator as link_gate
from console.sandbox.link_gate.authentication import Credentials as GateCredentials
from console.sandbox.link_gate.delivery import GateDelivery
from console.sandbox.link_gate.gates import Gates
from console.sandbox.link_gate.seed import SeedGates
from console.sandbox.link_smsc import simulator as link_smsc
from console.sandbox.link_smsc.callbacks import Format
from console.sandbox.link_smsc.request import Credentials
from console.sandbox.link_whatsapp import simulator as link_whatsapp
from console.sandbox.link_whatsapp.authentication import Credentials as WhatsappCredentials
from console.sandbox.link_whatsapp.delivery import EventDelivery
from console.sandbox.link_whatsapp.windows import Windows
from console.settings import toml_file
from console.settings.files import load_settings
from console.settings.model import Settings
from console.settings.paths import Home

_PARENT_PERIOD = 0.5  # seconds between two looks at the parent


@dataclass(frozen=True, slots=True)
class SandboxConfig:
    """`port` 0 takes any free one. `callback_url`, `form` and `acknowledge` go into the gates that are there at the
    start: where to (None: the listener that runs on `home`), written how, and the body that must come back.
    `announced_in` is the file in which others find this sandbox. `parent` is the process that must live for it to go
    on."""

    home: Home
    port: int = 0
    callback_url: str | None = None
    form: Format = Format.JSON
    link_smsc: link_smsc.Conduct = field(default_factory=link_smsc.Conduct)
    link_gate: link_gate.Conduct = field(default_factory=link_gate.Conduct)
    link_whatsapp: link_whatsapp.Conduct = field(default_factory=link_whatsapp.Conduct)
    attempts: int = 8
    pause: float = 0.25
    acknowledge: str | None = None
    announced_in: Path | None = None
    parent: int | None = None


async def serve(
    config: SandboxConfig, announce: Callable[[dict[str, object]], None], tell: Callable[[str], None]
) -> None:
    """Run until SIGTERM, SIGINT or the parent's end. `announce` gets what `switchroom sandbox --json` prints first,
    once requests are accepted; `tell` a line for whatever happens. Raises PortTaken, SettingsError."""
    listening = _bind(config.port)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    credentials, gate_credentials, whatsapp_credentials = Credentials(), GateCredentials(), WhatsappCredentials()
    document: dict[str, object] = {
        "link_gate": f"{url}{link_gate.PATH}",
        "link_smsc": f"{url}{link_smsc.PATH}",
        "link_whatsapp": f"{url}{link_whatsapp.PATH}",
        "livelink": None,
        "mobivate": None,
        "smpp": None,
        "accounts": {
            link_gate.PROVIDER: {
                "auth": "oauth",
                "username": gate_credentials.username,
                "password": gate_credentials.password,
                "platform_id": gate_credentials.platform_id,
                "partner_id": gate_credentials.partner_id,
            },
            link_smsc.PROVIDER: {
                "service_id": credentials.service_id,
                "username": credentials.username,
                "password": credentials.password,
            },
            link_whatsapp.PROVIDER: {
                "username": whatsapp_credentials.username,
                "password": whatsapp_credentials.password,
                "platform_id": whatsapp_credentials.platform_id,
                "partner_id": whatsapp_credentials.partner_id,
                "source": whatsapp_credentials.source,
            },
        },
        "pid": os.getpid(),
    }
    gates = Gates()
    expected = _expected_listener(config.home)
    seeded = SeedGates(
        gates,
        gate_credentials,
        _target(config, link_smsc.PROVIDER, str(document["link_smsc"])),
        expected=expected,
        form=config.form,
        acknowledge=config.acknowledge is not None,
    )
    deliverer = Deliverer(attempts=config.attempts, pause=config.pause, tell=tell)
    delivery = GateDelivery(
        gates,
        deliverer,
        follow=seeded.follow,
        acknowledge=config.acknowledge,
        also_called=frozenset({urlsplit(config.callback_url or "").hostname or ""}),
        always=config.link_gate.always,
        tell=tell,
    )
    sms = link_smsc.LinkSmsc(credentials, config.link_smsc, delivery.deliver, tell)
    gate_api = link_gate.LinkGate(
        str(document["link_gate"]), gate_credentials, config.link_gate, gates, seeded.follow, tell
    )
    whatsapp_target = _target(config, link_whatsapp.PROVIDER, str(document["link_whatsapp"]))
    events = EventDelivery(
        gates,
        delivery,
        lambda: whatsapp_target() or expected,
        acknowledge=config.acknowledge is not None,
        tell=tell,
    )
    whatsapp = link_whatsapp.LinkWhatsapp(whatsapp_credentials, config.link_whatsapp, events, Windows(time.time), tell)

    async def tally(_request: Request) -> Response:
        told = deliverer.tally
        return JSONResponse({"confirmed": told.confirmed, "unconfirmed": told.unconfirmed, "given_up": told.given_up})

    app = Starlette(
        routes=[
            Route(link_smsc.PATH, sms.send, methods=["POST"]),
            *gate_api.routes(),
            Route(link_whatsapp.MESSAGES_PATH, whatsapp.send, methods=["POST"]),
            Route("/tally", tally, methods=["GET"]),
        ]
    )
    server = Server(
        uvicorn.Config(
            app,
            http=Connection,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
    )
    loop = asyncio.get_running_loop()
    for stop in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(stop, server.stop)
    running = asyncio.create_task(server.serve(sockets=[listening]))
    watching = asyncio.create_task(_watch(config.parent, server.stop)) if config.parent else None
    try:
        await server.accepting.wait()
        with _written_to(config.announced_in, document):
            announce(document)
            await running
    finally:
        server.stop()
        if watching:
            watching.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await sms.aclose()
        await whatsapp.aclose()
        await delivery.aclose()


def _target(config: SandboxConfig, provider: str, own_url: str) -> Target:
    if config.callback_url is None:
        return target_of_home(config.home, provider, own_url)
    return fixed_target(config.callback_url, provider)


def _expected_listener(home: Home) -> str:
    """Where this home's listener will answer, as far as its settings tell."""
    try:
        port = load_settings(home).listener.port
    except SettingsError:  # whoever uses the settings for more than a guess will say so
        port = 0
    return f"http://127.0.0.1:{port or Settings().listener.port}/callbacks"


def _bind(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError as error:
        listening.close()
        raise PortTaken(
            f"The sandbox cannot take port {port}: {(error.strerror or str(error)).lower()}.",
            hint="Choose another with --port, or --port 0 for any that is free.",
        ) from None
    return listening


@contextlib.contextmanager
def _written_to(file: Path | None, document: dict[str, object]) -> Iterator[None]:
    """Let others find the sandbox, as long as it runs."""
    if file is None:
        yield
        return
    with toml_file.locked(file):
        toml_file.replace(file, json.dumps(document) + "\n")
    try:
        yield
    finally:
        with contextlib.suppress(OSError, ValueError, KeyError):
            if json.loads(file.read_text(encoding="utf-8"))["pid"] == os.getpid():
                file.unlink()


async def _watch(parent: int, stop: Callable[[], None]) -> None:
    """Stop when the parent is gone. A direct parent is seen to be gone by who became ours in its place."""
    direct = os.getppid() == parent
    while (os.getppid() == parent) if direct else is_alive(parent):  # noqa: ASYNC110 - see below
        await asyncio.sleep(_PARENT_PERIOD)  # nothing tells a process of the end of another
    stop()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
