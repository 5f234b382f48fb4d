"""The answers of the listener, built once.

A provider reads the status and at most the acknowledge body; the sentences are for the person who tries the address
by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

Message = dict[str, Any]

RETRY_WHEN_FULL: Final = 2
RETRY_WHEN_BROKEN: Final = 30
"""Seconds after which a refused callback may come again: a full queue empties soon, a disk does not."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer as ASGI messages. `last_start` also ends the connection."""

    status: int
    start: Message
    last_start: Message
    body: Message


def reply(
    status: int,
    text: str | bytes,
    *headers: tuple[bytes, bytes],
    content_type: bytes = b"text/plain; charset=utf-8",
) -> Reply:
    body = text.encode("utf-8", "replace") if isinstance(text, str) else text
    lines = [(b"content-type", content_type), (b"content-length", str(len(body)).encode()), *headers]
    return Reply(
        status=status,
        start={"type": "http.response.start", "status": status, "headers": lines},
        last_start={
            "type": "http.response.start",
            "status": status,
            "headers": [*lines, (b"connection", b"close")],
        },
        body={"type": "http.response.body", "body": body},
    )


def acknowledge(body: str) -> Reply:
    """What a provider gets for a callback that is stored."""
    return reply(200, body)


def health(document: bytes) -> Reply:
    return reply(200, document, (b"cache-control", b"no-store"), content_type=b"application/json")


ACKNOWLEDGED = acknowledge("OK")
NO_SUCH_ADDRESS = reply(404, "Nothing receives callbacks here: the account or its token is wrong.\n")
CLOSED_WITHOUT_ACCOUNT = reply(
    404, "This listener is reachable from outside, so a callback has to name its account in the path.\n"
)
PROOF_WANTED = reply(
    401,
    "This account's callbacks need the right user name and password.\n",
    (b"www-authenticate", b'Basic realm="callbacks", charset="UTF-8"'),
)
WRONG_METHOD = reply(405, "Callbacks come by GET, POST or PUT.\n", (b"allow", b"GET, POST, PUT"))
HEALTH_WRONG_METHOD = reply(405, "Ask for /health by GET.\n", (b"allow", b"GET"))
ENCODED = reply(415, "Send the callback without a content encoding; nothing is decompressed here.\n")
QUEUE_FULL = reply(
    503,
    "Too many callbacks are waiting to be stored. Send this one again later.\n",
    (b"retry-after", str(RETRY_WHEN_FULL).encode()),
)
NOT_STORED = reply(
    503,
    "The callback could not be stored. Send it again later.\n",
    (b"retry-after", str(RETRY_WHEN_BROKEN).encode()),
)


def too_large(limit: int) -> Reply:
    return reply(413, f"A callback may have at most {limit} bytes.\n")


# Answers given before there is a request to answer: the whole of what goes over the wire.


def _raw(status: str, text: str, *headers: str) -> bytes:
    body = text.encode()
    lines = [
        f"HTTP/1.1 {status}",
        "content-type: text/plain; charset=utf-8",
        f"content-length: {len(body)}",
        *headers,
        "connection: close",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


TOO_MANY_CONNECTIONS = _raw(
    "503 Service Unavailable",
    "Too many connections are open. Connect again later.\n",
    f"retry-after: {RETRY_WHEN_FULL}",
)
HEAD_TOO_LARGE = _raw("431 Request Header Fields Too Large", "The head of the request is too large.\n")
TOO_SLOW = _raw("408 Request Timeout", "The request did not arrive in time.\n")
