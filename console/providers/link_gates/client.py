"""The gates of one account, over LINK Mobility Gate API 2.3, "Methods"."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

from console.domain.account import Account
from console.domain.codes.result_code import ResultCode
from console.domain.gates.gate import Gate
from console.domain.gates.sealing import secrets_in
from console.errors import OutcomeUnknown, ProviderRefused
from console.providers.account_client import AccountClient
from console.providers.auth import basic_pair, scrub
from console.providers.contract import CredentialCheck, Secrets, SendLimits
from console.providers.exchange import Answer
from console.providers.failures import Failure
from console.providers.link_answers import CONTENT_TYPE, NotTheDocuments
from console.providers.link_gates import wire
from console.providers.link_gates.outcomes import NO_GATES, error_of_answer, error_of_failure, not_the_documents
from console.providers.link_gates.provider import BASIC, OAUTH
from console.providers.link_gates.token import Bearer, Tokens
from console.providers.transport import httpx

_CREDENTIALS = frozenset({103100, 103101, 103201, 103202, "invalid_client", "invalid_request"})


@dataclass(frozen=True, slots=True)
class _Login:
    """What proves who asks, and which words of it must never be repeated."""

    auth: httpx.Auth = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)
    token: str | None = field(default=None, repr=False)


class LinkGates(AccountClient):
    """Implements ManagesGates."""

    accept = CONTENT_TYPE
    longest_answer = 16 * 1024 * 1024  # a list has no pages, and a gate with templates may take several kilobytes

    def __init__(self, account: Account, secrets: Secrets, limits: SendLimits, codes: dict[int, ResultCode]) -> None:
        super().__init__(account, secrets, limits, codes)
        self._tokens = Tokens(wire.token_urls(account), self._post_form, lambda: asyncio.get_running_loop().time())

    async def list_gates(self) -> tuple[Gate, ...]:
        try:
            answer = await self._call("GET", wire.list_url(self._account))
        except ProviderRefused as refused:
            if refused.code == NO_GATES:
                return ()
            raise
        if answer.status == 204:  # an empty 200 says nothing: taken for none, every gate would look removed
            return ()
        try:
            return wire.read_gates(answer.body if answer.whole else b"?")
        except NotTheDocuments:
            raise not_the_documents(answer, "a list of gates") from None

    async def get_gate(self, gate_id: str) -> Gate:
        gate = await self._get(wire.gate_url(self._account, gate_id))
        if gate.id and gate.id != gate_id.strip():
            raise _another("id")
        return gate

    async def get_gate_by_ref(self, ref_id: str) -> Gate:
        gate = await self._get(wire.ref_url(self._account, ref_id))
        if gate.ref_id is not None and gate.ref_id != ref_id:
            raise _another("refId")
        return gate

    async def add_gate(self, gate: Gate) -> str:
        content = wire.body(gate, self._account, new=True)
        answer = await self._call("POST", wire.add_url(self._account), content, private=secrets_in(gate))
        return wire.id_in_location(answer.header("location"))

    async def update_gate(self, gate: Gate) -> None:
        url = wire.gate_url(self._account, gate.id or "")
        content = wire.body(gate, self._account, new=False)
        await self._call("PUT", url, content, private=secrets_in(gate))

    async def remove_gate(self, gate_id: str) -> None:
        await self._call("DELETE", wire.gate_url(self._account, gate_id))

    async def check(self) -> CredentialCheck:
        """Reads the list: it needs the login, the platform and the partner, and changes nothing."""
        options = self._account.options
        try:
            gates = await self.list_gates()
        except ProviderRefused as refused:
            reached = self._reached()
            if refused.http_status in {401, 403} or refused.code in _CREDENTIALS:
                return CredentialCheck(ok=False, proved=f"{reached}. {refused.message}", hint=refused.hint)
            raise OutcomeUnknown(
                f"{reached}, but the answer does not tell whether the credentials are right. {refused.message}",
                hint=refused.hint,
                http_status=refused.http_status,
                code=refused.code,
            ) from None
        way = "user name and password" if self._basic else "an OAuth token"
        count = {0: "no gates", 1: "1 gate"}.get(len(gates), f"{len(gates)} gates")
        return CredentialCheck(
            ok=True,
            proved=f"{self._reached()} with {way}; platform {options['platform_id']}, "
            f"partner {options['partner_id']} has {count}.",
        )

    @property
    def _basic(self) -> bool:
        return self._account.options.get("auth", OAUTH) == BASIC

    async def _get(self, url: str) -> Gate:
        answer = await self._call("GET", url)
        try:
            return wire.read_gate(answer.body if answer.whole else b"?")
        except NotTheDocuments:
            raise not_the_documents(answer, "a gate") from None

    async def _call(
        self, method: str, url: str, content: bytes | None = None, *, private: Iterable[str] = ()
    ) -> Answer:
        """One request, and once more with a new token where the one in hand was not taken: a 401 changed nothing."""
        writes = method != "GET"
        login = await self._login()
        answer = await self._request(method, url, login.auth, content)
        if isinstance(answer, Answer) and answer.status == 401 and login.token is not None:
            login = await self._login(refused=login.token)
            answer = await self._request(method, url, login.auth, content)
        if isinstance(answer, Failure):
            raise error_of_failure(answer, writes=writes)
        hidden = (*login.secrets, *private)
        error = error_of_answer(answer, self._codes, lambda text: scrub(text, hidden), writes=writes)
        if error is not None:
            raise error
        return answer

    async def _login(self, *, refused: str | None = None) -> _Login:
        username = self._account.options["username"]
        if self._basic:
            password = await self._password()
            return _Login(httpx.BasicAuth(username, password), (password, basic_pair(username, password)))
        token = await self._tokens.token(username, self._password, refused=refused)
        return _Login(Bearer(token), (token,), token)

    async def _post_form(self, url: str, form: bytes) -> Answer | Failure:
        return await self._exchange(
            "POST", url, auth=None, content=form, content_type="application/x-www-form-urlencoded"
        )

    async def _request(self, method: str, url: str, auth: httpx.Auth, content: bytes | None) -> Answer | Failure:
        kind = None if content is None else CONTENT_TYPE
        return await self._exchange(method, url, auth=auth, content=content, content_type=kind)


def _another(key: str) -> ProviderRefused:
    return ProviderRefused(
        f"LINK answered with another gate: its {key} is not the one that was asked for.",
        hint="Read the list of gates again, and choose the gate by its id.",
        http_status=200,
    )
