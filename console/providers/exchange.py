"""One request, one answer: bounded in time and size, and never an exception that carries the request."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from console.providers.failures import Failure, classify
from console.providers.transport import LOCATION, httpx

ANSWER_LIMIT = 65_536
"""Bytes of an answer that are read; the rest is not waited for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `body` is untouched; `whole` is False when more than the limit came or it was compressed in
    spite of what was asked; `tls` is the protocol version, None for plain http. `headers` keep order and repeats."""

    status: int
    content_type: str
    body: bytes
    whole: bool
    tls: str | None
    headers: tuple[tuple[str, str], ...] = ()

    def header(self, name: str) -> str | None:
        """The first of that name, whatever its case."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), None)


async def exchange(
    client: httpx.AsyncClient,
    method: str,
    url: str,
    *,
    auth: httpx.Auth | None,
    seconds: float,
    content: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    limit: int = ANSWER_LIMIT,
    server_name: str | None = None,
) -> Answer | Failure:
    """Send one request and read at most `limit` bytes of the answer. Whatever breaks becomes a Failure; only
    cancellation comes out. `server_name` is whose certificate is asked for, where the URL holds an address instead."""
    host = ""
    try:
        extensions = {"sni_hostname": server_name} if server_name is not None else None
        request = client.build_request(method, url, content=content, headers=headers, extensions=extensions)
        host = request.url.host
        async with asyncio.timeout(seconds):
            response = await client.send(request, auth=auth, stream=True)
            try:
                return await _read(response, limit)
            finally:
                await response.aclose()
    except Exception as error:  # noqa: BLE001 - whatever it was, the request may have left, and that must be told
        return classify(error, host)


async def _read(response: httpx.Response, limit: int) -> Answer:
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > limit:
            break
    headers = response.headers.multi_items()
    if LOCATION in response.extensions:
        headers.append(("location", response.extensions[LOCATION]))
    stream = response.extensions.get("network_stream")
    tls = stream.get_extra_info("ssl_object") if stream is not None else None
    return Answer(
        status=response.status_code,
        content_type=response.headers.get("content-type", ""),
        body=bytes(body[:limit]),
        whole=len(body) <= limit and response.headers.get("content-encoding", "identity") == "identity",
        tls=tls.version() if tls is not None else None,
        headers=tuple(headers),
    )
