"""Sends through LINK Mobility SMSC Simple HTTP 5.2, "How to send SMS": one POST per destination, never repeated."""

from __future__ import annotations

from collections.abc import Callable

from console.domain.message import Outcome
from console.domain.sms.draft import Draft
from console.errors import InvalidInput, OutcomeUnknown, ProviderUnreachable, SecretMissing
from console.providers.account_client import AccountClient
from console.providers.auth import MASK, QueryPassword
from console.providers.contract import CredentialCheck, MaskedRequest, SendOutcome
from console.providers.curl import curl_line
from console.providers.exchange import Answer
from console.providers.failures import Failure
from console.providers.link_smsc import wire
from console.providers.link_smsc.outcomes import CREDENTIAL_STATUSES, outcome_of_answer, outcome_of_code
from console.providers.send_outcomes import outcome_of_error, outcome_of_failure
from console.providers.transport import USER_AGENT

METHOD = "POST"
_CREDENTIAL_CODES = {104}
"""Configuration error: what LINK answers when ServiceId, Username and Password do not belong together."""


class LinkSmscSender(AccountClient):
    """Implements SendsText."""

    async def send(self, draft: Draft, destination: str) -> SendOutcome:
        try:
            url = wire.url(self._account.base_url, wire.parameters(self._account, draft, destination))
            login = await self._login()
        except (InvalidInput, SecretMissing) as error:
            return outcome_of_error(error)
        answer = await self._exchange(METHOD, url, auth=login)
        if isinstance(answer, Failure):
            return outcome_of_failure(answer)
        return outcome_of_answer(answer, self._codes, login.scrub)

    def request(self, draft: Draft, destination: str) -> MaskedRequest:
        url = wire.url(self._account.base_url, wire.parameters(self._account, draft, destination))
        masked = f"{url}&{wire.PASSWORD_PARAMETER}={MASK}"
        headers = {"Accept": "text/plain", "User-Agent": USER_AGENT}
        return MaskedRequest(METHOD, masked, headers, "", curl_line(METHOD, masked, headers))

    async def check(self) -> CredentialCheck:
        """The document has no call that only looks. A message to nobody with no text can neither be sent nor charged,
        and its answer tells whether the credentials were the reason."""
        url = wire.url(self._account.base_url, wire.parameters(self._account, Draft(), ""))
        login = await self._login()
        await self.wait_for_turn()
        answer = await self._exchange(METHOD, url, auth=login)
        if isinstance(answer, Failure):
            raise ProviderUnreachable(answer.sentence, hint=answer.hint)
        return self._proved(answer, login.scrub)

    async def _login(self) -> QueryPassword:
        return QueryPassword(wire.PASSWORD_PARAMETER, await self._password())

    def _proved(self, answer: Answer, scrub: Callable[[str], str]) -> CredentialCheck:
        reached = self._reached()
        outcome = outcome_of_answer(answer, self._codes, scrub)
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
