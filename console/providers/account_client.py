"""One account's way to its provider: what every client has, whatever it speaks."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from console.domain.account import Account
from console.domain.codes.result_code import ResultCode
from console.providers.contract import Secrets, SendLimits
from console.providers.exchange import ANSWER_LIMIT, Answer, exchange
from console.providers.failures import Failure
from console.providers.limits import wait_for_turn
from console.providers.transport import deadline, httpx, open_client


class AccountClient:
    """Connections that open with the first request, the account's password, and its turn. `codes` are those of the
    provider's document; `accept` and `longest_answer`, in bytes, are what its answers are."""

    accept: ClassVar[str] = "text/plain"
    longest_answer: ClassVar[int] = ANSWER_LIMIT

    def __init__(self, account: Account, secrets: Secrets, limits: SendLimits, codes: dict[int, ResultCode]) -> None:
        self._account = account
        self._secrets = secrets
        self._limits = limits
        self._codes = codes
        self._client: httpx.AsyncClient | None = None
        self._tls: str | None = None

    async def wait_for_turn(self) -> None:
        await wait_for_turn(self._account.name, self._limits.rate)

    async def aclose(self) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _password(self) -> str:
        # Asking a keyring may take a while, and the screen shares this loop.
        return await asyncio.to_thread(self._secrets.secret, self._account.name, "password")

    async def _exchange(
        self,
        method: str,
        url: str,
        *,
        auth: httpx.Auth | None,
        content: bytes | None = None,
        content_type: str | None = None,
    ) -> Answer | Failure:
        if self._client is None:
            self._client = open_client(self._limits, accept=self.accept)
        answer = await exchange(
            self._client,
            method,
            url,
            auth=auth,
            seconds=deadline(self._limits),
            content=content,
            headers={"Content-Type": content_type} if content_type is not None else None,
            limit=self.longest_answer,
        )
        if isinstance(answer, Answer):
            self._tls = answer.tls
        return answer

    def _reached(self) -> str:
        """Who answered last, and over what: the beginning of what a check proved."""
        return f"Reached {httpx.URL(self._account.base_url).host} over {self._tls or 'plain http'}"
