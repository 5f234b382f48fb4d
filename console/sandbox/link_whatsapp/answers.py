"""Answers to a request: the documented ones, and those that are not what the document promises."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from console.sandbox.faults import BrokenOff, hang, reset
from console.sandbox.link_whatsapp import codes
from console.sandbox.link_whatsapp.behaviours import Behaviour


def queued(message_ids: Sequence[str]) -> Response:
    """A MessageResponse."""
    told = {"resultCode": codes.QUEUED, "description": codes.DESCRIPTIONS[codes.QUEUED], "messageIds": message_ids}
    return JSONResponse(told)


def error(code: int) -> Response:
    """An ErrorResponse with the status that goes with its code."""
    status = codes.STATUSES[code]
    told = {"resultCode": code, "description": codes.DESCRIPTIONS[code], "translatedDescription": None}
    headers = {"WWW-Authenticate": 'Basic realm="whatsapp-message"'} if status == 401 else {}
    return JSONResponse(told, status_code=status, headers=headers)


def in_place_of_accepting(asked: Collection[Behaviour]) -> Response | None:
    """A fault before the request was taken on: nothing will be delivered."""
    if Behaviour.ERROR_500 in asked:
        return PlainTextResponse("Internal Server Error", status_code=500)
    if Behaviour.UNAVAILABLE in asked:
        return PlainTextResponse("Service Unavailable", status_code=503, headers={"Retry-After": "2"})
    if Behaviour.HTML in asked:
        return HTMLResponse("<html><body><h1>Please sign in</h1></body></html>")
    return None


async def in_place_of_answering(asked: Collection[Behaviour], request: Request, message_ids: Sequence[str]) -> Response:
    """The answer, or a fault after the request was taken on: it will be delivered, and whoever sent it cannot know."""
    answer = queued(message_ids)
    if Behaviour.HANG in asked:
        await hang(request)
    elif Behaviour.RESET in asked:
        reset(request)
    elif Behaviour.TRUNCATED in asked:
        return BrokenOff(answer.body, media_type="application/json")
    elif Behaviour.NOT_JSON in asked:
        return Response(b'\xff\xfe{"resultCode": \x00', media_type="application/json")
    elif Behaviour.EMPTY in asked:
        return Response(b"", media_type="application/json")
    elif Behaviour.FEWER_IDS in asked:
        return queued(message_ids[:-1])
    return answer
