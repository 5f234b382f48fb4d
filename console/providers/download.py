"""Fetches what a link leads to, as anybody may: without a login, bounded in time, size and redirects.

A name is looked up once and what it led to is called, so that nobody can send a call from the internet into a private
network, neither by a redirect nor by a name that changes.
"""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urljoin

from console.domain.plain_text import plain
from console.domain.reach import why_unreachable
from console.domain.whatsapp.media_file import NoFile
from console.providers.account_rules import is_loopback, read_address
from console.providers.contract import SendLimits
from console.providers.exchange import Answer, exchange
from console.providers.failures import Failure
from console.providers.transport import httpx, open_client

MOST_REDIRECTS: Final = 5
_MOST_ADDRESSES: Final = 4
_REDIRECTS: Final = {301, 302, 303, 307, 308}
_LONG: Final = 80  # characters of a name that came from outside


@dataclass(frozen=True, slots=True)
class Download:
    """`content_type` as the server wrote it. `body` has at most as many bytes as were wanted; `length` is that of the
    whole file, None where that is not known. `inside` says what is wrong with the host where nobody on the internet
    reaches it, as the end of a sentence."""

    content_type: str
    body: bytes
    whole: bool
    length: int | None
    inside: str | None


@dataclass(frozen=True, slots=True)
class _Target:
    """Whom to call: a host, and the addresses its name led to. `inside` as in Download, of the first that is."""

    parts: SplitResult
    addresses: tuple[str, ...]
    inside: str | None

    @property
    def host(self) -> str:
        return self.parts.hostname or ""


async def download(
    link: str, *, most: int, seconds: float, limits: SendLimits, accept: str = "*/*"
) -> Download | NoFile:
    """At most `most` bytes of it, within `seconds` for everything. Only cancellation comes out."""
    try:
        async with asyncio.timeout(seconds), open_client(limits, accept=accept) as client:
            return await _follow(client, link, most, seconds)
    except TimeoutError:
        return NoFile("It did not come in time.", f"It was given {seconds:g} seconds; try again later.")


async def _follow(client: httpx.AsyncClient, link: str, most: int, seconds: float) -> Download | NoFile:
    url, came_from_outside = link, False
    for _ in range(MOST_REDIRECTS + 1):
        target = await _target(url)
        if isinstance(target, NoFile):
            return target
        if came_from_outside and target.inside is not None:
            return NoFile(
                f"The server sends on to {plain(target.host, _LONG)}, which {target.inside}.",
                "From the internet nothing is followed into a private network.",
            )
        came_from_outside = target.inside is None
        answer = await _ask(client, target, most, seconds)
        if isinstance(answer, NoFile):
            return answer
        location = answer.header("location")
        if answer.status not in _REDIRECTS or location is None:
            return _read(answer, target)
        try:
            url = urljoin(url, location)
        except ValueError:
            return NoFile("The server sends on to what is no address.", "Link to the file itself.")
    return NoFile(f"The server sends on more than {MOST_REDIRECTS} times.", "Link to the file itself.")


async def _target(url: str) -> _Target | NoFile:
    parts = read_address(url) if url.isprintable() and " " not in url else None
    if parts is None:
        return NoFile("This is no http or https address.", "Write it as in https://example.com/file.")
    host = parts.hostname or ""
    if parts.username is not None:
        return NoFile("The link holds a user name; with one nothing is fetched.", "Link to what needs no login.")
    if parts.scheme == "http" and not is_loopback(host):
        return NoFile(
            f"{plain(host, _LONG)} would be called over plain http, and that is done on this machine alone.",
            "See whether the file is there with https:// too.",
        )
    addresses = await _look_up(host, parts.port or (443 if parts.scheme == "https" else 80))
    if not addresses:
        return NoFile(f"The name {plain(host, _LONG)} does not resolve.", "Check the link for a slip.")
    if parts.scheme == "http" and not all(ip_address(one).is_loopback for one in addresses):
        return NoFile(f"{plain(host, _LONG)} is not this machine here.", "Use https.")
    inside = next(filter(None, map(why_unreachable, addresses)), None)
    return _Target(parts, addresses, inside)


async def _look_up(host: str, port: int) -> tuple[str, ...]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    # A zone behind an address (fe80::1%eth0) is this machine's own affair and has no place in a URL.
    addresses = dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found)
    return tuple(addresses)[:_MOST_ADDRESSES]


async def _ask(client: httpx.AsyncClient, target: _Target, most: int, seconds: float) -> Answer | NoFile:
    """The first address that takes a connection."""
    parts = target.parts
    said = ""
    for address in target.addresses:
        literal = f"[{address}]" if ":" in address else address
        where = literal if parts.port is None else f"{literal}:{parts.port}"
        answer = await exchange(
            client,
            "GET",
            parts._replace(netloc=where, fragment="").geturl(),
            auth=None,
            seconds=seconds,
            headers={"Host": parts.netloc},
            limit=most,
            server_name=target.host,
        )
        if not isinstance(answer, Failure):
            return answer
        said = answer.cause.replace(address, plain(target.host, _LONG))
        if answer.left:
            break
    return NoFile(said, "A phone would get no more than this.")


def _read(answer: Answer, target: _Target) -> Download | NoFile:
    if not 200 <= answer.status < 300:
        return NoFile(f"{plain(target.host, _LONG)} answered {answer.status}.", _status_hint(answer.status))
    if (answer.header("content-encoding") or "identity").lower() != "identity":
        return NoFile("The server sent it compressed, which nobody asked for.", "Let it send the file as it is.")
    if not answer.body:
        return NoFile(f"{plain(target.host, _LONG)} answered {answer.status} with nothing in it.", "Check the link.")
    told = answer.header("content-length") or ""
    length = int(told) if told.isascii() and told.isdigit() and len(told) < 16 else None
    return Download(
        answer.content_type, answer.body, answer.whole, len(answer.body) if answer.whole else length, target.inside
    )


def _status_hint(status: int) -> str:
    if status in {401, 403}:
        return "It wants a login, and the platform has none: link to what anybody may read."
    if status in {404, 410}:
        return "There is nothing behind this link: check it for a slip."
    if status == 429 or status >= 500:
        return "Try again later; the platform would fare no better."
    return "Link to the file itself."
