"""Sends through LINK Mobility SMSC Simple HTTP 5.2, "How to send SMS": one POST per destination, never repeated."""

from __future__ import annotations

import asyncio

from console.domain.account import Account
from console.domain.codes.result_code import ResultCode
from console.domain.message import Outcome
from console.domain.sms.draft import Draft
from console.errors import InvalidInput, OutcomeUnknown, ProviderUnreachable, SecretMissing
from console.providers.auth import MASK, QueryPassword
from console.providers.contract import CredentialCheck, MaskedRequest, Secrets, SendLimits, SendOutcome
from console.providers.curl import curl_line
from console.providers.exchange import Answer, exchange
from console.providers.failures import Failure
from console.providers.limits import wait_for_turn
from console.providers.link_smsc import wire
from console.providers.link_smsc.outcomes import (
    CREDENTIAL_STATUSES,
    NOTHING_HAPPENED,
    outcome_of_answer,
    outcome_of_code,
    outcome_of_failure,
)
from console.providers.transport import USER_AGENT, deadline, httpx, open_client

METHOD = "POST"
_CREDENTIAL_CODES = {104}
"""Configuration error: what LINK answers when ServiceId, Username and Password do not belong together."""


class LinkSmscSender:
    """One account's way to LINK. Implements SendsText."""

    def __init__(self, account: Account, secrets: Secrets, limits: SendLimits, codes: dict[int, ResultCode]) -> None:
        self._account = account
        self._secrets = secrets
        self._limits = limits
        self._codes = codes
        self._client: httpx.AsyncClient | None = None

    async def wait_for_turn(self) -> None:
        await wait_for_turn(self._account.name, self._limits.rate)

    async def send(self, draft: Draft, destination: str) -> SendOutcome:
        try:
            url = wire.url(self._account.base_url, wire.parameters(self._account, draft, destination))
            password = await self._password()
        except (InvalidInput, SecretMissing) as error:
            said = " ".join(sentence for sentence in (error.message, error.hint, "Nothing was sent.") if sentence)
            return SendOutcome(Outcome.REFUSED, NOTHING_HAPPENED, description=said)
        answer = await self._exchange(url, password)
        if isinstance(answer, Failure):
            return outcome_of_failure(answer)
        return outcome_of_answer(answer, self._codes, password.scrub)

    def request(self, draft: Draft, destination: str) -> MaskedRequest:
        url = wire.url(self._account.base_url, wire.parameters(self._account, draft, destination))
        masked = f"{url}&{wire.PASSWORD_PARAMETER}={MASK}"
        headers = {"Accept": "text/plain", "User-Agent": USER_AGENT}
        return MaskedRequest(METHOD, masked, headers, "", curl_line(METHOD, masked, headers))

    async def check(self) -> CredentialCheck:
        """The document has no call that only looks. A message to nobody with no text can neither be sent nor charged,
        and its answer tells whether the credentials were the reason."""
        url = wire.url(self._account.base_url, wire.parameters(self._account, Draft(), ""))
        password = await self._password()
        await self.wait_for_turn()
        answer = await self._exchange(url, password)
        if isinstance(answer, Failure):
            raise ProviderUnreachable(answer.sentence, hint=answer.hint)
        return self._proved(answer, password)

    async def aclose(self) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _password(self) -> QueryPassword:
        # Asking a keyring may take a while, and the screen shares this loop.
        secret = await asyncio.to_thread(self._secrets.secret, self._account.name, "password")
        return QueryPassword(wire.PASSWORD_PARAMETER, secret)

    async def _exchange(self, url: str, password: QueryPassword) -> Answer | Failure:
        if self._client is None:
            self._client = open_client(self._limits)
        return await exchange(self._client, METHOD, url, auth=password, seconds=deadline(self._limits))

    def _proved(self, answer: Answer, password: QueryPassword) -> CredentialCheck:
        reached = f"Reached {httpx.URL(self._account.base_url).host} over {answer.tls or 'plain http'}"
        outcome = outcome_of_answer(answer, self._codes, password.scrub)
        said = f"HTTP {answer.status}"
        if outcome.code is not None:
            known = self._codes.get(outcome.code)
            said = f"{outcome.code} {known.description if known else outcome.description}"
        if answer.status in CREDENTIAL_STATUSES or outcome.code in _CREDENTIAL_CODES:
            return CredentialCheck(
                ok=False,
                proved=f"{reached}; LINK refused the credentials ({said}).",
                hint="Compare ServiceId, Username and Password with what LINK Support sent; if they agree, ask Support "
                "whether the service is active on this host.",
            )
        if outcome.code is None or answer.status >= 300 or outcome.code == 105:
            raise OutcomeUnknown(
                f"{reached}, but the answer does not tell whether the credentials are right ({said}).",
                hint="Check the base URL; if it is right, try again later.",
                http_status=answer.status,
                code=outcome.code,
            )
        proved = f"{reached}; an empty message to nobody was answered with {said}: the credentials were not refused"
        if outcome_of_code(self._codes.get(outcome.code)) is Outcome.REFUSED:
            return CredentialCheck(ok=True, proved=f"{proved}, and nothing was sent.")
        return CredentialCheck(ok=True, proved=f"{proved}.", hint="A refusal was expected; watch for a report.")
