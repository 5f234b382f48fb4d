"""Requests to the listener, as a reader of callbacks gets them, and why it took one for unrecognised."""

from __future__ import annotations

import json

from console.domain.callbacks.event import Event, EventKind
from console.domain.callbacks.request import CallbackRequest


def request(body: object = b"", *, query: str = "", kind: str = "", method: str = "POST") -> CallbackRequest:
    """`body` as bytes, as text, or else as what its JSON is to say; `kind` is the content type."""
    if isinstance(body, str):
        body = body.encode()
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return CallbackRequest(0, "127.0.0.1", method, "/callbacks/acme", query, (), kind, data)


def reason(event: Event) -> str:
    assert event.kind is EventKind.UNRECOGNISED, event
    assert (event.state, event.code, event.provider_message_id) == (None, None, None)
    return str(event.extra["reason"])
