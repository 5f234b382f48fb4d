"""Logging in by token and by Basic, over HTTP and against a clock."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from console.sandbox.link_gate.authentication import Credentials, Refused, Tokens
from tests.sandbox.conftest import Sandbox, Start
from tests.sandbox.link_gate.conftest import PARTNER, GateApi, error_of, gate_api

FORM = {"grant_type": "client_credentials", "client_id": "sandbox", "client_secret": "sandbox"}


def token_url(sandbox: Sandbox, *, under_gate: bool = False) -> str:
    url = str(sandbox.said["link_gate"])
    return f"{url}/auth/token" if under_gate else url.replace("/gate", "/auth/token")


def grant(sandbox: Sandbox, **changes: str | None) -> httpx.Response:
    form = {name: value for name, value in (FORM | changes).items() if value is not None}
    return sandbox.client.post(token_url(sandbox), data=form)


def with_header(api: GateApi, authorization: str | None) -> httpx.Response:
    headers = {} if authorization is None else {"Authorization": authorization}
    return api.client.get(f"{api.url}{PARTNER}", headers=headers)


def test_a_token_lets_in(shared: Sandbox, api: GateApi) -> None:
    given = grant(shared)
    assert given.status_code == 200
    told = given.json()
    assert list(told) == ["access_token", "token_type", "expires_in"]
    assert (told["token_type"], told["expires_in"]) == ("Bearer", 3599)
    assert with_header(api, f"Bearer {told['access_token']}").status_code == 200
    assert with_header(api, f"bearer {told['access_token']}").status_code == 200


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"grant_type": None}, 400, "invalid_request"),
        ({"client_secret": None}, 400, "invalid_request"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "nobody"}, 401, "invalid_client"),
        ({"client_id": "internal-error"}, 500, "internal_error"),
    ],
)
def test_a_token_is_refused_in_the_documents_words(
    shared: Sandbox, changes: dict[str, str | None], status: int, error: str
) -> None:
    answer = grant(shared, **changes)
    assert (answer.status_code, answer.json()) == (status, {"error": error})


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b'{"grant_type": "client_credentials"}', "application/json"),
        (b"grant_type=client_credentials&client_id=\xff", "application/x-www-form-urlencoded"),
        (b"grant_type=client_credentials&grant_type=client_credentials", "application/x-www-form-urlencoded"),
        (b"", "application/x-www-form-urlencoded"),
    ],
)
def test_a_token_wants_a_form(shared: Sandbox, body: bytes, content_type: str) -> None:
    answer = shared.client.post(token_url(shared), content=body, headers={"Content-Type": content_type})
    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer nonsense", "Basic", "Basic !", "Basic c2FuZGJveA==", "Basic /w==", "Digest a"],
)
def test_any_other_login_is_refused(api: GateApi, authorization: str | None) -> None:
    answer = with_header(api, authorization)
    assert error_of(answer) == (401, 103100, "INVALID_AUTHENTICATION")
    assert "Basic" in answer.headers["www-authenticate"]


def test_basic_lets_in_who_knows_the_password(api: GateApi) -> None:
    assert api.ask("GET", PARTNER).status_code == 200
    assert error_of(api.ask("GET", PARTNER, auth=("sandbox", "wrong")))[0] == 401
    assert error_of(api.ask("GET", PARTNER, auth=("wrong", "sandbox")))[0] == 401


def test_the_token_endpoint_is_at_one_place(shared: Sandbox, start: Start, tmp_path: Path) -> None:
    assert shared.client.post(token_url(shared, under_gate=True), data=FORM).status_code == 404
    under_gate = start("--home", str(tmp_path), "--token-under-gate", "--token-life", "60")
    assert under_gate.client.post(token_url(under_gate), data=FORM).status_code == 404
    told = under_gate.client.post(token_url(under_gate, under_gate=True), data=FORM).json()
    assert told["expires_in"] == 60
    assert with_header(gate_api(under_gate), f"Bearer {told['access_token']}").status_code == 200


def test_a_token_ends() -> None:
    now = 0.0
    tokens = Tokens(Credentials(), 10, lambda: now)
    form = b"grant_type=client_credentials&client_id=sandbox&client_secret=sandbox"
    token = tokens.grant("application/x-www-form-urlencoded; charset=UTF-8", form)
    assert not isinstance(token, Refused)
    now = 9.9
    assert tokens.admit(f"Bearer {token}")
    now = 10.0
    assert not tokens.admit(f"Bearer {token}")


def test_of_many_tokens_the_oldest_are_forgotten() -> None:
    tokens = Tokens(Credentials(), 10, lambda: 0.0)
    form = b"grant_type=client_credentials&client_id=sandbox&client_secret=sandbox"
    given = [tokens.grant("application/x-www-form-urlencoded", form) for _ in range(1_001)]
    assert not tokens.admit(f"Bearer {given[0]}")
    assert tokens.admit(f"Bearer {given[1]}")
