"""A TCP server on loopback that answers HTTP as no library would."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable

Conversation = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

_LENGTH = re.compile(rb"content-length: *([0-9]+)", re.IGNORECASE)


class RawServer:
    """Its origin, and how many requests have come."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.requests = 0


@contextlib.asynccontextmanager
async def raw_server(talk: Conversation) -> AsyncIterator[RawServer]:
    """Reads a whole request and then does what `talk` does, once a connection."""

    talking = set[asyncio.Task[None]]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            length = _LENGTH.search(head)
            await reader.readexactly(int(length[1]) if length else 0)
            running.requests += 1
            await talk(reader, writer)
        writer.close()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talking.add(asyncio.create_task(serve(reader, writer)))

    listening = await asyncio.start_server(connected, "127.0.0.1", 0)
    running = RawServer(f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}")
    try:
        yield running
    finally:
        listening.close()
        await asyncio.wait_for(asyncio.gather(*talking), 10)
        await listening.wait_closed()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
