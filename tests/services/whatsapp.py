"""WhatsApp in tests: an account at the sandbox's simulator, requests, and callbacks as LINK writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from console.domain.account import Account, Environment
from console.domain.callbacks.event import Arrival
from console.domain.callbacks.request import CallbackRequest
from console.domain.timestamps import Millis, format_rfc3339
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.message_request import MessageRequest
from console.providers.registry import callback_providers

OURS, ANNA, BO = "+46701740699", "+46700000001", "+46700000002"
HELLO = Message({"type": "text", "text": {"body": "Hello"}})
ORDER = Message(
    {
        "type": "template",
        "template": {
            "namespace": "shop",
            "name": "order_update",
            "language": {"code": "en"},
            "components": [{"type": "body", "parameters": [{"type": "text", "text": "Ada"}]}],
        },
    }
)


def whatsapp_account(url: str, **changes: object) -> Account:
    values: dict[str, object] = {
        "name": "wa",
        "provider": "link-whatsapp",
        "base_url": url,
        "environment": Environment.SANDBOX,
        "options": {"username": "sandbox", "platform_id": "SANDBOX", "partner_id": "PRACTICE", "source": OURS},
        **changes,
    }
    return Account.model_validate(values)


def to(*destinations: str, messages: tuple[Message, ...] = (ORDER,), **changes: Any) -> MessageRequest:
    return MessageRequest({"destinations": list(destinations), **changes}).with_messages(messages)


def said(body: Mapping[str, Any], at: Millis, account: str = "wa") -> Arrival:
    """A callback to that account."""
    reader = next(known for known in callback_providers() if known.name == "link-whatsapp").callback_reader()
    content = json.dumps(body).encode()
    request = CallbackRequest(at, "127.0.0.1", "POST", f"/callbacks/{account}", "", (), "application/json", content)
    return Arrival(request, account, reader.read(request), 200, "loopback")


def wrote(
    text: str,
    at: Millis,
    *,
    source: str = ANNA,
    received_at: Millis | None = None,
    content: Mapping[str, Any] | None = None,
    provider_at: Millis | None = None,
) -> Arrival:
    """A contact's message, "Receive message"; `content` replaces the text, `provider_at` is WhatsApp's own time."""
    return said(
        {
            "destination": OURS,
            "source": source,
            "content": {
                "type": "WHATSAPP",
                "message": dict(content) if content else {"contentType": "TEXT", "text": text},
            },
            "provider": "whatsapp",
            "timestamp": format_rfc3339(at),
            "providerTimestamp": None if provider_at is None else format_rfc3339(provider_at),
            "messageId": f"in-{text}-{at}",
            "route": {},
        },
        at if received_at is None else received_at,
    )


def reported(message_id: str, code: int, at: Millis, index: int = 0, kind: str = "text") -> Arrival:
    """An event report."""
    return said(
        {
            "messageId": message_id,
            "refId": "ref",
            "messageType": kind,
            "messageIndex": index,
            "timestamp": format_rfc3339(at),
            "resultCode": code,
            "resultDescription": "as LINK words it",
            "gateCustomParameters": {},
            "customParameters": {},
        },
        at,
    )
