"""An account that sends, the document's request, and a service that answers as it is told."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from console.domain.account import Account
from console.domain.whatsapp.message_request import MessageRequest
from console.providers.contract import SendLimits, SendOutcome, SendsWhatsApp
from console.providers.registry import whatsapp_provider
from tests.providers import accounts
from tests.providers.accounts import PATIENT, OneSecret

PATH = "/whatsapp-message"

DOCUMENT: dict[str, Any] = {
    "platformId": "your platformId", "platformPartnerId": "yourPlatformPartnerId",
    "platformServiceId": "yourPlatformServiceId", "platformServiceType": "yourPlatformServiceType",
    "platformTransactionId": "yourPlatformTransactionId", "priority": "NORMAL", "relativeValidityTime": 1584543059442,
    "absoluteValidityTime": "2020-03-18T16:49:21Z", "eventReportGates": ["v08kM29P", "jk98GtdP"], "refId": "yourRefId",
    "customParameters": {"yourCustomKey1": "yourCustomValue1", "yourCustomKey2": "yourCustomValue2"},
    "source": "+46000000000", "destinations": ["+46000000001", "+46000000002"],
    "messages": [{
        "type": "template",
        "template": {
            "namespace": "yourNamespace", "name": "yourTemplate", "language": {"code": "en"},
            "components": [{"type": "body", "parameters": [{"type": "text", "text": "Your text"}]}],
        },
    }],
}  # fmt: skip
"""WhatsApp Message API 1.4.1, "MessageRequest"."""

REQUEST = MessageRequest(DOCUMENT)


def account(base_url: str = "https://n-eu.linkmobility.io/whatsapp-message", **options: str) -> Account:
    return accounts.account("link-whatsapp", base_url, **options)


@contextlib.asynccontextmanager
async def sender(base_url: str, limits: SendLimits = PATIENT, **options: str) -> AsyncIterator[SendsWhatsApp]:
    opened = whatsapp_provider("link-whatsapp").open_whatsapp(account(base_url, **options), OneSecret(), limits)
    try:
        yield opened
    finally:
        await opened.aclose()


@dataclass
class Service:
    """Answers POST /messages with `answers`, and remembers what was asked."""

    server: HTTPServer
    status: int = 200
    body: bytes = b"{}"
    asked: list[Request] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.server.expect_request(f"{PATH}/messages", method="POST").respond_with_handler(self._handle)

    @property
    def url(self) -> str:
        return self.server.url_for(PATH)

    def answers(self, told: object, status: int = 200) -> None:
        self.status = status
        self.body = told if isinstance(told, bytes) else json.dumps(told).encode()

    async def send(self, request: MessageRequest = REQUEST) -> tuple[SendOutcome, ...]:
        async with sender(self.url) as opened:
            return await opened.send(request)

    def _handle(self, request: Request) -> Response:
        self.asked.append(request)
        self.bodies.append(request.get_data())
        return Response(self.body, self.status, {"Content-Type": "application/json"})


def reply(code: int, *ids: object, description: str = "queued") -> dict[str, Any]:
    return {"resultCode": code, "description": description, "messageIds": list(ids)}


def refusal(code: int, description: str = "Unauthorized") -> dict[str, Any]:
    return {"resultCode": code, "description": description, "translatedDescription": None}
