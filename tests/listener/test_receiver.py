"""Every route, every refusal, and what is kept of a request."""

from __future__ import annotations

import re
from base64 import b64encode

import pytest

from console.domain.redact import MASK
from tests.listener.conftest import StartListener
from tests.listener.plain import request, until

OPEN = {"name": "open"}
TOKEN = {"name": "token", "token": "s3cret/ü"}
BASIC = {"name": "basic", "username": "provider", "password": "pässword", "acknowledge_body": "<ok>✓</ok>"}


def basic(text: str) -> str:
    return "Basic " + b64encode(text.encode()).decode()


@pytest.mark.parametrize("method", ["POST", "PUT", "GET"])
def test_a_callback_is_stored_and_acknowledged(start_listener: StartListener, method: str) -> None:
    listener = start_listener(accounts=[OPEN])
    answer = listener.ask(method, "/callbacks/open?id=1&x=%C3%A5", b"echo one", Content_Type="text/x-news")
    assert (answer.status, answer.body) == (200, b"OK")
    (row,) = listener.stored()
    assert row["account"] == "open"
    assert (row["method"], row["path"], row["query"]) == (method, "/callbacks/open", "id=1&x=%C3%A5")
    assert (row["peer"], row["source_check"]) == ("127.0.0.1", "loopback")
    assert (row["content_type"], row["body"], row["kind"]) == ("text/x-news", b"echo one", "report")


def test_the_account_says_how_it_is_acknowledged(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[BASIC])
    answer = listener.ask("POST", "/callbacks/basic", b"x", Authorization=basic("provider:pässword"))
    assert (answer.status, answer.body.decode()) == (200, "<ok>✓</ok>")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(("body", "provider"), [(b"echo news", "echo"), (b"something else", "unknown")])
def test_without_an_account_the_shape_decides(start_listener: StartListener, body: bytes, provider: str) -> None:
    listener = start_listener(accounts=[OPEN])
    assert listener.ask("POST", "/callbacks", body).status == 200
    assert listener.ask("POST", "/callbacks/", body).status == 200
    rows = listener.stored()
    assert [(row["account"], row["provider"], row["body"]) for row in rows] == [(None, provider, body)] * 2
    assert listener.health()["repeated"] == 1


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/callback/open",
        "/callbacks/nobody",
        "/callbacks/nobody/s3cret",
        "/callbacks/open/more",
        "/callbacks/open/more/still",
        "/callbacks/token",
        "/callbacks/token/wrong",
        "/callbacks/token/s3cret",
        "/callbacks/OPEN",
        "//callbacks/open",
        "/health/",
    ],
)
def test_a_wrong_address_is_not_found_and_not_stored(start_listener: StartListener, path: str) -> None:
    listener = start_listener(accounts=[OPEN, TOKEN])
    answer = listener.ask("POST", path, b"x")
    assert answer.status == 404
    assert answer.body.endswith(b".\n")
    health = listener.health()
    assert (health["received"], health["refused"], health["stored"]) == (1, 1, 0)
    assert listener.stored() == []


def test_the_right_token_is_taken_and_not_kept(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[TOKEN])
    assert listener.ask("POST", "/callbacks/token/s3cret%2F%c3%bc", b"x").status == 200
    assert listener.ask("POST", "/callbacks/token/s3cret%2F%C3%BC/", b"y").status == 200
    assert [row["path"] for row in listener.stored()] == [f"/callbacks/token/{MASK}"] * 2
    assert "s3cret" not in (listener.home / "stored.jsonl").read_text()
    assert listener.first_line["paths"] == {"token": f"/callbacks/token/{MASK}"}


@pytest.mark.parametrize(
    "header", [None, "Basic", "Bearer abc", basic("provider:wrong"), basic("other:pässword"), "Basic %%%"]
)
def test_without_the_right_password_it_is_401(start_listener: StartListener, header: str | None) -> None:
    listener = start_listener(accounts=[BASIC])
    headers = {} if header is None else {"Authorization": header}
    answer = listener.ask("POST", "/callbacks/basic", b"x", **headers)
    assert answer.status == 401
    assert answer.headers["www-authenticate"].startswith("Basic realm=")
    assert listener.stored() == []
    assert listener.health()["refused"] == 1


def test_the_scheme_of_basic_auth_has_no_case_and_no_charset(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[BASIC])
    for charset in ("utf-8", "latin-1"):
        header = "bASIC  " + b64encode("provider:pässword".encode(charset)).decode()
        assert listener.ask("POST", "/callbacks/basic", b"x", Authorization=header).status == 200


def test_secrets_of_a_request_are_masked_before_it_is_stored(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN])
    listener.ask(
        "POST",
        "/callbacks/open?id=7&Password=hunter2&api%5Fkey=hunter2&flag",
        b"echo",
        Authorization="Bearer hunter2",
        Cookie="sid=hunter2",
        X_Api_Key="hunter2",
        X_Trace="seen",
    )
    (row,) = listener.stored()
    assert row["query"] == f"id=7&Password={MASK}&api%5Fkey={MASK}&flag"
    assert row["headers"]["authorization"] == f"Bearer {MASK}"
    assert row["headers"]["cookie"] == row["headers"]["x-api-key"] == MASK
    assert row["headers"]["x-trace"] == "seen"
    assert "hunter2" not in (listener.home / "stored.jsonl").read_text()


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "HEAD", "OPTIONS"])
def test_other_methods_are_refused(start_listener: StartListener, method: str) -> None:
    listener = start_listener(accounts=[OPEN])
    wire = listener.wire()
    wire.send(request(method, "/callbacks/open", b""))
    head = wire.socket.recv(65_536)
    assert head.startswith(b"HTTP/1.1 405 ")
    assert b"allow: GET, POST, PUT\r\n" in head
    wire.close()
    assert listener.health()["refused"] == 1


