"""Sends through LINK WhatsApp Message API 1.4.1, "POST /messages": one request for all destinations, never repeated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from console.domain.whatsapp.message_request import MessageRequest
from console.errors import InvalidInput, OutcomeUnknown, ProviderUnreachable, SecretMissing
from console.providers.account_client import AccountClient
from console.providers.auth import MASK, basic_pair, scrub
from console.providers.contract import CredentialCheck, MaskedRequest, SendOutcome
from console.providers.curl import curl_line
from console.providers.exchange import Answer
from console.providers.failures import Failure
from console.providers.link_answers import CONTENT_TYPE
from console.providers.link_whatsapp import wire
from console.providers.link_whatsapp.outcomes import outcomes_of_answer
from console.providers.send_outcomes import outcome_of_error, outcome_of_failure
from console.providers.transport import USER_AGENT, httpx

METHOD: Final = "POST"
_WRONG_LOGIN = frozenset({112400, 112405})
_NO_ACCESS = 112401
_UNDERSTOOD = frozenset({112001, 112004, 112005, 112402})
"""What can only be said to somebody whose login was taken."""


class LinkWhatsAppSender(AccountClient):
    """Implements SendsWhatsApp."""

    accept = CONTENT_TYPE
    longest_answer = 4 * 1024 * 1024  # a message id comes back for every destination, and the document sets no bound

    async def send(self, request: MessageRequest) -> tuple[SendOutcome, ...]:
        count = wire.destinations(request)
        if not count:
            return ()
        try:
            content = wire.body(request)
            password = await self._password()
        except (InvalidInput, SecretMissing) as error:
            return (outcome_of_error(error),) * count
        answer = await self._post(content, password)
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
        answer = await self._post(content, password)
        if isinstance(answer, Failure):
            raise ProviderUnreachable(answer.sentence, hint=answer.hint)
        return self._proved(answer, self._scrub(password))

    def _scrub(self, password: str) -> Callable[[str], str]:
        hidden = (password, basic_pair(self._account.options["username"], password))
        return lambda text: scrub(text, hidden)

    async def _post(self, content: bytes, password: str) -> Answer | Failure:
        login = httpx.BasicAuth(self._account.options["username"], password)
        return await self._exchange(
            METHOD, wire.url(self._account), auth=login, content=content, content_type=CONTENT_TYPE
        )

    def _proved(self, answer: Answer, scrub: Callable[[str], str]) -> CredentialCheck:
        reached = self._reached()
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
