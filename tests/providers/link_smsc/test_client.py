"""The client against real HTTP servers: what it sends, and what it makes of every kind of answer."""

from __future__ import annotations

import asyncio
import shlex
import socket
import struct
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from console.domain.message import Outcome
from console.domain.sms.draft import Draft, Premium
from console.domain.state import UNKNOWN, Billing, Delivery, Finality, State
from console.errors import InvalidInput, OutcomeUnknown, ProviderUnreachable, SecretMissing
from console.providers.contract import SendLimits, SendOutcome
from console.providers.registry import sms_provider
from tests.providers.accounts import HASTY, PASSWORD, OneSecret
from tests.providers.link_smsc.doubles import DRAFT, TO, account, sender
from tests.providers.raw_server import Conversation, free_port, raw_server

PATH = "/smscsimplehttp"
NOTHING = State(Finality.FINAL, Delivery.NOT_DELIVERED, Billing.NOT_BILLED)


async def answered(
    httpserver: HTTPServer, body: str | bytes, status: int = 200, kind: str = "text/plain"
) -> SendOutcome:
    httpserver.expect_request(PATH).respond_with_data(body, status=status, content_type=kind)
    async with sender(httpserver.url_for(PATH)) as opened:
        return await opened.send(DRAFT, TO)


# --- what is sent ---------------------------------------------------------------------------------------------------


async def sent_query(httpserver: HTTPServer, draft: Draft) -> tuple[Request, list[tuple[str, str]]]:
    seen: list[Request] = []

    def take(request: Request) -> Response:
        seen.append(request)
        return Response("1005;Queued;abc")

    httpserver.expect_request(PATH).respond_with_handler(take)
    async with sender(httpserver.url_for(PATH)) as opened:
        await opened.send(draft, TO)
    (request,) = seen
    raw = request.environ["REQUEST_URI"].partition("?")[2]
    assert "+" not in raw, "a plus would be read as a blank by some and as a plus by others"
    return request, parse_qsl(raw, keep_blank_values=True, strict_parsing=True)


async def test_a_plain_message_is_a_post_with_the_documents_parameters(httpserver: HTTPServer) -> None:
    request, query = await sent_query(httpserver, DRAFT)
    assert request.method == "POST"
    assert request.get_data() == b""
    assert query == [
        ("ServiceId", "1001"), ("Username", "us er"), ("Source", "LINK"), ("Destination", TO), ("Userdata", "Hej"),
        ("Password", PASSWORD),
    ]  # fmt: skip


async def test_everything_that_is_set_is_sent_under_the_documents_names(httpserver: HTTPServer) -> None:
    premium = Premium(tariff=" SEK1000 ", vat="25.0", charge_only=True, reference_id="m1+/=")
    draft = replace(DRAFT, premium=premium, asynchronous=True, user_data_header="050003A70201")
    _, query = await sent_query(httpserver, draft)
    assert dict(query) | {"ServiceId": "", "Username": "", "Password": ""} == {
        "ServiceId": "", "Username": "", "Password": "", "Source": "LINK", "Destination": TO, "Userdata": "Hej",
        "UserdataHeader": "050003A70201", "ReferenceId": "m1+/=", "Tariff": "SEK1000", "Vat": "25.0",
        "ChargeOnly": "true", "Async": "true",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", [" a + b & c = 100% \r\n\t;#?/\\ ", "åäö €[]{}~^|\\ 你好 \u2028\x0c", "😀", "%41%20+", "x" * 1377]
)
async def test_the_text_arrives_exactly(httpserver: HTTPServer, text: str) -> None:
    _, query = await sent_query(httpserver, replace(DRAFT, text=text))
    assert dict(query)["Userdata"] == text


