"""The plain listener from outside: its process, its wire and what it stored."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Wire:
    """One connection, byte for byte."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self._received = b""

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def answer(self) -> Answer:
        """The next answer. Raises EOFError when the connection ends first."""
        while b"\r\n\r\n" not in self._received:
            self._more()
        head, _, self._received = self._received.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        length = int(headers["content-length"])
        while len(self._received) < length:
            self._more()
        body, self._received = self._received[:length], self._received[length:]
        return Answer(int(first.split(" ")[1]), headers, body)

    def reads(self, expected: bytes) -> None:
        """Takes exactly these bytes, whichever packet they came in."""
        while len(self._received) < len(expected):
            self._more()
        assert self._received.startswith(expected)
        self._received = self._received[len(expected) :]

    def ended(self) -> bool:
        """Waits for the other side to end the connection; False when it sends something instead."""
        try:
            return self._received == b"" and self.socket.recv(1) == b""
        except ConnectionError:
            return True

    def close(self) -> None:
        self.socket.close()

    def _more(self) -> None:
        chunk = self.socket.recv(65_536)
        if not chunk:
            raise EOFError(self._received)
        self._received += chunk


def request(method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: listener", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


class PlainListener:
    """tests/listener/plain_listener.py in a process of its own."""

    def __init__(self, home: Path, options: dict[str, Any]) -> None:
        self.home = home
        self._wires: list[Wire] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.listener.plain_listener", str(home), json.dumps(options)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        assert self.process.stdout is not None
        self.first_line: dict[str, Any] = json.loads(self.process.stdout.readline())
        self.port = int(self.first_line.get("url", ":0").rpartition(":")[2])

    def wire(self) -> Wire:
        """A connection that ends with the listener at the latest."""
        wire = Wire(self.port)
        self._wires.append(wire)
        return wire

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        wire = self.wire()
        wire.send(request(method, path, body, **headers))
        answer = wire.answer()
        wire.close()
        return answer

    def health(self) -> dict[str, Any]:
        answer = self.ask("GET", "/health")
        assert answer.status == 200
        document: dict[str, Any] = json.loads(answer.body)
        return document

    def stored(self) -> list[dict[str, Any]]:
        """What was stored, in order; `body` as bytes, `headers` as a dict."""
        try:
            lines = (self.home / "stored.jsonl").read_text().splitlines()
        except FileNotFoundError:
            return []
        rows = [json.loads(line) for line in lines]
        return [{**row, "body": b64decode(row["body"]), "headers": dict(row["headers"])} for row in rows]

    def mode(self, mode: str) -> None:
        """How the recorder behaves from its next batch on."""
        neighbour = self.home / "mode.new"
        neighbour.write_text(mode)
        neighbour.replace(self.home / "mode")

    def accounts(self, accounts: list[dict[str, str]]) -> None:
        (self.home / "table.json").write_text(json.dumps(accounts))

    def terminate(self) -> tuple[int, str]:
        """Ask it to stop; exit code and everything it wrote to stderr."""
        self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self) -> tuple[int, str]:
        _, errors = self.process.communicate(timeout=30)
        return self.process.returncode, errors.decode()

    def kill(self) -> None:
        for wire in self._wires:
            wire.close()
        self.process.kill()
        self.process.communicate()


def until(condition: Any, limit: float = 10.0) -> None:
    """Wait for something another process does."""
    deadline = time.monotonic() + limit
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)
