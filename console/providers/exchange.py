"""One request, one answer: bounded in time and size, and never an exception that carries the request."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from console.providers.failures import Failure, classify
from console.providers.transport import httpx

ANSWER_LIMIT = 65_536
"""Bytes of an answer that are read; the rest is not waited for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `body` is untouched; `whole` is False when more than ANSWER_LIMIT came or it was compressed in
    spite of what was asked; `tls` is the protocol version, None for plain http."""

    status: int
    content_type: str
    body: bytes
    whole: bool
    tls: str | None


async def exchange(
    client: httpx.AsyncClient, method: str, url: str, *, auth: httpx.Auth, seconds: float
) -> Answer | Failure:
    """Send one request without a body. Whatever breaks becomes a Failure; only cancellation comes out."""
    host = ""
    try:
        request = client.build_request(method, url)
        host = request.url.host
        async with asyncio.timeout(seconds):
            response = await client.send(request, auth=auth, stream=True)
            try:
                return await _read(response)
            finally:
                await response.aclose()
    except Exception as error:  # noqa: BLE001 - whatever it was, the request may have left, and that must be told
        return classify(error, host)


async def _read(response: httpx.Response) -> Answer:
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > ANSWER_LIMIT:
            break
    stream = response.extensions.get("network_stream")
    tls = stream.get_extra_info("ssl_object") if stream is not None else None
    return Answer(
        status=response.status_code,
        content_type=response.headers.get("content-type", ""),
        body=bytes(body[:ANSWER_LIMIT]),
        whole=len(body) <= ANSWER_LIMIT and response.headers.get("content-encoding", "identity") == "identity",
        tls=tls.version() if tls is not None else None,
    )