async def test_half_a_surrogate_pair_is_refused_with_nothing_sent(httpserver: HTTPServer) -> None:
    async with sender(httpserver.url_for(PATH)) as opened:
        outcome = await opened.send(replace(DRAFT, text="a\ud83d"), TO)
        with pytest.raises(InvalidInput):
            opened.request(replace(DRAFT, text="a\ud83d"), TO)
    assert (outcome.outcome, outcome.state) == (Outcome.REFUSED, NOTHING)
    assert not httpserver.log


async def test_a_text_no_address_can_hold_is_refused_with_nothing_sent(httpserver: HTTPServer) -> None:
    async with sender(httpserver.url_for(PATH)) as opened:
        outcome = await opened.send(replace(DRAFT, text="x" * 100_000), TO)
    assert (outcome.outcome, outcome.state) == (Outcome.REFUSED, NOTHING)
    assert "Check the account's base URL and the length of the text" in (outcome.description or "")
    assert not httpserver.log


async def test_without_a_secret_nothing_is_sent(httpserver: HTTPServer) -> None:
    class NoSecret:
        def secret(self, account: str, option: str) -> str:
            raise SecretMissing("There is no password for acme.", hint="Keep one.")

    opened = sms_provider("link-smsc").open_sender(account(httpserver.url_for(PATH)), NoSecret(), HASTY)
    outcome = await opened.send(DRAFT, TO)
    assert (outcome.outcome, outcome.state) == (Outcome.REFUSED, NOTHING)
    assert outcome.description == "There is no password for acme. Keep one. Nothing was sent."
    with pytest.raises(SecretMissing):
        await opened.check()
    await opened.aclose()
    assert not httpserver.log


def test_the_masked_request_is_what_would_be_sent_without_the_password() -> None:
    opened = sms_provider("link-smsc").open_sender(
        account("https://n-eu.linkmobility.io/smscsimplehttp"), OneSecret(), HASTY
    )
    masked = opened.request(replace(DRAFT, text="it's 5 & more"), TO)
    assert masked.method == "POST"
    assert masked.body == ""
    assert masked.url == (
        "https://n-eu.linkmobility.io/smscsimplehttp?ServiceId=1001&Username=us%20er&Source=LINK"
        "&Destination=%2B46700000001&Userdata=it%27s%205%20%26%20more&Password=****"
    )
    words = shlex.split(masked.curl)
    assert words[:3] == ["curl", "--request", "POST"]
    assert words[-1] == masked.url
    assert "Accept: text/plain" in words


# --- what an answer means -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [1000, 1001, 1005, 1007, 1008, 1011, 1012, 1013])
async def test_these_codes_are_accepted_with_their_state(httpserver: HTTPServer, code: int) -> None:
    outcome = await answered(httpserver, f"{code};Some words;aB+/=9")
    known = {one.code: one for one in sms_provider("link-smsc").codes()}[code]
    assert outcome == SendOutcome(Outcome.ACCEPTED, known.state or UNKNOWN, ("aB+/=9",), code, "Some words", 200)


@pytest.mark.parametrize("code", [4, 5, 1010])
async def test_these_codes_leave_the_outcome_unknown(httpserver: HTTPServer, code: int) -> None:
    outcome = await answered(httpserver, f"{code};Some words;id1")
    assert (outcome.outcome, outcome.code, outcome.provider_ids) == (Outcome.UNKNOWN, code, ("id1",))
    assert outcome.state == State(Finality.FINAL, Delivery.UNKNOWN, Billing.UNKNOWN)


def every_other_code() -> list[int]:
    taken = {4, 5, 1010, 1000, 1001, 1005, 1007, 1008, 1011, 1012, 1013}
    return [known.code for known in sms_provider("link-smsc").codes() if known.code not in taken]


async def test_every_other_code_of_the_table_is_refused(httpserver: HTTPServer) -> None:
    async with sender(httpserver.url_for(PATH)) as opened:
        for code in every_other_code():
            httpserver.expect_oneshot_request(PATH).respond_with_data(f"{code};Refused")
            outcome = await opened.send(DRAFT, TO)
            assert (outcome.outcome, outcome.code, outcome.provider_ids) == (Outcome.REFUSED, code, ())
            assert outcome.state.delivery is Delivery.NOT_DELIVERED
    assert len(every_other_code()) == 45


