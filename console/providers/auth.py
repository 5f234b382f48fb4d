"""Credentials on their way into a request: the one place where a secret is in hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

from console.providers.transport import httpx

MASK = "****"


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
        """The text with the password masked, however an answer spelt it: raw or percent-encoded.

        A password shorter than four characters is left alone: masking it would tear up every other text.
        """
        if len(self._password) < 4:
            return text
        spellings = {self._password, quote(self._password), quote(self._password, safe=""), quote_plus(self._password)}
        longest_first = sorted(spellings, key=len, reverse=True)
        return re.sub("|".join(map(re.escape, longest_first)), MASK, text, flags=re.IGNORECASE)