def test_health_is_asked_by_get(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN])
    assert listener.ask("POST", "/health", b"x").status == 405
    health = listener.health()
    assert health["state"] == "accepting"
    assert health["problem"] is None
    assert (health["received"], health["refused"]) == (0, 0)


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate, gzip"])
def test_nothing_is_decompressed(start_listener: StartListener, encoding: str) -> None:
    listener = start_listener(accounts=[OPEN])
    assert listener.ask("POST", "/callbacks/open", b"x", Content_Encoding=encoding).status == 415
    assert listener.ask("POST", "/callbacks/open", b"x", Content_Encoding="Identity").status == 200
    assert len(listener.stored()) == 1


def test_a_body_of_exactly_the_limit_is_taken_and_one_byte_more_refused(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN])
    limit = 1_048_576
    whole = bytes(range(256)) * (limit // 256)
    assert listener.ask("POST", "/callbacks/open", whole).status == 200
    assert listener.stored()[0]["body"] == whole
    assert listener.ask("POST", "/callbacks/open", whole + b"x").status == 413
    assert len(listener.stored()) == 1


def test_the_limit_holds_for_a_body_that_does_not_say_its_length(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN], settings={"body_limit": 100_000})
    head = b"POST /callbacks/open HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunk = b"c350\r\n" + b"a" * 50_000 + b"\r\n"
    wire = listener.wire()
    wire.send(head + chunk * 2 + b"0\r\n\r\n")
    assert wire.answer().status == 200
    wire.send(head + chunk * 2 + b"1\r\nb\r\n")
    assert wire.answer().status == 413
    wire.close()
    assert [len(row["body"]) for row in listener.stored()] == [100_000]


def test_a_refused_body_is_not_taken_for_the_next_request(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN], settings={"body_limit": 10})
    wire = listener.wire()
    wire.send(request("POST", "/callbacks/open", b"GET /health HTTP/1.1\r\n\r\n"))
    assert wire.answer().status == 413
    wire.send(request("POST", "/callbacks/open", b"next"))
    assert wire.answer().status == 200
    wire.close()
    assert [row["body"] for row in listener.stored()] == [b"next"]


def test_who_waits_for_100_continue_is_told_to_go_on_or_sent_away(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN], settings={"body_limit": 10})
    wire = listener.wire()
    head = "POST /callbacks/open HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: {}\r\n\r\n"
    wire.send(head.format(4).encode())
    assert wire.socket.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
    wire.send(b"news")
    assert wire.answer().status == 200
    wire.send(head.format(11).encode())
    refused = wire.answer()
    assert (refused.status, refused.headers["connection"]) == (413, "close")
    assert wire.ended()


def test_hostile_bytes_are_kept_exactly(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN])
    hostile = b"\x00\x1b]0;title\x07\xff\xfe\xed\xa0\x80[/]\r\n\r\n\xe2\x80\xae" + bytes(range(256))
    assert listener.ask("POST", "/callbacks/open?q=%00%1b[red]", hostile, X_Evil="\x80[link=x]").status == 200
    (row,) = listener.stored()
    assert row["body"] == hostile
    assert row["query"] == "q=%00%1b[red]"
    assert row["headers"]["x-evil"] == "\x80[link=x]"


def test_what_a_reader_breaks_on_or_does_not_see_is_stored_as_unrecognised(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN])
    assert listener.ask("POST", "/callbacks/open", b"break the reader").status == 200
    assert listener.ask("POST", "/callbacks/open", b"").status == 200
    assert [(row["kind"], row["provider"]) for row in listener.stored()] == [("unrecognised", "echo")] * 2
    assert listener.health()["unrecognised"] == 2


def test_an_offer_of_another_protocol_costs_no_body(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN])
    offer = {"Connection": "Upgrade, HTTP2-Settings", "Upgrade": "h2c", "HTTP2_Settings": "AAMAAABk"}
    wire = listener.wire()
    for body in (b"first", b"second", b"x" * 200_000):
        wire.send(request("POST", "/callbacks/open", body, **offer))
        assert wire.answer().status == 200
    whole = request("POST", "/callbacks/open", b"in pieces", **offer)
    for start in range(0, len(whole), 7):
        wire.send(whole[start : start + 7])
    assert wire.answer().status == 200
    wire.send(request("POST", "/callbacks/open", b"plain again"))
    assert wire.answer().status == 200
    wire.close()
    assert [row["body"] for row in listener.stored()] == [
        b"first", b"second", b"x" * 200_000, b"in pieces", b"plain again",
    ]  # fmt: skip


def test_a_client_that_leaves_in_the_middle_is_counted_apart(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN])
    wire = listener.wire()
    wire.send(request("POST", "/callbacks/open", b"half of it")[:-5])
    wire.close()
    until(lambda: listener.health()["broken_off"] == 1)
    assert listener.health()["received"] == 0


def test_the_counters_add_up(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN, BASIC])
    for body in (b"a", b"b", b"a", b""):
        listener.ask("POST", "/callbacks/open", body)
    listener.ask("POST", "/callbacks/basic", b"c")
    listener.ask("POST", "/elsewhere", b"d")
    health = listener.health()
    assert (health["received"], health["stored"], health["refused"], health["waiting"]) == (6, 4, 2, 0)
    assert (health["repeated"], health["unrecognised"], health["unmatched"]) == (1, 1, 0)


def test_answers_say_nothing_about_the_server(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN])
    for path in ("/callbacks/open", "/nowhere", "/health"):
        answer = listener.ask("GET", path)
        assert not {"server", "date"} & set(answer.headers)
        assert not re.search(rb"uvicorn|python", answer.body, re.IGNORECASE)
