"""Answers to a request: the documented ones, and those that are not what the document promises."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from console.sandbox.fault_answers import lose, spoil
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


async def in_place_of_answering(asked: Collection[Behaviour], request: Request, message_ids: Sequence[str]) -> Response:
    """The answer, or a fault after the request was taken on: it will be delivered, and whoever sent it cannot know."""
    answer = queued(message_ids[:-1] if Behaviour.FEWER_IDS in asked else message_ids)
    if await lose(asked, request):
        return answer
    return spoil(asked, answer, b'\xff\xfe{"resultCode": \x00')
