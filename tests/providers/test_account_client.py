"""What all clients share, against servers that break every promise of HTTP and of the documents: each exchange ends in
time, with an outcome that never promises more than is known, in a sentence that holds no secret, and is not repeated.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import struct
import tracemalloc
from base64 import b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote

import pytest

from console.domain.gates.gate import Gate
from console.domain.message import Outcome
from console.errors import OutcomeUnknown, SwitchroomError
from console.providers.contract import SendLimits, SendOutcome
from tests.providers.accounts import PASSWORD, PATIENT
from tests.providers.link_gates.doubles import GATE, gates
from tests.providers.link_smsc import doubles as smsc
from tests.providers.link_whatsapp import doubles as whatsapp
from tests.providers.raw_server import Conversation, raw_server

HURRIED = SendLimits(rate=1000, connect_timeout=10, read_timeout=0.3)
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one request, and everything a person would read of it."""

    outcome: Outcome
    words: str
    ids: tuple[str, ...] = ()


def told_of(*outcomes: SendOutcome) -> Told:
    assert len({one.outcome for one in outcomes}) == 1
    assert all(one.code is None or abs(one.code) < 2**31 for one in outcomes), "a database keeps no more"
    return Told(
        outcomes[0].outcome, outcomes[0].description or "", tuple(id_ for one in outcomes for id_ in one.provider_ids)
    )


async def sms(origin: str, limits: SendLimits) -> Told:
    async with smsc.sender(f"{origin}/smscsimplehttp", limits) as opened:
        return told_of(await opened.send(smsc.DRAFT, smsc.TO))


async def wa(origin: str, limits: SendLimits) -> Told:
    async with whatsapp.sender(f"{origin}/whatsapp-message", limits) as opened:
        return told_of(*await opened.send(whatsapp.REQUEST))


async def added(origin: str, limits: SendLimits) -> Told:
    async with gates(f"{origin}/gate", limits) as opened:
        try:
            gate_id = await opened.add_gate(Gate(GATE))
        except OutcomeUnknown as unknown:
            return Told(Outcome.UNKNOWN, f"{unknown.message} {unknown.hint}")
        except SwitchroomError as refused:
            return Told(Outcome.REFUSED, f"{refused.message} {refused.hint}")
    return Told(Outcome.ACCEPTED, "", (gate_id,) if gate_id else ())


Send = Callable[[str, SendLimits], Awaitable[Told]]
EACH = pytest.mark.parametrize("send", [sms, wa, added])


def says(*pieces: bytes, then: Conversation | None = None, pause: float = 0.0) -> Conversation:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)
        if then is not None:
            await then(reader, writer)

    return talk


