"""Answers in place of the documents', the same with every simulator: each has the name of the behaviour it is."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from console.sandbox.behaviour import AskedBehaviour
from console.sandbox.faults import BrokenOff, hang, reset

_BEFORE: Final[dict[str, Callable[[], Response]]] = {
    "ERROR_500": lambda: PlainTextResponse("Internal Server Error", status_code=500),
    "UNAVAILABLE": lambda: PlainTextResponse("Service Unavailable", status_code=503, headers={"Retry-After": "2"}),
    "HTML": lambda: HTMLResponse("<html><body><h1>Please sign in</h1></body></html>"),
}
_LOST: Final = frozenset({"HANG", "RESET"})
_UNREADABLE: Final = frozenset({"NOT_TEXT", "NOT_JSON"})


def instead_of_work(asked: Collection[AskedBehaviour]) -> Response | None:
    """A fault before anything was done: nothing will come of the request."""
    names = _names(asked)
    return next((answer() for name, answer in _BEFORE.items() if name in names), None)


async def lose(asked: Collection[AskedBehaviour], request: Request) -> bool:
    """A fault after all was done: whether whoever asked will never hear the answer, and so cannot know."""
    names = _names(asked)
    if "HANG" in names:
        await hang(request)
    elif "RESET" in names:
        reset(request)
    return not _LOST.isdisjoint(names)


def spoil(asked: Collection[AskedBehaviour], answer: Response, unreadable: bytes) -> Response:
    """The answer, cut off, replaced by what is `unreadable` in its place, or emptied, as asked for."""
    names = _names(asked)
    if "TRUNCATED" in names:
        return BrokenOff(answer.body, media_type=answer.media_type)
    if not _UNREADABLE.isdisjoint(names):
        return Response(unreadable, media_type=answer.media_type)
    if "EMPTY" in names:
        return Response(b"", media_type=answer.media_type)
    return answer


def _names(asked: Collection[AskedBehaviour]) -> frozenset[str]:
    return frozenset(behaviour.name for behaviour in asked)
