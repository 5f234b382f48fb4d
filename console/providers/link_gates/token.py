"""OAuth 2.0 client credentials (Gate API 2.3, "OAuth 2.0"): one token at a time, fetched when it is needed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from urllib.parse import urlencode

from console.errors import ProviderRefused, ProviderUnreachable
from console.providers.exchange import Answer
from console.providers.failures import Failure
from console.providers.link_gates.wire import TokenAnswer, read_token
from console.providers.transport import httpx

Post = Callable[[str, bytes], Awaitable[Answer | Failure]]
"""Posts a form to a URL."""

_MARGIN = 60.0
"""Seconds before its end from which on a token is not used any more; a tenth of its life where that is shorter."""

_LONGEST_LIFE = 86_400
"""Seconds: what a token service says beyond that is not relied on."""

_NO = (400, 401, 403)
_WORDS = {
    "invalid_client": (
        "LINK refused the user name or the password (invalid_client).",
        "Compare both with what LINK Support sent, and the base URL with the one you were given.",
    ),
    "invalid_request": (
        "LINK could not use the request for a token (invalid_request).",
        "Look for a user name or password that is empty or was pasted with something around it.",
    ),
    "unsupported_grant_type": (
        "LINK gives this login no token (unsupported_grant_type).",
        "Set the account's option auth to basic, or ask LINK Support to allow OAuth.",
    ),
    "internal_error": (
        "LINK's token service failed (internal_error). Nothing was changed.",
        "Try again in some minutes; if it lasts, set the account's option auth to basic for the time being.",
    ),
}


class Bearer(httpx.Auth):
    """Puts a token into the request as it leaves."""

    __slots__ = ("_token",)

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Iterator[httpx.Request]:  # type: ignore[override]  # never answered
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class Tokens:
    """The token of one account. `urls` are where its service may be: the first that answers as one is kept."""

    def __init__(self, urls: tuple[str, ...], post: Post, clock: Callable[[], float]) -> None:
        self._urls = urls
        self._post = post
        self._clock = clock
        self._renewing = asyncio.Lock()
        self._token: str | None = None
        self._until = 0.0

    async def token(self, username: str, password: Callable[[], Awaitable[str]], *, refused: str | None = None) -> str:
        """A token to use now; `refused` is one the service did not take any more. However many ask at once, one of
        them fetches it. Raises ProviderRefused, ProviderUnreachable, and what `password` raises."""
        async with self._kept() as kept:
            if kept is not None and kept != refused:
                return kept
            self._token = None
            form = {
                "grant_type": "client_credentials",
                "client_id": username,
                "client_secret": await password(),
            }
            return await self._fetch(urlencode(form).encode())

    @asynccontextmanager
    async def _kept(self) -> AsyncIterator[str | None]:
        async with self._renewing:
            yield self._token if self._clock() < self._until else None

    async def _fetch(self, form: bytes) -> str:
        answers: list[Answer] = []
        for url in self._urls:
            asked = self._clock()
            answer = await self._post(url, form)
            if isinstance(answer, Failure):
                raise ProviderUnreachable(f"{answer.cause} No token came, and nothing was changed.", hint=answer.hint)
            told = read_token(answer.body) if answer.whole else None
            if told is not None:
                self._urls = (url,)
                return self._take(told, asked, answer)
            answers.append(answer)
        raise _no_service(answers)

    def _take(self, told: TokenAnswer, asked: float, answer: Answer) -> str:
        if told.token is None:
            message, hint = _WORDS[told.error or "invalid_request"]
            raise ProviderRefused(message, hint=hint, http_status=answer.status, code=told.error)
        self._token = told.token
        # Without a lifetime it is used until it is refused.
        life = float("inf") if told.seconds is None else float(min(told.seconds, _LONGEST_LIFE))
        self._until = asked + life - min(_MARGIN, life / 10)
        return told.token


def _no_service(answers: list[Answer]) -> ProviderRefused | ProviderUnreachable:
    """What to say when no address answered as a token service."""
    said = ", ".join(f"HTTP {answer.status}" for answer in answers)
    if any(answer.status in _NO for answer in answers):
        status = next(answer.status for answer in answers if answer.status in _NO)
        return ProviderRefused(
            f"LINK gave no token for this user name and password ({said}).",
            hint="Compare both with what LINK Support sent; or set the account's option auth to basic.",
            http_status=status,
        )
    if any(answer.status >= 500 for answer in answers):
        return ProviderUnreachable(
            f"LINK's token service failed ({said}). Nothing was changed.", hint="Try again in some minutes."
        )
    return ProviderRefused(
        f"No token service answers below this base URL ({said}).",
        hint="Check the base URL; if it is right, set the account's option auth to basic.",
        http_status=answers[-1].status,
    )