async def test_1009_is_refused_and_stays_billed(httpserver: HTTPServer) -> None:
    outcome = await answered(httpserver, "1009;Billed OK and NOT Delivered;id9")
    assert (outcome.outcome, outcome.state.billing) == (Outcome.REFUSED, Billing.BILLED)


async def test_a_code_outside_the_table_is_unknown_and_keeps_the_id(httpserver: HTTPServer) -> None:
    outcome = await answered(httpserver, "1999;Novel;id7")
    assert (outcome.outcome, outcome.state, outcome.code, outcome.provider_ids) == (
        Outcome.UNKNOWN,
        UNKNOWN,
        1999,
        ("id7",),
    )
    assert "Novel" in (outcome.description or "")
    assert "may have been delivered and billed" in (outcome.description or "")


@pytest.mark.parametrize(
    ("body", "kind", "code", "description", "ids"),
    [
        ("\ufeff 1005 ; Queued ; abc \r\n", "text/plain", 1005, "Queued", ("abc",)),
        ("1005;;abc", "text/plain", 1005, "Queued", ("abc",)),
        ("1005;Queued;a;b", "text/html", 1005, "Queued", ("a;b",)),
        ("1005;Queued;abc\r\nmore", "", 1005, "Queued", ("abc",)),
        ("\r\n2106;Number error", "text/plain", 2106, "Number error", ()),
        ("2106", "text/plain", 2106, "Number error", ()),
        ("104;Configuration error;", "text/plain", 104, "Configuration error", ()),
        ("104;Configuration error;null", "text/plain", 104, "Configuration error", ()),
        ("2106;Fel på numret".encode("latin-1"), "text/plain", 2106, "Fel på numret", ()),
        ("2106;Fel på numret".encode("latin-1"), "text/plain; charset=nonsense", 2106, "Fel på numret", ()),
        ("2106;Zły numer".encode("iso-8859-2"), 'text/plain; charset="iso-8859-2"', 2106, "Zły numer", ()),
    ],
)
async def test_answers_are_read_tolerantly(
    httpserver: HTTPServer, body: str | bytes, kind: str, code: int, description: str, ids: tuple[str, ...]
) -> None:
    data = body.encode() if isinstance(body, str) else body
    httpserver.expect_request(PATH).respond_with_response(Response(data, headers={"Content-Type": kind}))
    async with sender(httpserver.url_for(PATH)) as opened:
        outcome = await opened.send(DRAFT, TO)
    assert (outcome.code, outcome.description, outcome.provider_ids) == (code, description, ids)


async def test_accepted_without_an_id_says_so(httpserver: HTTPServer) -> None:
    outcome = await answered(httpserver, "1005;Queued")
    assert (outcome.outcome, outcome.provider_ids) == (Outcome.ACCEPTED, ())
    assert "without a message id" in (outcome.description or "")


@pytest.mark.parametrize(
    "body",
    [
        "",
        " \r\n",
        "<html><body>Welcome</body></html>",
        "OK",
        "-1;no",
        "1e3;no;id",
        "١٠٠٥;Queued;x",
        "9999999999;x",
        b"\xff\xfe\x00\x81",
        ";;",
    ],
)
async def test_what_is_no_answer_leaves_the_outcome_unknown(httpserver: HTTPServer, body: str | bytes) -> None:
    outcome = await answered(httpserver, body)
    assert (outcome.outcome, outcome.state, outcome.code, outcome.http_status) == (Outcome.UNKNOWN, UNKNOWN, None, 200)
    assert "may have been delivered and billed" in (outcome.description or "")
    assert (outcome.description or "").isprintable()


