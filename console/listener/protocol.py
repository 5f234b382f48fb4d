"""One connection: uvicorn's, with the limits it has not, and with answers that go out in one piece.

uvicorn waits for ever for the rest of a head or a body, and reads a head of any size. Here a client that does not
come to an end is cut off: a head and a body have a time each, counted from their first byte on, however many bytes
trickle in meanwhile.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from math import inf
from typing import Any, Final

from httptools import HttpParserUpgrade, HttpRequestParser
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from console.listener import replies
from console.listener.intake import Counters
from console.listener.replies import Reply

Answer = Callable[[Any, Any], Awaitable[Reply | None]]
"""Scope and `receive` of a request in, the answer out."""

HEAD_LIMIT: Final = 64 * 1024
"""Bytes of a request line and its headers."""


class ListenerProtocol(HttpToolsProtocol):
    """`deadline` is the loop's time at which the connection is cut off; infinite while the turn is ours."""

    def __init__(
        self,
        config: Config,
        state: ServerState,
        *,
        answer: Answer,
        counters: Counters,
        connection_limit: int,
        header_timeout: float,
        body_timeout: float,
        idle_timeout: float,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        super().__init__(config, state, {}, loop)
        self.deadline = inf
        self._answer = answer
        self._counters = counters
        self._connection_limit = connection_limit
        self._header_timeout = header_timeout
        self._body_timeout = body_timeout
        self._idle_timeout = idle_timeout
        self._in_head = False
        self._in_message = False
        self._head_size = 0
        self._data = b""

    def connection_made(self, transport: Any) -> None:
        if len(self.connections) >= self._connection_limit:
            self.transport = transport
            self._counters.connections_refused += 1
            self._dismiss(replies.TOO_MANY_CONNECTIONS)
            return
        super().connection_made(transport)
        self.deadline = self.loop.time() + self._header_timeout

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        self._data = data
        self._head_size += len(data)
        super().data_received(data)
        self._data = b""
        if self._in_head and self._head_size > HEAD_LIMIT and not self.transport.is_closing():
            self._counters.malformed += 1
            self._dismiss(replies.HEAD_TOO_LARGE)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_message = self._in_head = True
        self._head_size = 0
        self.deadline = self.loop.time() + self._header_timeout

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._in_head = False
        self.deadline = self.loop.time() + self._body_timeout

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._in_message = False
        # A request may be refused before its body has come.
        self.deadline = inf if self._unanswered() else self.loop.time() + self._idle_timeout

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.deadline == inf and self.cycle.response_complete:
            self.deadline = self.loop.time() + self._idle_timeout

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's signature
        self._counters.malformed += 1
        self._dismiss(replies.MALFORMED)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:  # noqa: ARG002 - as above
        task = self.loop.create_task(self._respond(cycle))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _respond(self, cycle: RequestResponseCycle) -> None:
        """In place of uvicorn's `run_asgi`, which sends head and body in two packets, and wakes the client twice."""
        scope = cycle.scope
        answer = await self._answer(scope, cycle.receive)
        if answer is None or cycle.disconnected:
            return
        # Whoever waits for "100 Continue" and is refused sends no body: what would be read as one is the next request.
        if cycle.waiting_for_100_continue:
            cycle.keep_alive = False
        if scope["method"] == "HEAD":
            cycle.keep_alive = False
            self.transport.write(answer.head)
        else:
            self.transport.write(answer.wire if cycle.keep_alive else answer.last)
        cycle.response_started = cycle.response_complete = True
        if not cycle.keep_alive:
            self.transport.close()
        self.on_response_complete()

    def _should_upgrade(self) -> bool:
        """Asked when the parser stops behind a head that offers another protocol: it would skip the body."""
        return True

    def handle_websocket_upgrade(self) -> None:
        """Read the request again as if it had not asked for the other protocol (RFC 9110, 7.8: we may ignore it).

        Some HTTP clients offer HTTP/2 with each plain request; their callbacks have bodies as others do.
        """
        stopped = sys.exception()
        offset = stopped.args[0] if isinstance(stopped, HttpParserUpgrade) else len(self._data)
        method: bytes = self.parser.get_method()
        if method == b"CONNECT":
            self.send_400_response("CONNECT")
            return
        lines = [name + b": " + value for name, value in self.headers if name != b"upgrade"]
        version = self.parser.get_http_version().encode()
        head = b"\r\n".join([method + b" " + self.url + b" HTTP/" + version, *lines, b"", b""])
        self.parser = HttpRequestParser(self)
        self.data_received(head + self._data[offset:])

    def cut_if_late(self, now: float) -> None:
        """Called every now and then; ends the connection of a client that is out of time."""
        if now < self.deadline or self.transport.is_closing():
            return
        if self._unanswered() and (self._in_head or self.pipeline):
            # An earlier request of this connection still waits for our answer: the delay may be ours.
            self.deadline = now + self._header_timeout
        elif self._in_message and (self._in_head or not self.cycle.response_started):
            self._dismiss(replies.TOO_SLOW)
        else:
            self.transport.close()

    def _unanswered(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def _dismiss(self, answer: Reply) -> None:
        self.transport.write(answer.last)
        self.transport.close()
