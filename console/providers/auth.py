"""Credentials on their way into a request: the one place where a secret is in hand."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from console.domain.redact import spelt
from console.providers.transport import httpx

MASK = "****"
_LONG = 8
"""Characters from which on a password cannot be met by chance."""


class QueryPassword(httpx.Auth):
    """Adds a password to the query as the request leaves, so that no URL built before holds it."""

    __slots__ = ("_parameter", "_password")

    def __init__(self, parameter: str, password: str) -> None:
        self._parameter = parameter
        self._password = password

    def auth_flow(self, request: httpx.Request) -> Iterator[httpx.Request]:  # type: ignore[override]  # never answered
        added = f"{self._parameter}={quote(self._password, safe='')}".encode("ascii")
        query = request.url.query
        request.url = request.url.copy_with(query=query + b"&" + added if query else added)
        yield request

    def scrub(self, text: str) -> str:
        """The text with the password masked."""
        return scrub(text, (self._password,))


def basic_pair(username: str, password: str) -> str:
    """What Basic auth sends: no less a secret than the password in it."""
    return b64encode(f"{username}:{password}".encode("utf-8", "replace")).decode("ascii")


def scrub(text: str, secrets: Iterable[str]) -> str:
    """The text with each secret masked, however an answer spells it: raw, percent-encoded, as HTML, or mixed.

    A short secret is masked only where it stands by itself: anything else would tear up words and ids.
    """
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        pattern = spelt(secret)
        if len(secret) < _LONG:
            pattern = rf"(?<![^\W_]){pattern}(?![^\W_])"
        text = re.sub(pattern, MASK, text, flags=re.IGNORECASE)
    return text