def for_ever(piece: bytes, *, pause: float = 0.0, begin: bytes = b"") -> Conversation:
    """Until the other side has had enough."""

    async def talk(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(begin)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return talk


async def reset(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def silence(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await reader.read()


def answer(body: bytes, status: str = "200 OK", kind: str = "text/plain", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
BOMB = gzip.compress(b"1005;Queued;" + b"x" * 8 * MEGABYTE)

NO_ANSWER: dict[str, Conversation] = {
    "silence": silence,
    "hangs up": says(b""),
    "resets at once": reset,
    "resets amid the headers": says(HEAD, then=reset, pause=0.05),
    "resets amid the body": says(HEAD + b"Content-Length: 99\r\n\r\n1005;Queued;", then=reset, pause=0.05),
    "headers drip": for_ever(b"x", pause=0.05, begin=HEAD + b"X-Slow: "),
    "headers without end": for_ever(b"X-More: " + b"x" * 1_000 + b"\r\n", begin=HEAD),
    "a header without end": for_ever(b"x" * 10_000, begin=HEAD + b"X-Long: "),
    "a status line without end": for_ever(b"x" * 10_000, begin=b"HTTP/1.1 200 "),
    "continue without end": for_ever(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "processing without end": for_ever(b"HTTP/1.1 102 Processing\r\n\r\n", pause=0.05),
    "a body drips": for_ever(b"x", pause=0.05, begin=HEAD + b"Content-Length: 9999\r\n\r\n"),
    "chunks drip": for_ever(b"1\r\nx\r\n", pause=0.05, begin=HEAD + b"Transfer-Encoding: chunked\r\n\r\n"),
    "less than announced": says(HEAD + b"Content-Length: 99\r\n\r\n1005;Queued;x"),
    "a length below nothing": says(HEAD + b"Content-Length: -1\r\n\r\n1005;Queued;x"),
    "a length in words": says(HEAD + b"Content-Length: ten\r\n\r\n1005;Queued;x"),
    "two lengths": says(HEAD + b"Content-Length: 4\r\nContent-Length: 13\r\n\r\n1005;Queued;x"),
    "a chunk of no size": says(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n1005;Queued;x\r\n0\r\n\r\n"),
    "a chunk larger than the world": says(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\n1005;Queued;x\r\n0\r\n\r\n"
    ),
    "chunks without an end": says(HEAD + b"Transfer-Encoding: chunked\r\n\r\nd\r\n1005;Queued;x\r\n"),
    "an encoding nobody knows": says(HEAD + b"Transfer-Encoding: telepathy\r\n\r\n1005;Queued;x"),
    "no HTTP at all": says(b"1005;Queued;x"),
    "HTTP/2": says(b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + b"\x00" * 18),
    "TLS": says(b"\x16\x03\x03\x00\x05hello"),
    "a line break in a header": says(b"HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\x00: c\r\n\r\n1005;Queued;x"),
    "another protocol": says(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", then=silence),
}


@EACH
@pytest.mark.parametrize("what", NO_ANSWER)
async def test_what_is_no_answer_is_unknown_in_time_and_asked_once(
    send: Send, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One limit for the whole exchange: a busy machine is then no less certain to end in it.
    monkeypatch.setattr("console.providers.account_client.deadline", lambda _limits: 0.4)
    async with raw_server(NO_ANSWER[what]) as server:
        told = await asyncio.wait_for(send(server.origin, HURRIED), 10)
    assert told.outcome is Outcome.UNKNOWN
    assert "may have been" in told.words
    assert told.words.isprintable()
    assert server.requests == 1


LOGIN_PAGE = b"<!doctype html><html><title>Sign in</title><form action=/login><input name=password></form></html>"
UNREADABLE: dict[str, bytes] = {
    "a login page": answer(LOGIN_PAGE, kind="text/html"),
    "no UTF-8": answer(b"\xff\xfe\x00\x9d\xc3\x28"),
    "no UTF-8 in a charset that cannot be used": answer(b"\xff\xfe\x00\x9d", kind="text/plain; charset=idna"),
    "no UTF-8 in one that is none": answer(b"\xff\xfe\x00\x9d", kind="text/plain; charset=undefined"),
    "no UTF-8 in one that makes half characters": answer(b"\xff\\ud800", kind="text/plain; charset=raw_unicode_escape"),
    "gzip nobody asked for": answer(BOMB, Content_Encoding="gzip"),
    "gzip that is none": answer(b"1005;Queued;x", Content_Encoding="gzip"),
    "another compression": answer(b"1005;Queued;x", Content_Encoding="br, gzip"),
    "a name twice": answer(b'{"resultCode": 112001, "resultCode": 112402, "messageIds": ["a", "b"]}'),
    "a number that is none": answer(b'{"resultCode": 112001, "x": NaN, "messageIds": ["a", "b"]}'),
    "a number beyond all bounds": answer(b'{"resultCode": 112001, "x": 1e999, "messageIds": ["a", "b"]}'),
    "a number of thousands of digits": answer(b'{"resultCode": ' + b"9" * 5_000 + b"}"),
    "deep nesting": answer(b"[" * 60_000),
    "deep nesting that closes": answer(b"[" * 20_000 + b"]" * 20_000),
    "JSON with more behind it": answer(b'{"resultCode": 112001, "messageIds": ["a", "b"]} 1005;Queued;x'),
    "control characters": answer(b"\x1b]0;owned\x07\x1b[2J\x9b31m\x00"),
}


@EACH
@pytest.mark.parametrize("what", UNREADABLE)
async def test_a_success_nobody_can_read_is_unknown(send: Send, what: str) -> None:
    async with raw_server(says(UNREADABLE[what])) as server:
        told = await send(server.origin, PATIENT)
    assert told.outcome is Outcome.UNKNOWN
    assert told.words.isprintable()
    assert len(told.words) < 400
    assert server.requests == 1


@pytest.mark.parametrize("send", [sms, wa])
@pytest.mark.parametrize(
    "code", [b"1" + b"0" * 300, b"1e300", b"-112001", b"true", b"112001.5", b'"112001 "', b"[112001]", b"99999999999"]
)
async def test_a_code_that_is_none_is_unknown(send: Send, code: bytes) -> None:
    async with raw_server(says(answer(b'{"resultCode": ' + code + b', "messageIds": ["a", "b"]}'))) as server:
        assert (await send(server.origin, PATIENT)).outcome is Outcome.UNKNOWN


@EACH
@pytest.mark.parametrize(
    ("status", "where"),
    [
        (301, "{other}/in"), (302, "//127.0.0.1:9/"), (303, "http://[::bad"), (307, ""), (308, "javascript:alert(1)"),
        (302, "\xff\xfe"), (307, "{other}/in"),
    ],
)  # fmt: skip
async def test_no_redirect_is_followed_wherever_it_leads(send: Send, status: int, where: str) -> None:
    async with raw_server(says(answer(b"1005;Queued;x"))) as other:
        to = where.format(other=other.origin)
        async with raw_server(says(answer(b"", f"{status} Moved", Location=to))) as server:
            told = await send(server.origin, PATIENT)
    assert told.outcome is Outcome.REFUSED
    assert "redirect" in told.words
    assert (server.requests, other.requests) == (1, 0)


@EACH
@pytest.mark.parametrize("status", ["500 Oops", "503 Later", "600 x", "999 x"])
async def test_a_failing_server_is_asked_once(send: Send, status: str) -> None:
    async with raw_server(says(answer(b"", status, Retry_After="0", Connection="keep-alive"))) as server:
        assert (await send(server.origin, PATIENT)).outcome is Outcome.UNKNOWN
    assert server.requests == 1


@EACH
async def test_what_is_left_of_one_answer_is_not_the_next_ones(send: Send) -> None:
    stale = answer(b'{"resultCode": 112001, "messageIds": ["stale-1", "stale-2"]}') + answer(b"1005;Queued;stale")
    empty = answer(b"", "201 Created", Location="/platform/P/partner/Q/id/stale")

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # The first is owed, the rest is what the next request must not be told.
        writer.write(answer(b"", "400 Bad Request") + stale + empty)
        await silence(reader, writer)

    async with raw_server(talk) as server:
        origin = server.origin
        if send is sms:
            async with smsc.sender(f"{origin}/smscsimplehttp") as sending:
                told = [(await sending.send(smsc.DRAFT, smsc.TO)).outcome for _ in range(3)]
        elif send is wa:
            async with whatsapp.sender(f"{origin}/whatsapp-message") as writing:
                told = [(await writing.send(whatsapp.REQUEST))[0].outcome for _ in range(3)]
        else:
            told = []
            async with gates(f"{origin}/gate") as managing:
                for _ in range(3):
                    with pytest.raises(SwitchroomError):
                        await managing.add_gate(Gate(GATE))
                    told.append(Outcome.REFUSED)
    assert told == [Outcome.REFUSED] * 3
    assert server.requests == 3, "each request has a connection of its own"


@pytest.mark.parametrize("spelt", [str, quote, lambda word: json.dumps(word)[1:-1], lambda word: f"a{word * 40}b"])
@pytest.mark.parametrize("status", ["200 OK", "401 No"])
@EACH
async def test_no_answer_makes_anybody_repeat_the_password(
    send: Send, status: str, spelt: Callable[[str], str]
) -> None:
    word = spelt(PASSWORD)
    pair = b64encode(f"us er:{PASSWORD}".encode()).decode()
    bodies = [
        f"2106;No: {word} {pair};{word}",
        json.dumps({"resultCode": 103302, "description": f"{word} {pair}", "messageIds": [word]}),
        f"<p>{word}</p><p>Basic {pair}</p>",
    ]
    for body in bodies:
        async with raw_server(
            says(answer(body.encode(), status, X_Echo=quote(word), Set_Cookie=quote(word)))
        ) as server:
            told = await send(server.origin, PATIENT)
        for secret in (PASSWORD, quote(PASSWORD), quote(PASSWORD, safe="")):
            assert secret not in told.words
        assert send is sms or pair not in told.words


@pytest.mark.parametrize(
    "id_", ["x" * 2_000, "a\x1b[2Jb", "a\u202eb", "\\ud800", "a\u2028b", " ", "\x00"], ids=lambda id_: ascii(id_)[:12]
)
async def test_an_id_that_is_none_is_kept_by_nobody(id_: str) -> None:
    given = '"\\ud800"' if id_ == "\\ud800" else json.dumps(id_)
    body = f'{{"resultCode": 112001, "messageIds": [{given}, {given}]}}'.encode()
    async with raw_server(says(answer(body))) as server:
        told = await wa(server.origin, PATIENT)
    assert (told.outcome, told.ids) == (Outcome.UNKNOWN, ())
    assert told.words.isprintable()
    async with raw_server(says(answer(f"1005;Queued;{id_}".encode()))) as server:
        told = await sms(server.origin, PATIENT)
    assert told.outcome is Outcome.ACCEPTED, "the code says so; reports cannot be joined"
    assert all(one.isprintable() and len(one) < 2_000 for one in told.ids)


@pytest.mark.parametrize(
    "location",
    [
        "", "http://[", "/id/", "/id/..", "/id/%2e%2e", "/id/%00", "/id/%1b%5b2J", f"/id/{'x' * 3_000}", "/id/ ",
        "https://evil.example/id/%E2%80%AEabc", "/partnergate",
    ],
)  # fmt: skip
async def test_a_location_that_leads_nowhere_names_no_gate(location: str) -> None:
    async with raw_server(says(answer(b"", "201 Created", Location=location))) as server:
        assert await added(server.origin, PATIENT) == Told(Outcome.ACCEPTED, "")


@pytest.mark.parametrize("life", [b"1" + b"0" * 400, b"-1", b"1e999", b"0", b'"soon"', b"NaN", b"null"])
async def test_no_lifetime_of_a_token_breaks_its_keeper(life: bytes) -> None:
    body = b'{"access_token": "t", "expires_in": ' + life + b"}"
    async with raw_server(says(answer(body))) as server, gates(f"{server.origin}/gate", auth="oauth") as opened:
        with pytest.raises(SwitchroomError):  # the list is none
            await opened.list_gates()


@EACH
@pytest.mark.parametrize("piece", [b"x" * 65_536, b"[]," * 20_000], ids=["x", "lists"])
async def test_a_body_without_end_takes_bounded_memory(send: Send, piece: bytes) -> None:
    begin = HEAD + b"\r\n[" if piece.endswith(b",") else HEAD + b"\r\n"
    async with raw_server(for_ever(piece, begin=begin)) as server:
        tracemalloc.start()
        try:
            told = await send(server.origin, PATIENT)
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert told.outcome is Outcome.UNKNOWN
    assert most < 120 * MEGABYTE


@pytest.mark.parametrize("value", [b"{},", b'"ab",'])
async def test_a_small_answer_that_would_grow_large_is_not_read(value: bytes) -> None:
    body = b"[" + value * (12 * MEGABYTE // len(value)) + b"0]"
    async with (
        raw_server(says(answer(body, kind="application/json"))) as server,
        gates(f"{server.origin}/gate") as opened,
    ):
        tracemalloc.start()
        try:
            with pytest.raises(SwitchroomError, match="not a list of gates"):
                await opened.list_gates()
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert most < 120 * MEGABYTE
