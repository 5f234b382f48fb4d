"""What went wrong on the way, and whether the request can have left.

The second question decides about money: a request that never left is refused and may be sent again; one that may have
left has an unknown outcome and is never sent again by itself.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass

from console.providers.transport import httpx

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL)


@dataclass(frozen=True, slots=True)
class Failure:
    """`left`: the request may have reached the other side. `cause` says what broke, `sentence` also what that means for
    the request. No text holds a URL's query."""

    left: bool
    cause: str
    sentence: str
    hint: str


def classify(error: Exception, host: str) -> Failure:
    """The failure behind an exception of the HTTP client. What is not known to precede the request may have left."""
    if isinstance(error, _NOT_SENT):
        cause, hint = _before(error, host)
        return Failure(left=False, cause=cause, sentence=f"{cause} Nothing was sent.", hint=hint)
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        cause = f"{host} did not answer in time."
    elif isinstance(error, httpx.RemoteProtocolError | httpx.NetworkError):
        cause = f"The connection to {host} broke before the whole answer came."
    else:
        cause = f"The exchange with {host} failed ({type(error).__name__})."
    return Failure(
        left=True,
        cause=cause,
        sentence=f"{cause} The request may have arrived.",
        hint="Wait for a report, or ask the provider, before sending it again.",
    )


def _before(error: Exception, host: str) -> tuple[str, str]:
    if isinstance(error, httpx.PoolTimeout):
        return f"All connections to {host} stayed busy.", "Wait for the running requests, or lower the account's rate."
    if isinstance(error, httpx.UnsupportedProtocol | httpx.InvalidURL):
        return "The address of the request cannot be used.", "Check the account's base URL and the length of the text."
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return (
                f"The certificate of {host} is not trusted: {cause.verify_message}.",
                "Check the base URL; for a company's own authority set SSL_CERT_FILE.",
            )
        if isinstance(cause, ssl.SSLError):
            reason = (getattr(cause, "reason", None) or "handshake failed").replace("_", " ").lower()
            return f"No TLS connection with {host}: {reason}.", "Check that the base URL is an https one and its port."
        if isinstance(cause, socket.gaierror):
            return f"The name {host} does not resolve.", "Check the base URL and this machine's network."
        if isinstance(cause, ConnectionRefusedError):
            return f"Nothing accepts connections at {host}.", "Check the base URL and that the provider is up."
    if isinstance(error, httpx.ConnectTimeout):
        return f"{host} did not take a connection in time.", "Check the network and any firewall on the way."
    return f"No connection to {host} could be made.", "Check the base URL and this machine's network."


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and all that led to it, the parts of groups included, each once."""
    waiting, seen = [error], set[int]()
    while waiting:
        cause = waiting.pop()
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        waiting += [linked for linked in (cause.__cause__, cause.__context__) if linked is not None]
        if isinstance(cause, BaseExceptionGroup):
            waiting += cause.exceptions
