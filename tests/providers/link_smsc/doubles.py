"""An account, its secret, and servers that misbehave: what the tests of the client share."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable

from console.domain.account import Account
from console.domain.sms.draft import Draft
from console.providers.contract import SendLimits, SendsText
from console.providers.registry import sms_provider

PASSWORD = "pä ss+w&rd=%2F/ü?#;'\"$x"
"""Holds whatever is spelt differently in a query, in a form, and in a shell."""

PATIENT = SendLimits(rate=1000, connect_timeout=10, read_timeout=10)

HASTY = SendLimits(rate=1000, connect_timeout=0.5, read_timeout=0.3)
"""For servers that are meant to keep silent: whoever answers may be slower than this on a busy machine."""

DRAFT = Draft(account="acme", source="LINK", text="Hej")
TO = "+46700000001"


class OneSecret:
    def __init__(self, password: str = PASSWORD) -> None:
        self._password = password

    def secret(self, account: str, option: str) -> str:
        assert (account, option) == ("acme", "password")
        return self._password


def account(base_url: str, **options: str) -> Account:
    return Account(
        name="acme",
        provider="link-smsc",
        base_url=base_url,
        options={"service_id": "1001", "username": "us er"} | options,
    )


@contextlib.asynccontextmanager
async def sender(base_url: str, limits: SendLimits = PATIENT) -> AsyncIterator[SendsText]:
    opened = sms_provider("link-smsc").open_sender(account(base_url), OneSecret(), limits)
    try:
        yield opened
    finally:
        await opened.aclose()


Conversation = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@contextlib.asynccontextmanager
async def server(talk: Conversation) -> AsyncIterator[str]:
    """A TCP server on loopback that reads a whole request and then does what `talk` does; gives its base URL."""

    talking = set[asyncio.Task[None]]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            await talk(reader, writer)
        writer.close()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talking.add(asyncio.create_task(serve(reader, writer)))

    listening = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/smscsimplehttp"
    finally:
        listening.close()
        await asyncio.wait_for(asyncio.gather(*talking), 10)
        await listening.wait_closed()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
