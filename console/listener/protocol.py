"""One connection: HTTP/1.1 as far as a callback needs it, read by httptools, with a limit to everything.

Requests are handed on as soon as they are whole, so those a client sends without waiting share a commit; the answers
go out in the order of the requests, each in one piece. A head and a body have a time each, counted from their first
byte on, however many bytes trickle in meanwhile.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from math import inf
from typing import Any, Final

from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser, parse_url

from console.listener import replies
from console.listener.headers import read_headers
from console.listener.intake import Counters
from console.listener.receiver import Admission, Receiver
from console.listener.replies import Reply

HEAD_LIMIT: Final = 64 * 1024
"""Bytes of a request line and its headers."""

AHEAD_LIMIT: Final = 64
"""Requests of one connection that wait for their answers before no more is read from it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Connections at once, and seconds: from the first byte of a head to its end, of a body, between requests."""

    connections: int
    header_timeout: float
    body_timeout: float
    idle_timeout: float


class _Turn:
    """The place of an answer in the order of a connection; `last` ends the connection after it."""

    __slots__ = ("connection", "head_only", "last", "reply")

    def __init__(self, connection: ListenerProtocol, *, last: bool, head_only: bool = False) -> None:
        self.connection = connection
        self.last = last
        self.head_only = head_only
        self.reply: Reply | None = None

    def answer(self, reply: Reply) -> None:
        self.reply = reply
        self.connection.write_answers()


class ListenerProtocol(asyncio.Protocol):
    """`deadline` is the loop's time at which the connection is cut off; infinite while the turn is ours.

    `connections` are all that are open, this one included while it is.
    """

    def __init__(
        self,
        receiver: Receiver,
        counters: Counters,
        connections: set[ListenerProtocol],
        limits: Limits,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        self.deadline = inf
        self._receiver = receiver
        self._counters = counters
        self._connections = connections
        self._limits = limits
        self._loop = loop
        self._now = loop.time
        self._parser = HttpRequestParser(self)
        self._transport: Any  # uvloop's are no subclass of asyncio.Transport
        self._peer = ""
        self._turns: deque[_Turn] = deque()
        self._closed: asyncio.Future[None] | None = None  # a future once the connection is to end
        self._ended = False  # nothing that comes after what was read is looked at
        self._reading = True
        self._write_paused = False
        # Of the request that is being read:
        self._in_message = self._in_head = self._upgrade = False
        self._head_size = 0
        self._url = b""
        self._headers: list[tuple[bytes, bytes]] = []
        self._keep_alive = True
        self._continue = False
        self._admission: Admission | None = None
        self._body: bytes | bytearray = b""

    # --- the connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        if len(self._connections) >= self._limits.connections:
            self._counters.connections_refused += 1
            self._dismiss(replies.TOO_MANY_CONNECTIONS)
            return
        self._connections.add(self)
        address = transport.get_extra_info("peername")
        self._peer = address[0] if address else ""
        self.deadline = self._now() + self._limits.header_timeout

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self._connections.discard(self)
        self._ended = True
        self._turns.clear()
        if self._admission is not None:
            self._admission = None
            self._counters.broken_off += 1
        if self._closed is not None and not self._closed.done():
            self._closed.set_result(None)

    def data_received(self, data: bytes) -> None:
        if self._ended or self._transport.is_closing():
            return
        self._head_size += len(data)
        try:
            self._parser.feed_data(data)
        except HttpParserUpgrade as stopped:
            self._pass_over_upgrade(data[stopped.args[0] :])
        except HttpParserError:
            self._malformed(replies.MALFORMED)
        if self._in_head and self._head_size > HEAD_LIMIT:
            self._malformed(replies.HEAD_TOO_LARGE)
        if self._continue:
            self._say_continue()
        self._pause_or_resume()

    def pause_writing(self) -> None:
        self._write_paused = True
        self._pause_or_resume()

    def resume_writing(self) -> None:
        self._write_paused = False
        self._pause_or_resume()

    def shutdown(self) -> asyncio.Future[None]:
        """Answer what has begun, then close; the future is done when the connection is."""
        self._closed = self._loop.create_future()
        if not self._busy:
            self._transport.close()
        return self._closed

    def abort(self) -> None:
        self._transport.abort()

    def cut_if_late(self, now: float) -> None:
        """Called every now and then; ends the connection of a client that is out of time."""
        if now < self.deadline or self._transport.is_closing():
            return
        if self._turns:
            # An earlier request of this connection still waits for our answer: the delay may be ours.
            self.deadline = now + self._limits.header_timeout
        elif self._in_head or self._admission is not None:
            self._dismiss(replies.TOO_SLOW)
        elif self._write_paused:
            self._transport.abort()  # closing would wait until the answers are read
        else:
            self._transport.close()

    # --- called by the parser

    def on_message_begin(self) -> None:
        self._in_message = self._in_head = True
        self._upgrade = False
        self._head_size = 0
        self._url = b""
        self._headers = []
        self._body = b""
        self.deadline = self._now() + self._limits.header_timeout

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._in_head:  # not in the trailer of a chunked body
            self._headers.append((name, value))

    def on_headers_complete(self) -> None:
        if self._ended:
            return
        parser = self._parser
        if parser.should_upgrade():
            self._upgrade = True
            return
        path, query = _target(self._url)
        self._in_head = False
        version_1_0 = parser.get_http_version() == "1.0"
        self._keep_alive = not version_1_0 and parser.should_keep_alive()
        self.deadline = self._now() + self._limits.body_timeout
        headers = read_headers(tuple(self._headers))
        admitted = self._receiver.admit(parser.get_method().decode(), path, query, headers, self._peer)
        waits = headers.waits_for_100 and not version_1_0
        if isinstance(admitted, Reply):
            # Whoever waits for "100 Continue" and is refused sends no body: what would be read as one is the next
            # request.
            self._refuse(admitted, last=waits or not self._keep_alive)
        else:
            self._admission = admitted
            self._continue = waits

    def on_body(self, body: bytes) -> None:
        if self._admission is None:
            return
        self._continue = False
        if not self._body:
            self._body = body
        else:
            if isinstance(self._body, bytes):
                self._body = bytearray(self._body)
            self._body += body
        if len(self._body) > self._receiver.body_limit:
            self._admission = None
            self._body = b""
            self._refuse(self._receiver.too_large(), last=not self._keep_alive)

    def on_message_complete(self) -> None:
        if self._upgrade or self._ended:
            return
        self._in_message = self._continue = False
        admission, self._admission = self._admission, None
        if admission is None:  # refused by its head or its size; the answer may still wait for earlier ones
            self.deadline = inf if self._turns else self._now() + self._limits.idle_timeout
            return
        self.deadline = inf
        turn = _Turn(self, last=not self._keep_alive)
        self._ended = turn.last
        self._turns.append(turn)
        self._receiver.receive(admission, bytes(self._body), turn.answer)

    # --- answers

    def write_answers(self) -> None:
        """Write every answer whose turn it is."""
        turns, transport = self._turns, self._transport
        if transport.is_closing():
            return
        while turns and (reply := turns[0].reply) is not None:
            turn = turns.popleft()
            if turn.last or (self._closed and not self._busy):
                self._ended = True
                transport.write(reply.head if turn.head_only else reply.last)
                transport.close()
                return
            transport.write(reply.wire)
        if not turns:
            if not self._in_message:
                self.deadline = self._now() + self._limits.idle_timeout
            if self._continue:
                self._say_continue()
        if not self._reading:
            self._pause_or_resume()

    @property
    def _busy(self) -> bool:
        """Whether an answer is owed, or will be once the rest of a request has come."""
        return bool(self._turns) or self._admission is not None

    def _refuse(self, reply: Reply, *, last: bool) -> None:
        """Answer before the body has come; it will be passed over."""
        head_only = self._parser.get_method() == b"HEAD"
        turn = _Turn(self, last=last or head_only, head_only=head_only)
        self._ended = turn.last
        self._turns.append(turn)
        turn.answer(reply)

    def _malformed(self, reply: Reply) -> None:
        if self._ended:  # the parser minds what follows a last request
            return
        self._counters.malformed += 1
        self._admission = None
        self._in_message = self._in_head = self._continue = False
        self._ended = True
        turn = _Turn(self, last=True)
        self._turns.append(turn)
        turn.answer(reply)

    def _dismiss(self, reply: Reply) -> None:
        self._ended = True
        self._transport.write(reply.last)
        self._transport.close()

    def _say_continue(self) -> None:
        if not self._turns:
            self._continue = False
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def _pause_or_resume(self) -> None:
        """Read on only while the client reads the answers and does not run too far ahead of them."""
        reading = not self._write_paused and len(self._turns) < AHEAD_LIMIT
        if reading != self._reading and not self._transport.is_closing():
            self._reading = reading
            if reading:
                self._transport.resume_reading()
            else:
                self._transport.pause_reading()

    def _pass_over_upgrade(self, rest: bytes) -> None:
        """Read the request again as if it had not asked for the other protocol (RFC 9110, 7.8: we may ignore it).

        Some HTTP clients offer HTTP/2 with each plain request; their callbacks have bodies as others do, and the parser
        stops behind the head.
        """
        method = self._parser.get_method()
        if method == b"CONNECT":
            self._malformed(replies.MALFORMED)
            return
        lines = [name + b": " + value for name, value in self._headers if name.lower() != b"upgrade"]
        version = self._parser.get_http_version().encode()
        head = b"\r\n".join([method + b" " + self._url + b" HTTP/" + version, *lines, b"", b""])
        self._parser = HttpRequestParser(self)
        self.data_received(head + rest)


def _target(url: bytes) -> tuple[bytes, bytes]:
    """Path and query as they were sent. Raises ValueError, HttpParserInvalidURLError."""
    if url.startswith(b"/") and b"#" not in url:
        path, _, query = url.partition(b"?")
    else:
        parsed = parse_url(url)
        path, query = parsed.path or b"", parsed.query or b""
    if not path or not path.isascii():
        raise ValueError("The path is none.")
    return path, query