async def test_an_endless_answer_is_not_read_to_its_end(httpserver: HTTPServer) -> None:
    outcome = await answered(httpserver, "1005;Queued;" + "x" * 1_000_000)
    assert (outcome.outcome, outcome.provider_ids) == (Outcome.UNKNOWN, ())
    assert len(outcome.description or "") < 400


async def test_a_compressed_answer_nobody_asked_for_is_unknown(httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH).respond_with_data(b"1005;Queued;x", headers={"Content-Encoding": "gzip"})
    async with sender(httpserver.url_for(PATH)) as opened:
        assert (await opened.send(DRAFT, TO)).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("body", ["104;Configuration error", "", "103100;Bad credentials"])
async def test_refused_credentials_are_a_refusal(httpserver: HTTPServer, status: int, body: str) -> None:
    outcome = await answered(httpserver, body, status)
    assert (outcome.outcome, outcome.state, outcome.http_status) == (Outcome.REFUSED, NOTHING, status)
    assert "refused the credentials" in (outcome.description or "")


@pytest.mark.parametrize("status", [400, 404, 405, 413, 429])
async def test_other_client_errors_are_a_refusal(httpserver: HTTPServer, status: int) -> None:
    outcome = await answered(httpserver, "<h1>no</h1>", status)
    assert (outcome.outcome, outcome.state, outcome.http_status) == (Outcome.REFUSED, NOTHING, status)
    assert f"HTTP {status}" in (outcome.description or "")


async def test_a_refusal_that_speaks_of_acceptance_is_doubted(httpserver: HTTPServer) -> None:
    outcome = await answered(httpserver, "1005;Queued;id3", 400)
    assert (outcome.outcome, outcome.provider_ids) == (Outcome.UNKNOWN, ("id3",))


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("body", ["", "<html>", "1005;Queued;id3", "105;Internal error"])
async def test_server_errors_leave_the_outcome_unknown(httpserver: HTTPServer, status: int, body: str) -> None:
    outcome = await answered(httpserver, body, status)
    assert (outcome.outcome, outcome.state, outcome.http_status) == (Outcome.UNKNOWN, UNKNOWN, status)
    assert len(httpserver.log) == 1, "a send is never repeated"


async def test_redirects_are_refused_and_not_followed(httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH).respond_with_data(
        "", status=307, headers={"Location": httpserver.url_for("/other")}
    )
    async with sender(httpserver.url_for(PATH)) as opened:
        outcome = await opened.send(DRAFT, TO)
    assert (outcome.outcome, outcome.http_status) == (Outcome.REFUSED, 307)
    assert "redirect" in (outcome.description or "")
    assert len(httpserver.log) == 1


# --- what can happen on the way -------------------------------------------------------------------------------------


async def test_nothing_listening_is_refused_with_nothing_sent() -> None:
    async with sender(f"http://127.0.0.1:{free_port()}/smscsimplehttp") as opened:
        outcome = await opened.send(DRAFT, TO)
    assert (outcome.outcome, outcome.state) == (Outcome.REFUSED, NOTHING)
    assert "Nothing accepts connections at 127.0.0.1. Nothing was sent." in (outcome.description or "")


async def test_a_server_without_tls_is_refused_with_nothing_sent(httpserver: HTTPServer) -> None:
    async with sender(httpserver.url_for(PATH).replace("http://", "https://")) as opened:
        outcome = await opened.send(DRAFT, TO)
    assert (outcome.outcome, outcome.state) == (Outcome.REFUSED, NOTHING)
    assert "No TLS connection" in (outcome.description or "")
    assert not httpserver.log


async def test_a_handshake_that_never_answers_is_refused_with_nothing_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        async with sender(f"https://127.0.0.1:{mute.getsockname()[1]}/smscsimplehttp", HASTY) as opened:
            outcome = await opened.send(DRAFT, TO)
    assert (outcome.outcome, outcome.state) == (Outcome.REFUSED, NOTHING)
    assert "Nothing was sent" in (outcome.description or "")


