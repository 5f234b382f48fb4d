"""An account with gates, the document's gate, and a service that answers as it is told."""

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
from tests.providers import accounts
from tests.providers.accounts import PATIENT, OneSecret

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


def account(base_url: str, **options: str) -> Account:
    return accounts.account("link-gate", base_url, **options)


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
