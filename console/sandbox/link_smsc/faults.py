"""Answers that are not what the document promises."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import Collection

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from console.sandbox.link_smsc.behaviours import Behaviour

TRANSPORT = "sandbox.transport"
"""The ASGI extension under which the server hands over the connection itself."""

_LONGEST_HANG = 300.0


def instead_of_accepting(asked: Collection[Behaviour]) -> Response | None:
    """A fault before the message was taken on: it will never be delivered."""
    if Behaviour.ERROR_500 in asked:
        return PlainTextResponse("Internal Server Error", status_code=500)
    if Behaviour.UNAVAILABLE in asked:
        return PlainTextResponse("Service Unavailable", status_code=503, headers={"Retry-After": "2"})
    if Behaviour.HTML in asked:
        return HTMLResponse("<html><body><h1>Please sign in</h1></body></html>")
    return None


async def instead_of_answering(asked: Collection[Behaviour], request: Request, answer: Response) -> Response:
    """A fault after the message was taken on: it will be delivered, and whoever sent it cannot know."""
    if Behaviour.HANG in asked:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LONGEST_HANG):
                while (await request.receive())["type"] != "http.disconnect":
                    pass
        return answer
    if Behaviour.RESET in asked:
        connection = request.scope["extensions"][TRANSPORT]
        # With nothing to linger for, closing sends RST in place of FIN.
        connection.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.abort()
        return answer  # which nobody hears
    if Behaviour.TRUNCATED in asked:
        return _BrokenOff(answer.body)
    if Behaviour.NOT_TEXT in asked:
        return Response(b"\xff\xfe\x00\x9d\xc3\x28\x00;\x81", media_type="application/octet-stream")
    if Behaviour.EMPTY in asked:
        return Response(b"", media_type="text/plain")
    return answer


class _BrokenOff(Response):
    """Announces the whole body, sends half, and leaves the server no choice but to close the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as ASGI has it
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        body = bytes(self.body)
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
