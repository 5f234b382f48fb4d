"""Answers of the Gate API: the error object, and answers that are not what the document promises."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from console.sandbox.fault_answers import instead_of_work, lose, spoil
from console.sandbox.faults import reset
from console.sandbox.link_gate.behaviours import Behaviour
from console.sandbox.link_gate.codes import ErrorCode

_SLOWNESS = 3.0  # seconds


def error(code: ErrorCode, asked: Collection[Behaviour], status: HTTPStatus) -> Response:
    """An ErrorResponse, in the three keys the WhatsApp document prints; the Gate document describes it without."""
    if Behaviour.OTHER_SPELLING in asked:
        told: dict[str, object] = {"status": code.number, "description": code.name, "transaltedDescription": None}
    else:
        told = {"resultCode": code.number, "description": code.name, "translatedDescription": None}
    headers = {"WWW-Authenticate": 'Bearer realm="gate", Basic realm="gate"'} if status == 401 else {}
    return JSONResponse(told, status_code=status, headers=headers)


def in_place_of_work(asked: Collection[Behaviour], request: Request) -> Response | None:
    """A fault before anything was done."""
    if Behaviour.LOST in asked:
        reset(request)
        return Response()
    return instead_of_work(asked)


async def in_place_of_answering(asked: Collection[Behaviour], request: Request, answer: Response) -> Response:
    """A fault after all was done: whoever asked cannot know. Reading is spared those that only a write can suffer, so
    that it can find out."""
    if Behaviour.SLOW in asked:
        await asyncio.sleep(_SLOWNESS)
    if request.method == "GET":
        if answer.status_code == HTTPStatus.OK:
            return spoil(asked, answer, b'\xff\xfe{"id": \x00')
        return answer
    if not await lose(asked, request) and Behaviour.GATEWAY_TIMEOUT in asked:
        return HTMLResponse("<html><body><h1>504 Gateway Time-out</h1></body></html>", status_code=504)
    return answer
