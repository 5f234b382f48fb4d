"""The answers of the listener, built once.

A provider reads the status and at most the acknowledge body; the sentences are for the person who tries the address
by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

RETRY_WHEN_FULL: Final = 2
RETRY_WHEN_BROKEN: Final = 30
"""Seconds after which a refused callback may come again: a full queue empties soon, a disk does not."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, whole as it goes over the wire: one write, one packet.

    `last` is the same and says that the connection ends; `head` is that without the body, as HEAD wants it.
    """

    status: int
    wire: bytes
    last: bytes
    head: bytes


def reply(status: int, text: str | bytes, *headers: str, content_type: str = "text/plain; charset=utf-8") -> Reply:
    body = text.encode("utf-8", "replace") if isinstance(text, str) else text
    lines = [
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}",
        f"content-type: {content_type}",
        f"content-length: {len(body)}",
        *headers,
    ]
    head = "\r\n".join([*lines, "", ""]).encode()
    last_head = "\r\n".join([*lines, "connection: close", "", ""]).encode()
    return Reply(status, head + body, last_head + body, last_head)


def acknowledge(body: str) -> Reply:
    """What a provider gets for a callback that is stored."""
    return reply(200, body)


def health(document: bytes) -> Reply:
    return reply(200, document, "cache-control: no-store", content_type="application/json")


ACKNOWLEDGED = acknowledge("OK")
NO_SUCH_ADDRESS = reply(404, "Nothing receives callbacks here: the account or its token is wrong.\n")
CLOSED_WITHOUT_ACCOUNT = reply(
    404, "This listener is reachable from outside, so a callback has to name its account in the path.\n"
)
PROOF_WANTED = reply(
    401,
    "This account's callbacks need the right user name and password.\n",
    'www-authenticate: Basic realm="callbacks", charset="UTF-8"',
)
WRONG_METHOD = reply(405, "Callbacks come by GET, POST or PUT.\n", "allow: GET, POST, PUT")
HEALTH_WRONG_METHOD = reply(405, "Ask for /health by GET.\n", "allow: GET")
ENCODED = reply(415, "Send the callback without a content encoding; nothing is decompressed here.\n")
QUEUE_FULL = reply(
    503,
    "Too many callbacks are waiting to be stored. Send this one again later.\n",
    f"retry-after: {RETRY_WHEN_FULL}",
)
NOT_STORED = reply(
    503,
    "The callback could not be stored. Send it again later.\n",
    f"retry-after: {RETRY_WHEN_BROKEN}",
)


def too_large(limit: int) -> Reply:
    return reply(413, f"A callback may have at most {limit} bytes.\n")


# Given before there is a request to answer.

MALFORMED = reply(400, "This is not HTTP as it is spoken here.\n")
TOO_SLOW = reply(408, "The request did not arrive in time.\n")
HEAD_TOO_LARGE = reply(431, "The head of the request is too large.\n")
TOO_MANY_CONNECTIONS = reply(
    503, "Too many connections are open. Connect again later.\n", f"retry-after: {RETRY_WHEN_FULL}"
)
