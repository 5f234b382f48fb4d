from __future__ import annotations

import asyncio
import json
from urllib.parse import parse_qs

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from console.domain.gates.gate import Gate
from console.errors import OutcomeUnknown, ProviderRefused, ProviderUnreachable
from console.providers.exchange import Answer
from console.providers.failures import Failure
from console.providers.link_gates.token import Tokens
from tests.providers.accounts import PASSWORD
from tests.providers.link_gates.doubles import GATE, gates


class TokenService:
    """Hands out tokens at `path`, numbered; the gates take those in `good`."""

    def __init__(self, server: HTTPServer, path: str, seconds: int | None = 3599) -> None:
        self.server = server
        self.seconds = seconds
        self.issued = 0
        self.good = {"token-1", "token-2", "token-3"}
        self.asked: list[tuple[str, str]] = []
        self.forms: list[dict[str, list[str]]] = []
        server.expect_request(path, method="POST").respond_with_handler(self._issue)
        server.expect_request("/gate/partnergate/platform/MY PLATFORM/partner/MY_PARTNER").respond_with_handler(
            self._list
        )
        server.expect_request("/gate/partnergate", method="POST").respond_with_handler(self._add)

    def _issue(self, request: Request) -> Response:
        assert request.content_type == "application/x-www-form-urlencoded"
        self.forms.append(parse_qs(request.get_data(as_text=True), strict_parsing=True))
        self.issued += 1
        told: dict[str, object] = {"access_token": f"token-{self.issued}", "token_type": "Bearer"}
        if self.seconds is not None:
            told["expires_in"] = self.seconds
        return Response(json.dumps(told), content_type="application/json")

    def _refuses(self, request: Request) -> bool:
        sent = request.headers.get("Authorization", "")
        self.asked.append((request.method, sent))
        return sent.removeprefix("Bearer ") not in self.good

    def _list(self, request: Request) -> Response:
        if self._refuses(request):
            return Response('{"resultCode": 103100, "description": "INVALID_AUTHENTICATION"}', 401)
        return Response(json.dumps([GATE]))

    def _add(self, request: Request) -> Response:
        return Response(status=401 if self._refuses(request) else 201)


@pytest.mark.parametrize("path", ["/auth/token", "/gate/auth/token"])
async def test_a_token_is_fetched_once_where_its_service_is(httpserver: HTTPServer, path: str) -> None:
    service = TokenService(httpserver, path)
    async with gates(httpserver.url_for("/gate"), auth="oauth") as way:
        await asyncio.gather(*(way.list_gates() for _ in range(5)))
        await way.list_gates()
    assert service.issued == 1
    assert {sent for _, sent in service.asked} == {"Bearer token-1"}
    assert service.forms == [
        {"grant_type": ["client_credentials"], "client_id": ["us er"], "client_secret": [PASSWORD]}
    ]
    tried = [entry[0].path for entry in httpserver.log if "token" in entry[0].path]
    assert tried == ["/auth/token"] if path == "/auth/token" else ["/auth/token", "/gate/auth/token"]


async def test_a_refused_token_is_renewed_once_however_many_were_refused_it(httpserver: HTTPServer) -> None:
    service = TokenService(httpserver, "/auth/token")
    async with gates(httpserver.url_for("/gate"), auth="oauth") as way:
        await way.list_gates()
        service.good = {"token-2"}
        await asyncio.gather(*(way.list_gates() for _ in range(4)))
        assert service.issued == 2
        service.good = set()
        with pytest.raises(ProviderRefused) as refused:
            await way.list_gates()
    assert refused.value.http_status == 401
    assert service.issued == 3


