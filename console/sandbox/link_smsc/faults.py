"""Answers that are not what the document promises."""

from __future__ import annotations

from collections.abc import Collection

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from console.sandbox.faults import BrokenOff, hang, reset
from console.sandbox.link_smsc.behaviours import Behaviour


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
        await hang(request)
        return answer
    if Behaviour.RESET in asked:
        reset(request)
        return answer
    if Behaviour.TRUNCATED in asked:
        return BrokenOff(answer.body)
    if Behaviour.NOT_TEXT in asked:
        return Response(b"\xff\xfe\x00\x9d\xc3\x28\x00;\x81", media_type="application/octet-stream")
    if Behaviour.EMPTY in asked:
        return Response(b"", media_type="text/plain")
    return answer
