"""Calls a destination as the platform would, from here, and says at each step what came of it.

Judged by Gate API 2.3: "Appendix 2" for TLS, the property `acknowledge` for the answer. Bounded in time and size.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Iterable
from urllib.parse import SplitResult, unquote, urlsplit

from console.domain.gates.destination import Destination
from console.domain.gates.gate import Gate
from console.domain.gates.sealing import secrets_in
from console.domain.plain_text import plain, plain_lines
from console.domain.reach import why_unreachable
from console.domain.redact import mask_headers, redact
from console.providers.auth import basic_pair, scrub
from console.providers.contract import (
    ProbeExchange,
    ProbeReport,
    ProbeRequest,
    ProbeStep,
    SendLimits,
    StepResult,
)
from console.providers.exchange import Answer, exchange
from console.providers.failures import Failure
from console.providers.link_gates import certificates, tls
from console.providers.transport import deadline, httpx, open_client

_MOST_ADDRESSES = 6
_LONGEST_BODY = 16_384
_LONGEST_HEADER = 2_000
_REPEATED = "The platform repeats the call until the gate's ttl is over."


class Probe:
    """Implements ProbesDestinations. `clock` gives seconds since 1970: certificates end by it."""

    def __init__(self, limits: SendLimits, clock: Callable[[], float] = time.time) -> None:
        self._limits = limits
        self._clock = clock

    async def probe(
        self,
        destination: Destination,
        request: ProbeRequest,
        *,
        acknowledge: bool,
        on_step: Callable[[ProbeStep], None] | None = None,
    ) -> ProbeReport:
        walk = _Walk(destination, request, acknowledge, self._limits, self._clock(), on_step or _nobody)
        return await walk.report()


def _nobody(_step: ProbeStep) -> None:
    return None


class _Walk:
    """One probe from step to step."""

    def __init__(
        self,
        destination: Destination,
        request: ProbeRequest,
        acknowledge: bool,
        limits: SendLimits,
        now: float,
        on_step: Callable[[ProbeStep], None],
    ) -> None:
        self._request = request
        self._acknowledge = acknowledge
        self._limits = limits
        self._now = now
        self._on_step = on_step
        self._drops = destination.drops
        self._login = (destination.username, destination.password or "") if destination.username else None
        private = tuple(_private(self._login, request.url))
        self._proves_itself = bool(private)
        held = (dict(destination.document), {"url": request.url})
        self._secrets = (*private, *secrets_in(Gate({"destinations": list(held)})))
        self._steps: list[ProbeStep] = []

    async def report(self) -> ProbeReport:
        if self._drops:
            self._add(ProbeStep("verdict", StepResult.SKIPPED, "do://drop throws everything away: nobody is called."))
            return ProbeReport(tuple(self._steps))
        parts = _read(self._request.url)
        if parts is None:
            return self._over("This is no http or https address, so the platform calls nobody.")
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        address = await self._connect(host, port)
        if address is None:
            return self._over(f"The platform could not reach {plain(host)} either, seen from here.")
        trusted = True
        if parts.scheme == "https":
            shaken = await tls.shake_hands(address, port, host, self._limits.connect_timeout * 2)
            step = self._add(tls.judge(shaken, plain(host)))
            if isinstance(shaken, str) or step.result is StepResult.FAILURE:
                return self._over("The platform cannot open a TLS connection with this server.")
            shown = self._add(certificates.judge(shaken.chain, shaken.distrust, plain(host), self._now))
            trusted = shown.result is not StepResult.FAILURE
        else:
            self._add(
                ProbeStep(
                    "tls",
                    StepResult.WARNING,
                    "Reports travel unencrypted: this is http.",
                    "LINK deprecates http; use https.",
                )
            )
        return await self._call(trusted=trusted, encrypted=parts.scheme == "https")

    def _add(self, step: ProbeStep) -> ProbeStep:
        self._steps.append(step)
        self._on_step(step)
        return step

    def _over(self, sentence: str, exchanged: ProbeExchange | None = None) -> ProbeReport:
        self._add(ProbeStep("verdict", StepResult.FAILURE, sentence, _REPEATED))
        return ProbeReport(tuple(self._steps), exchanged)

    # name and connection

    async def _connect(self, host: str, port: int) -> str | None:
        """The first address that takes a connection."""
        addresses = await self._look_up(host, port)
        tried: list[tuple[str, str]] = []
        for address in addresses:
            began = time.monotonic()
            try:
                async with asyncio.timeout(self._limits.connect_timeout):
                    _, writer = await asyncio.open_connection(address, port)
            except (OSError, TimeoutError) as error:
                tried.append((address, _why(error)))
                continue
            writer.transport.abort()
            tried.append((address, f"connected in {(time.monotonic() - began) * 1000:.0f} ms"))
            self._add(
                ProbeStep(
                    "connection", StepResult.OK, f"{address}, port {port}, takes connections.", None, tuple(tried)
                )
            )
            return address
        if addresses:
            self._add(
                ProbeStep(
                    "connection",
                    StepResult.FAILURE,
                    f"Nothing takes a connection at {plain(host)}, port {port}: {tried[-1][1]}.",
                    "Check that the server runs, and that firewalls let LINK's addresses in (switchroom gates hosts).",
                    tuple(tried),
                )
            )
        return None

    async def _look_up(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._limits.connect_timeout):
                found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, TimeoutError, UnicodeError) as error:
            why = (
                "its name servers did not answer in time"
                if isinstance(error, TimeoutError)
                else "there is no such name"
            )
            self._add(
                ProbeStep(
                    "name",
                    StepResult.FAILURE,
                    f"{plain(host)} does not resolve: {why}.",
                    "Check the URL for a slip, and that the name is known to everybody.",
                )
            )
            return []
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))[:_MOST_ADDRESSES]
        details = tuple(("Address", address) for address in addresses)
        inside = {address: said for address in addresses if (said := why_unreachable(address)) is not None}
        if inside:
            address, reason = next(iter(inside.items()))
            step = ProbeStep(
                "name",
                StepResult.WARNING,
                f"{plain(host)} leads to {address}, which {reason}: LINK's platform will never reach it.",
                "Give the gate a host that the internet can reach.",
                details,
            )
        else:
            count = "1 address" if len(addresses) == 1 else f"{len(addresses)} addresses"
            step = ProbeStep("name", StepResult.OK, f"{plain(host)} has {count}.", None, details)
        self._add(step)
        return addresses

    # the exchange

    async def _call(self, *, trusted: bool, encrypted: bool) -> ProbeReport:
        if not trusted and self._proves_itself:
            self._add(
                ProbeStep(
                    "exchange",
                    StepResult.SKIPPED,
                    "The call was not made: the destination's password is for a server that can prove who it is.",
                    "Correct the certificate, or take user name and password out of the destination to try without.",
                )
            )
            return self._over(
                "Whether the answer would count is not known: the server's certificate cannot be trusted."
            )
        context = tls.platform_context(trusting=trusted) if encrypted else None
        auth = httpx.BasicAuth(*self._login) if self._login is not None else None
        headers = dict(self._request.headers)
        body = self._request.body
        async with open_client(self._limits, accept="*/*", tls=context) as client:
            answer = await exchange(
                client,
                self._request.method,
                self._request.url,
                auth=auth,
                seconds=deadline(self._limits),
                content=body or None,
                headers=headers,
            )
            sent = {**dict(client.headers), **headers}
        if auth is not None:
            sent["Authorization"] = "Basic -"
        exchanged = self._masked(sent, answer)
        if isinstance(answer, Failure):
            self._add(ProbeStep("exchange", StepResult.FAILURE, answer.cause, answer.hint if not answer.left else None))
            return self._over("No answer came, so the call does not count as delivered.", exchanged)
        size = f"{len(answer.body)} bytes" if answer.whole else f"more than {len(answer.body)} bytes"
        self._add(
            ProbeStep("exchange", StepResult.OK, f"{self._request.method} was answered with {answer.status}, {size}.")
        )
        self._add(self._verdict(answer, trusted=trusted))
        empty = 200 <= answer.status < 300 and not answer.body.strip()
        return ProbeReport(tuple(self._steps), exchanged, answers_empty=empty)

    def _verdict(self, answer: Answer, *, trusted: bool) -> ProbeStep:
        """ "acknowledge": any 2xx counts, and with acknowledge only one that brings a body."""
        if not 200 <= answer.status < 300:
            said = "a redirect, which is no 2xx" if 300 <= answer.status < 400 else "no 2xx"
            return ProbeStep(
                "verdict",
                StepResult.FAILURE,
                f"The answer does not count: {answer.status} is {said}.",
                f"{_status_hint(answer.status)} {_REPEATED}".strip(),
            )
        if self._acknowledge and not answer.body.strip():
            return ProbeStep(
                "verdict",
                StepResult.FAILURE,
                f"The answer does not count: the gate wants to be acknowledged, and the body of the {answer.status} is "
                "empty.",
                f"Answer with a body, such as OK, or switch acknowledge off. {_REPEATED}",
            )
        if not trusted:
            return ProbeStep(
                "verdict",
                StepResult.WARNING,
                f"The answer counts ({answer.status}), but the certificate is not trusted.",
                "LINK's document does not say whether the platform would go on: correct the certificate.",
            )
        if answer.status != 200:
            return ProbeStep(
                "verdict",
                StepResult.WARNING,
                f"The answer counts by the Gate document, where any 2xx does ({answer.status}).",
                "LINK's SMS document counts 200 alone: answer with 200.",
            )
        body = " and a body" if self._acknowledge else ""
        return ProbeStep("verdict", StepResult.OK, f"The answer counts as delivered: 200{body}.")

    def _masked(self, sent: dict[str, str], answer: Answer | Failure) -> ProbeExchange:
        exchanged = ProbeExchange(
            method=self._request.method,
            url=plain(scrub(redact(self._request.url), self._secrets)),
            request_headers=self._shown(sent.items()),
            request_body=self._text(self._request.body),
        )
        if isinstance(answer, Failure):
            return exchanged
        return ProbeExchange(
            exchanged.method,
            exchanged.url,
            exchanged.request_headers,
            exchanged.request_body,
            answer.status,
            self._shown(answer.headers),
            self._text(answer.body),
        )

    def _shown(self, headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        return tuple(
            (plain(name, _LONGEST_HEADER), plain(scrub(redact(value), self._secrets), _LONGEST_HEADER))
            for name, value in mask_headers(headers)
        )

    def _text(self, body: bytes) -> str:
        text = scrub(body[: 2 * _LONGEST_BODY].decode("utf-8", "replace"), self._secrets)
        return "\n".join(plain_lines(text, _LONGEST_BODY))


def _read(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and host else None


def _private(login: tuple[str, str] | None, url: str) -> Iterable[str]:
    """What must not be repeated: the password, plain and as Basic auth spells it, and one in the URL."""
    if login is not None:
        yield login[1]
        yield basic_pair(*login)
    parts = _read(url)
    if parts is not None and parts.password:
        yield parts.password
        yield basic_pair(unquote(parts.username or ""), unquote(parts.password))


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ConnectionRefusedError):
        return "refused"
    return plain((getattr(error, "strerror", None) or type(error).__name__).lower())


def _status_hint(status: int) -> str:
    if status in {401, 403}:
        return "The server wants other credentials than the destination has."
    if status in {404, 405}:
        return "Check the path, and that the server takes this method there."
    if status == 415:
        return "The server does not take this content type."
    if 300 <= status < 400:
        return "Give the gate the address the redirect leads to."
    return "Look at the server's own log." if status >= 500 else ""
