"""An account, its secret, and a service that answers as it is told: what the tests of the gate client share."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from console.domain.account import Account
from console.providers.contract import ManagesGates, SendLimits
from console.providers.registry import gate_provider

PASSWORD = "pä ss+w&rd=%2F/ü?#;'\"$x"
PATIENT = SendLimits(connect_timeout=10, read_timeout=10)
HASTY = SendLimits(connect_timeout=0.5, read_timeout=0.3)
BASE = "/gate/partnergate"
LIST = f"{BASE}/platform/MY%20PLATFORM/partner/MY_PARTNER"

GATE: dict[str, Any] = {
    "type": "PARTNER_GATE",
    "id": "abc123E",
    "refId": "TEST",
    "platformId": "MY PLATFORM",
    "platformPartnerId": "MY_PARTNER",
    "destinations": [
        {
            "url": "https://endpoint.example.com/receive",
            "contentType": "application/json",
            "username": "",
            "password": "",
            "customParameters": {},
        }
    ],
    "gateType": "ONE_ORDERED",
    "ttl": 172800000,
    "acknowledge": False,
    "throttle": None,
    "customParameters": {},
    "unheardOf": {"kept": [1, None]},
}
"""The document's example, with a key it does not have."""


class OneSecret:
    def __init__(self, password: str = PASSWORD) -> None:
        self._password = password
        self.asked = 0

    def secret(self, account: str, option: str) -> str:
        assert (account, option) == ("acme", "password")
        self.asked += 1
        return self._password


def account(base_url: str, **options: str) -> Account:
    return Account(
        name="acme",
        provider="link-gate",
        base_url=base_url,
        options={
            "auth": "basic",
            "username": "us er",
            "platform_id": "MY PLATFORM",
            "partner_id": "MY_PARTNER",
        }
        | options,
    )


@contextlib.asynccontextmanager
async def gates(base_url: str, limits: SendLimits = PATIENT, **options: str) -> AsyncIterator[ManagesGates]:
    opened = gate_provider("link-gate").open_gates(account(base_url, **options), OneSecret(), limits)
    try:
        yield opened
    finally:
        await opened.aclose()


def error_body(code: int, description: str = "WORDS", **more: object) -> bytes:
    return json.dumps({"resultCode": code, "description": description, "translatedDescription": None, **more}).encode()


@dataclass
class Service:
    """Answers every request below `/gate` with `answer`, and remembers what was asked, paths undecoded."""

    server: HTTPServer
    status: int = 200
    body: bytes = b"[]"
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.server.expect_request(re.compile("/gate.*")).respond_with_handler(self._handle)

    @property
    def url(self) -> str:
        return self.server.url_for("/gate")

    def paths(self) -> list[str]:
        return [f"{request.method} {request.environ['REQUEST_URI']}" for request in self.asked]

    def answers(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.status, self.body, self.headers = status, body, headers

    def _handle(self, request: Request) -> Response:
        self.asked.append(request)
        self.bodies.append(request.get_data())
        return Response(self.body, self.status, {"Content-Type": "application/json", **self.headers})
