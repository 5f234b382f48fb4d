"""The JSON object in the body of a request."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request


async def read_body(request: Request, largest: int) -> bytes | None:
    """None where it is longer than `largest` bytes, and is then not kept."""
    body = bytearray()
    async for piece in request.stream():
        if len(body) <= largest:
            body += piece
    return bytes(body) if len(body) <= largest else None


def object_in(body: bytes | None) -> dict[str, Any] | None:
    """None for anything else, and for text that could not be sent on."""
    try:
        found: Any = json.loads((body or b"").decode(), parse_constant=_no_number)
        json.dumps(found, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _no_number(text: str) -> None:
    raise ValueError(text)
