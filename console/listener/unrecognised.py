"""The event of a callback that nobody understood. Nothing received is an exception."""

from __future__ import annotations

from hashlib import sha256

from console.domain.callbacks.event import Event, EventKind
from console.domain.callbacks.request import CallbackRequest

UNKNOWN_PROVIDER = "unknown"


def unrecognised(request: CallbackRequest, provider: str = UNKNOWN_PROVIDER) -> Event:
    """The same request told twice is the same news."""
    told = sha256()
    for piece in (request.method, request.query):
        told.update(piece.encode("utf-8", "surrogatepass"))
        told.update(b"\0")
    told.update(request.body)
    return Event(kind=EventKind.UNRECOGNISED, provider=provider, dedup_key=f"unrecognised:{told.hexdigest()}")
