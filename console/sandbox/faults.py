"""Faults below HTTP: an answer that does not come, a connection that is reset, a body that breaks off."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

TRANSPORT = "sandbox.transport"
"""The ASGI extension under which the server hands over the connection itself."""

_LONGEST_HANG = 300.0


async def hang(request: Request) -> None:
    """Until the client gives up. The request's body must have been read."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_LONGEST_HANG):
            while (await request.receive())["type"] != "http.disconnect":
                pass


def reset(request: Request) -> None:
    """Whatever is answered after this, nobody hears it."""
    connection = request.scope["extensions"][TRANSPORT]
    # With nothing to linger for, closing sends RST in place of FIN.
    connection.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.abort()


class BrokenOff(Response):
    """Announces the whole body, sends half, and leaves the server no choice but to close the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as ASGI has it
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        body = bytes(self.body)
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