async def nothing(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Hang up without a word."""


async def silence(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await reader.read()


async def reset(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def truncated(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n1005;Queued;abc")
    await writer.drain()


async def not_http(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x00\x01\x02 1005;Queued;abc\r\n\r\n")
    await writer.drain()


async def dripping(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(1000):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


@pytest.mark.parametrize("talk", [nothing, silence, reset, truncated, not_http])
async def test_whatever_breaks_after_the_request_left_is_unknown(talk: Conversation) -> None:
    async with raw_server(talk) as server, sender(f"{server.origin}/smscsimplehttp", HASTY) as opened:
        outcome = await opened.send(DRAFT, TO)
    assert (outcome.outcome, outcome.state, outcome.code) == (Outcome.UNKNOWN, UNKNOWN, None)
    assert "may have been delivered and billed" in (outcome.description or "")


async def test_an_answer_that_drips_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.providers.transport._POOL_TIMEOUT", 0.1)
    limits = SendLimits(rate=1000, connect_timeout=0.2, read_timeout=0.2)
    async with raw_server(dripping) as server, sender(f"{server.origin}/smscsimplehttp", limits) as opened:
        outcome = await opened.send(DRAFT, TO)
    assert outcome.outcome is Outcome.UNKNOWN
    assert "did not answer in time" in (outcome.description or "")


async def test_one_broken_exchange_does_not_spoil_the_next(httpserver: HTTPServer) -> None:
    httpserver.expect_oneshot_request(PATH).respond_with_handler(lambda _: Response("x" * 200_000))
    async with sender(httpserver.url_for(PATH)) as opened:
        assert (await opened.send(DRAFT, TO)).outcome is Outcome.UNKNOWN
        httpserver.expect_oneshot_request(PATH).respond_with_data("1005;Queued;abc")
        assert (await opened.send(DRAFT, TO)).outcome is Outcome.ACCEPTED


# --- proving credentials --------------------------------------------------------------------------------------------


async def test_a_check_sends_an_empty_message_to_nobody_and_says_what_it_proved(httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH).respond_with_data("2108;Invalid destination")
    async with sender(httpserver.url_for(PATH)) as opened:
        check = await opened.check()
    assert check.ok
    assert check.proved == (
        "Reached localhost over plain http; an empty message to nobody was answered with 2108 Invalid destination: "
        "the credentials were not refused, and nothing was sent."
    )
    ((request, _),) = httpserver.log
    query = dict(parse_qsl(request.query_string.decode(), keep_blank_values=True))
    assert query == {
        "ServiceId": "1001", "Username": "us er", "Password": PASSWORD, "Source": "", "Destination": "", "Userdata": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("status", "body"), [(401, "104;Configuration error"), (200, "104;Configuration error"), (403, "")]
)
async def test_a_check_tells_refused_credentials(httpserver: HTTPServer, status: int, body: str) -> None:
    httpserver.expect_request(PATH).respond_with_data(body, status=status)
    async with sender(httpserver.url_for(PATH)) as opened:
        check = await opened.check()
    assert not check.ok
    assert "refused the credentials" in check.proved


@pytest.mark.parametrize(
    ("status", "body"), [(200, "105;Internal error"), (200, "<html>"), (503, ""), (404, "nothing here"), (302, "")]
)
async def test_a_check_that_proves_nothing_says_so(httpserver: HTTPServer, status: int, body: str) -> None:
    httpserver.expect_request(PATH).respond_with_data(body, status=status)
    async with sender(httpserver.url_for(PATH)) as opened:
        with pytest.raises(OutcomeUnknown, match="does not tell whether the credentials are right"):
            await opened.check()


async def test_a_check_that_reaches_nobody_says_so() -> None:
    async with sender(f"http://127.0.0.1:{free_port()}/smscsimplehttp") as opened:
        with pytest.raises(ProviderUnreachable, match="Nothing was sent"):
            await opened.check()
