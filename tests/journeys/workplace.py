"""Where an engineer works: a home on disk, and beside it the real processes of a provider and of a listener."""

from __future__ import annotations

import contextlib
import json
import socket
import sqlite3
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from console.domain.account import Account, Environment
from console.settings.credentials import Credentials
from console.settings.files import save_account
from console.settings.paths import Home, find_home

ROOT = Path(__file__).parents[2]
FIRST_LINE_WITHIN = 30.0
END_WITHIN = 20.0
"""Seconds."""

_CONFIG = """
[listener]
port = {port}

[sending]
rate = 1000.0
read_timeout = {read_timeout}
"""


@dataclass(frozen=True, slots=True)
class Process:
    """A `switchroom` of its own, and the document on its first line."""

    child: subprocess.Popen[bytes]
    said: Mapping[str, Any]


@contextlib.contextmanager
def running(*words: str) -> Iterator[Process]:
    """`switchroom WORDS` for as long as the block runs; words must make it print one line of JSON first."""
    with subprocess.Popen([sys.executable, "-m", "console", *words], stdout=subprocess.PIPE, cwd=ROOT) as child:
        late = threading.Timer(FIRST_LINE_WITHIN, child.kill)
        late.start()
        try:
            assert child.stdout is not None
            said = json.loads(first_line(child.stdout))
            late.cancel()
            yield Process(child, said)
        finally:
            late.cancel()
            child.terminate()
            try:
                child.wait(END_WITHIN)
            except subprocess.TimeoutExpired:
                child.kill()


def first_line(stream: IO[bytes]) -> bytes:
    line = stream.readline()
    assert line, "the process ended, or took too long, before it said anything"
    return line


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True, slots=True)
class Provider:
    """A running sandbox whose callbacks all go to `listener_port`."""

    url: str
    listener_port: int
    gates: str = ""
    whatsapp: str = ""


@contextlib.contextmanager
def provider_at_work(folder: Path, account: str = "acme-sms") -> Iterator[Provider]:
    """`account` is whose callbacks they are."""
    port = free_port()
    callbacks = f"http://127.0.0.1:{port}/callbacks/{account}"
    with running("--home", str(folder), "sandbox", "--json", "--callback-url", callbacks, "--delay", "0.15") as process:
        yield Provider(process.said["link_smsc"], port, process.said["link_gate"], process.said["link_whatsapp"])


class Workplace:
    """One home: its settings, its accounts, its database as anybody may look at it."""

    def __init__(self, folder: Path, provider: Provider) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.provider = provider
        self.home: Home = find_home(folder, sandbox=False)
        self.waits_for_an_answer(10.0)

    def waits_for_an_answer(self, read_timeout: float) -> None:
        """Seconds until an answer that does not come is given up."""
        self.home.config_file.write_text(
            _CONFIG.format(port=self.provider.listener_port, read_timeout=read_timeout), encoding="utf-8"
        )

    def has_account(
        self,
        name: str = "acme-sms",
        *,
        environment: Environment = Environment.SANDBOX,
        read_only: bool = False,
        url: str | None = None,
        password: str = "sandbox",
    ) -> None:
        account = Account(
            name=name,
            provider="link-smsc",
            base_url=url or self.provider.url,
            environment=environment,
            read_only=read_only,
            options={"service_id": "1001", "username": "sandbox"},
        )
        save_account(self.home, account)
        Credentials(self.home).keep(name, "password", password, allow_file=True)

    def has_gates(self, name: str = "acme-gates") -> None:
        """An account that keeps gates."""
        options = {"auth": "oauth", "username": "sandbox", "platform_id": "SANDBOX", "partner_id": "PRACTICE"}
        account = Account(
            name=name,
            provider="link-gate",
            base_url=self.provider.gates,
            environment=Environment.SANDBOX,
            options=options,
        )
        save_account(self.home, account)
        Credentials(self.home).keep(name, "password", "sandbox", allow_file=True)

    def has_whatsapp(self, name: str) -> None:
        """An account that sends WhatsApp messages."""
        account = Account(
            name=name,
            provider="link-whatsapp",
            base_url=self.provider.whatsapp,
            environment=Environment.SANDBOX,
            options={
                "username": "sandbox",
                "platform_id": "SANDBOX",
                "partner_id": "PRACTICE",
                "source": "+46701740699",
            },
        )
        save_account(self.home, account)
        Credentials(self.home).keep(name, "password", "sandbox", allow_file=True)

    @property
    def listener(self) -> str:
        return f"http://127.0.0.1:{self.provider.listener_port}"

    def listens(self) -> contextlib.AbstractContextManager[Process]:
        """A listener that no console started."""
        return running("--home", str(self.folder), "listen", "--json")

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """What the database holds, asked from outside."""
        with contextlib.closing(sqlite3.connect(self.home.database, timeout=10)) as connection:
            return connection.execute(question).fetchall()

    def switchroom(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        """A command line's whole run."""
        return subprocess.run(
            [sys.executable, "-m", "console", "--home", str(self.folder), *words],
            capture_output=True,
            timeout=60,
            cwd=ROOT,
            check=False,
        )


def report(number: int, *, code: int = 1001, to: str = "+46701234567", **fields: Any) -> bytes:
    """A delivery report in JSON, as the document prints it."""
    told = {
        "refId": f"ord-{number}",
        "id": f"told{number:05d}",
        "operator": "se.telia",
        "sentTimestamp": "2026-11-20T08:00:00Z",
        "timestamp": "2026-11-20T08:00:05Z",
        "resultCode": code,
        "operatorResultCode": "2",
        "segments": 1,
        "gateCustomParameters": {},
        "customParameters": {"source": "ACME", "destination": to},
        **fields,
    }
    return json.dumps(told).encode()


def call_back(
    base: str, body: bytes, *, path: str = "/callbacks/acme-sms", headers: Mapping[str, str] | None = None
) -> tuple[int, bytes]:
    """Tell the listener something over HTTP; its status and body."""
    given = {"Content-Type": "application/json", **(headers or {})}
    try:
        with urllib.request.urlopen(
            urllib.request.Request(f"{base}{path}", data=body, headers=given), timeout=20
        ) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read()
