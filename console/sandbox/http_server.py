"""uvicorn as the sandbox needs it: it shows when it listens, and lets its connections be mistreated."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from console.sandbox import faults


class Connection(HttpToolsProtocol):
    """Gives the application the connection itself, for faults that HTTP has no word for."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        extensions: dict[str, Any] = {faults.TRANSPORT: self.transport}
        self.scope["extensions"] = extensions


class Server(uvicorn.Server):
    """Leaves signals to whoever runs it: uvicorn raises them again at the end, and SIGTERM is to exit 0."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.accepting = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.accepting.set()

    def stop(self) -> None:
        self.should_exit = True

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
