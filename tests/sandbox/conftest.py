"""A receiver for callbacks on a real port, and a sandbox in a real process."""

from __future__ import annotations

import contextlib
import json
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

PATIENCE = 20.0  # seconds; nothing here takes one


@dataclass(frozen=True)
class Received:
    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.body)
        return document

    @property
    def pairs(self) -> dict[str, str]:
        """Of a form or a query."""
        text = self.query if self.method == "GET" else self.body.decode()
        return {name: values[0] for name, values in parse_qs(text, keep_blank_values=True, strict_parsing=True).items()}


@dataclass
class Receiver:
    """What came in, in order. `answers` are given first, (status, body, headers) each; then 200 and OK."""

    url: str
    inbox: queue.Queue[Received] = field(default_factory=queue.Queue)
    answers: list[tuple[int, str, dict[str, str]]] = field(default_factory=list)

    def next(self) -> Received:
        return self.inbox.get(timeout=PATIENCE)

    def take(self, count: int) -> list[Received]:
        return [self.next() for _ in range(count)]

    def stays_silent(self, seconds: float = 0.4) -> bool:
        try:
            self.inbox.get(timeout=seconds)
        except queue.Empty:
            return True
        return False


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            url = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            kept.inbox.put(Received(self.command, url.path, url.query, headers, body))
            status, text, extra = kept.answers.pop(0) if kept.answers else (200, "OK", {})
            self.send_response(status)
            for name, value in {"Content-Length": str(len(text)), **extra}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text.encode())

        do_GET = do_PUT = do_POST  # noqa: N815 - as http.server has it

        def log_message(self, *_: object) -> None:
            """Tests say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    kept = Receiver(f"http://127.0.0.1:{server.server_address[1]}/callbacks/acme")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield kept
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Sandbox:
    """A sandbox in a process of its own, and the first line it wrote."""

    process: subprocess.Popen[bytes]
    said: dict[str, Any]
    client: httpx.Client

    @property
    def url(self) -> str:
        return str(self.said["link_smsc"])

    def send(self, destination: str, text: str = "hello", **more: str | None) -> httpx.Response:
        """A request with everything the document asks for; None leaves a parameter out."""
        parameters = {
            "ServiceId": "1001",
            "Username": "sandbox",
            "Password": "sandbox",
            "Source": "LINK",
            "Destination": destination,
            "Userdata": text,
            **more,
        }
        given = {name: value for name, value in parameters.items() if value is not None}
        return self.client.post(self.url, params=given)

    def accepted(self, destination: str, text: str = "hello", **more: str | None) -> str:
        """The id of a message that was accepted."""
        code, _, message_id = self.send(destination, text, **more).text.split(";")
        assert code in {"1000", "1005"}
        return message_id

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


Start = Callable[..., Sandbox]


@contextlib.contextmanager
def running_sandbox(*options: str) -> Iterator[Sandbox]:
    command = [sys.executable, "-m", "console", "sandbox", "--json", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    with process.stdout:
        try:
            said = json.loads(process.stdout.readline())
            with httpx.Client(timeout=PATIENCE, trust_env=False) as client:
                yield Sandbox(process, said, client)
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts sandboxes with the options of `switchroom sandbox`, and ends them with the test."""
    with contextlib.ExitStack() as stack:
        yield lambda *options: stack.enter_context(running_sandbox(*options))


@pytest.fixture
def sandbox(start: Start, receiver: Receiver, tmp_path: Path) -> Sandbox:
    """One that reports to the receiver, quickly."""
    return start("--home", str(tmp_path), "--callback-url", receiver.url, "--delay", "0.05")
