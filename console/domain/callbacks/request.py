"""A callback as it came over the wire."""

from __future__ import annotations

from typing import NamedTuple

from console.domain.timestamps import Millis


class CallbackRequest(NamedTuple):
    """One HTTP request to the listener.

    `path` and `query` are as received, except that a token in the path is already masked; `headers` are lower-case
    names in order of arrival with credentials masked; `body` is untouched.
    """

    received_at: Millis
    peer: str
    method: str
    path: str
    query: str
    headers: tuple[tuple[str, str], ...]
    content_type: str
    body: bytes
