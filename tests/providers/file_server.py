"""A web server on loopback that gives each path the bytes it is told to, as slowly and as wrongly as it is told to."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Served:
    """`told` is the Content-Length where it is not the body's (-1); None leaves it away. `drip` is seconds after each
    byte."""

    body: bytes = b""
    content_type: str | None = "image/png"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    told: int | None = -1
    drip: float = 0

    def head(self) -> bytes:
        headers = dict(self.headers)
        if self.content_type is not None:
            headers["Content-Type"] = self.content_type
        if self.told is not None:
            headers["Content-Length"] = str(len(self.body) if self.told < 0 else self.told)
        lines = [f"HTTP/1.1 {self.status} As told", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1")


def redirect(to: str, status: int = 302) -> Served:
    return Served(status=status, headers={"Location": to}, content_type=None)


@dataclass
class FileServer:
    """`files` by path; anything else is a 404. `asked` are the heads of the requests."""

    files: dict[str, Served]
    port: int = 0
    scheme: str = "http"
    asked: list[str] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"


@contextlib.asynccontextmanager
async def serving(files: Mapping[str, Served], tls: ssl.SSLContext | None = None) -> AsyncIterator[FileServer]:
    server = FileServer(dict(files), scheme="http" if tls is None else "https")
    talking = set[asyncio.Task[None]]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with (
            contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError),
            contextlib.closing(writer),
        ):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            server.asked.append(head)
            path = head.split(" ")[1].partition("?")[0]
            served = server.files.get(path, Served(b"nothing here", "text/plain", 404))
            writer.write(served.head())
            if served.drip:
                for at in range(len(served.body)):
                    writer.write(served.body[at : at + 1])
                    await writer.drain()
                    await asyncio.sleep(served.drip)
            else:
                writer.write(served.body)
                await writer.drain()
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            await writer.wait_closed()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talking.add(asyncio.create_task(serve(reader, writer)))

    listening = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=tls)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        _, slow = await asyncio.wait(talking, timeout=1) if talking else ((), ())
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