async def test_a_write_is_made_with_the_new_token(httpserver: HTTPServer) -> None:
    service = TokenService(httpserver, "/auth/token")
    service.good = {"token-2"}
    async with gates(httpserver.url_for("/gate"), auth="oauth") as way:
        await way.add_gate(Gate(GATE))
    assert service.asked == [("POST", "Bearer token-1"), ("POST", "Bearer token-2")]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("invalid_request", 400),
        ("unsupported_grant_type", 400),
        ("invalid_client", 401),
        ("invalid_client", 400),
        ("internal_error", 500),
    ],
)
async def test_each_documented_refusal_says_what_to_do(httpserver: HTTPServer, word: str, status: int) -> None:
    httpserver.expect_request("/auth/token").respond_with_json({"error": word}, status=status)
    async with gates(httpserver.url_for("/gate"), auth="oauth") as way:
        with pytest.raises(ProviderRefused) as refused:
            await way.list_gates()
    assert (refused.value.code, refused.value.http_status) == (word, status)
    assert word in refused.value.message
    assert refused.value.hint
    assert PASSWORD not in repr(refused.value)


@pytest.mark.parametrize(
    ("status", "body", "kind", "said"),
    [
        (404, "<html>", ProviderRefused, "No token service"),
        (200, "<html>welcome", ProviderRefused, "No token service"),
        (200, '{"access_token": "two words"}', ProviderRefused, "No token service"),
        (401, '{"error": "Unauthorized"}', ProviderRefused, "gave no token"),
        (403, "", ProviderRefused, "gave no token"),
        (503, "", ProviderUnreachable, "token service failed"),
    ],
)
async def test_without_a_token_service_nothing_is_changed(
    httpserver: HTTPServer, status: int, body: str, kind: type[Exception], said: str
) -> None:
    for path in ("/auth/token", "/gate/auth/token"):
        httpserver.expect_request(path).respond_with_data(body, status=status)
    async with gates(httpserver.url_for("/gate"), auth="oauth") as way:
        with pytest.raises(kind, match=said) as raised:
            await way.add_gate(Gate(GATE))
    assert not isinstance(raised.value, OutcomeUnknown)


class Posted:
    """A token service without a network, on a clock that is moved by hand."""

    def __init__(self, seconds: object) -> None:
        self.seconds = seconds
        self.posts = 0
        self.now = 1000.0
        self.failing = False

    async def post(self, _url: str, _form: bytes) -> Answer | Failure:
        if self.failing:
            return Failure(True, "h did not answer in time.", "h did not answer in time.", "Wait.")
        self.posts += 1
        await asyncio.sleep(0)
        told = {"access_token": f"t{self.posts}", "expires_in": self.seconds}
        return Answer(200, "application/json", json.dumps(told).encode(), True, None)

    def tokens(self) -> Tokens:
        return Tokens(("http://h/auth/token",), self.post, lambda: self.now)


async def password() -> str:
    return PASSWORD


@pytest.mark.parametrize(
    ("seconds", "kept_at", "gone_at"), [(3599, 3538, 3540), ("3599", 3538, 3540), (100, 89, 91), (None, 10**9, None)]
)
async def test_a_token_is_renewed_before_its_end(seconds: object, kept_at: float, gone_at: float | None) -> None:
    posted = Posted(seconds)
    tokens = posted.tokens()
    assert await tokens.token("u", password) == "t1"
    posted.now = 1000 + kept_at
    assert await tokens.token("u", password) == "t1"
    if gone_at is not None:
        posted.now = 1000 + gone_at
        assert await tokens.token("u", password) == "t2"


async def test_one_refresh_at_a_time() -> None:
    posted = Posted(3599)
    tokens = posted.tokens()
    assert set(await asyncio.gather(*(tokens.token("u", password) for _ in range(9)))) == {"t1"}
    assert set(await asyncio.gather(*(tokens.token("u", password, refused="t1") for _ in range(9)))) == {"t2"}
    assert posted.posts == 2


async def test_a_lost_token_is_asked_for_again_and_changed_nothing() -> None:
    posted = Posted(3599)
    tokens = posted.tokens()
    posted.failing = True
    with pytest.raises(ProviderUnreachable, match="nothing was changed"):
        await tokens.token("u", password)
    posted.failing = False
    assert await tokens.token("u", password) == "t1"
    assert PASSWORD not in repr(tokens) + repr(vars(tokens))
