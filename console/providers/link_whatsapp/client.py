"""Sends through LINK WhatsApp Message API 1.4.1, "POST /messages": one request for all destinations, never repeated."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Callable
from typing import Final

from console.domain.account import Account
from console.domain.codes.result_code import ResultCode
from console.domain.message import Outcome
from console.domain.state import NEVER_SENT
from console.domain.whatsapp.message_request import MessageRequest
from console.errors import InvalidInput, OutcomeUnknown, ProviderUnreachable, SecretMissing
from console.providers.auth import MASK, scrub
from console.providers.contract import CredentialCheck, MaskedRequest, Secrets, SendLimits, SendOutcome
from console.providers.curl import curl_line
from console.providers.exchange import Answer, exchange
from console.providers.failures import Failure
from console.providers.limits import wait_for_turn
from console.providers.link_answers import CONTENT_TYPE
from console.providers.link_whatsapp import wire
from console.providers.link_whatsapp.outcomes import outcome_of_failure, outcomes_of_answer
from console.providers.transport import USER_AGENT, deadline, httpx, open_client

METHOD: Final = "POST"
_LONGEST_ANSWER = 4 * 1024 * 1024
"""Bytes: a message id comes back for every destination, and the document sets no bound to their number."""

_WRONG_LOGIN = frozenset({112400, 112405})
_NO_ACCESS = 112401
_UNDERSTOOD = frozenset({112001, 112004, 112005, 112402})
"""What can only be said to somebody whose login was taken."""


class LinkWhatsAppSender:
    """One account's way to LINK. Implements SendsWhatsApp."""

    def __init__(self, account: Account, secrets: Secrets, limits: SendLimits, codes: dict[int, ResultCode]) -> None:
        self._account = account
        self._secrets = secrets
        self._limits = limits
        self._codes = codes
        self._client: httpx.AsyncClient | None = None

    async def wait_for_turn(self) -> None:
        await wait_for_turn(self._account.name, self._limits.rate)

    async def send(self, request: MessageRequest) -> tuple[SendOutcome, ...]:
        count = wire.destinations(request)
        if not count:
            return ()
        try:
            content = wire.body(request)
            password = await self._password()
        except (InvalidInput, SecretMissing) as error:
            said = " ".join(sentence for sentence in (error.message, error.hint, "Nothing was sent.") if sentence)
            return (SendOutcome(Outcome.REFUSED, NEVER_SENT, description=said),) * count
        answer = await self._exchange(content, password)
        if isinstance(answer, Failure):
            return (outcome_of_failure(answer),) * count
        return outcomes_of_answer(answer, count, self._codes, self._scrub(password))

    def request(self, request: MessageRequest) -> MaskedRequest:
        url = wire.url(self._account)
        headers = {
            "Authorization": f"Basic {MASK}",
            "Content-Type": CONTENT_TYPE,
            "Accept": CONTENT_TYPE,
            "User-Agent": USER_AGENT,
        }
        body = wire.body(request).decode()
        return MaskedRequest(METHOD, url, headers, body, curl_line(METHOD, url, headers, body))

    async def check(self) -> CredentialCheck:
        """The document has no call that only looks. A request to nobody with no message can neither be sent nor
        charged, and its answer tells whether the credentials were the reason."""
        content = wire.body(wire.empty_request(self._account))
        password = await self._password()
        await self.wait_for_turn()
        answer = await self._exchange(content, password)
        if isinstance(answer, Failure):
            raise ProviderUnreachable(answer.sentence, hint=answer.hint)
        return self._proved(answer, self._scrub(password))

    async def aclose(self) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _password(self) -> str:
        # Asking a keyring may take a while, and the screen shares this loop.
        return await asyncio.to_thread(self._secrets.secret, self._account.name, "password")

    def _scrub(self, password: str) -> Callable[[str], str]:
        pair = b64encode(f"{self._account.options['username']}:{password}".encode("utf-8", "replace")).decode()
        return lambda text: scrub(text, (password, pair))

    async def _exchange(self, content: bytes, password: str) -> Answer | Failure:
        if self._client is None:
            self._client = open_client(self._limits, accept=CONTENT_TYPE)
        return await exchange(
            self._client,
            METHOD,
            wire.url(self._account),
            auth=httpx.BasicAuth(self._account.options["username"], password),
            seconds=deadline(self._limits),
            content=content,
            headers={"Content-Type": CONTENT_TYPE},
            limit=_LONGEST_ANSWER,
        )

    def _proved(self, answer: Answer, scrub: Callable[[str], str]) -> CredentialCheck:
        reached = f"Reached {httpx.URL(self._account.base_url).host} over {answer.tls or 'plain http'}"
        (outcome,) = outcomes_of_answer(answer, 1, self._codes, scrub)
        code, said = outcome.code, f"HTTP {answer.status}"
        if code is not None:
            known = self._codes.get(code)
            said = f"{code} {known.description if known else 'is in no document'}, {said}"
        if code in _WRONG_LOGIN or (answer.status == 401 and code != _NO_ACCESS):
            return CredentialCheck(
                ok=False,
                proved=f"{reached}; LINK refused the credentials ({said}).",
                hint="Compare user name and password with what LINK Support sent; if they agree, ask Support whether "
                "the account is active on this host.",
            )
        if code == _NO_ACCESS or answer.status == 403:
            return CredentialCheck(
                ok=False,
                proved=f"{reached}; LINK refuses access to platform {self._account.options['platform_id']}, partner "
                f"{self._account.options['partner_id']} ({said}).",
                hint="Compare platform_id, partner_id and source with what LINK Support sent.",
            )
        if code not in _UNDERSTOOD or answer.status >= 500:
            raise OutcomeUnknown(
                f"{reached}, but the answer does not tell whether the credentials are right ({said}).",
                hint="Check the base URL; if it is right, try again later.",
                http_status=answer.status,
                code=code,
            )
        return CredentialCheck(
            ok=True,
            proved=f"{reached}; an empty request to nobody was answered with {said}: the credentials were not refused, "
            "and nothing was sent.",
        )
