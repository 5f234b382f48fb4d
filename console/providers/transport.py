"""HTTP outwards. The only module that imports httpx; whoever needs a name of it takes it from here.

Passwords travel in query strings (LINK Mobility SMSC Simple HTTP 5.2, "Query parameters"), and the libraries below log
and carry whole URLs. So this module silences their loggers, and `exchange` lets none of their exceptions out.
"""

from __future__ import annotations

import logging
import ssl

import httpx

from console import __version__
from console.providers.contract import SendLimits

__all__ = ["LOCATION", "USER_AGENT", "deadline", "httpx", "open_client", "trusting_context"]

USER_AGENT = f"switchroom/{__version__}"

LOCATION = "location"
"""The extension of a response under which the client keeps where a redirect leads."""

_POOL_TIMEOUT = 5.0
_LOGGERS = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy", "httpcore.socks")


def _never(_record: logging.LogRecord) -> bool:
    return False


for _name in _LOGGERS:
    # A filter holds whatever level somebody sets later; httpx logs each URL at INFO.
    logging.getLogger(_name).addFilter(_never)


def trusting_context() -> ssl.SSLContext:
    """TLS 1.2 or later (SMSC Simple HTTP 5.2, "Appendix 2") with whoever can prove its name."""
    # SSL_CERT_FILE and SSL_CERT_DIR are honoured here: a company's own authority has to be trusted somehow.
    tls = httpx.create_ssl_context(trust_env=True)
    tls.minimum_version = ssl.TLSVersion.TLSv1_2
    return tls


async def _set_location_aside(response: httpx.Response) -> None:
    """httpx works out where a redirect leads even where it is not to follow it, and fails over what is no address: with
    an error as if the request had never left."""
    if response.has_redirect_location:
        response.extensions[LOCATION] = response.headers.pop("location")


def open_client(
    limits: SendLimits, *, accept: str = "text/plain", tls: ssl.SSLContext | None = None
) -> httpx.AsyncClient:
    """A client for one account: no redirects, no cookies worth keeping, every wait bounded. `tls` other than that of
    `trusting_context` is for looking at servers, not for trusting them."""
    return httpx.AsyncClient(
        verify=tls or trusting_context(),
        # Nothing else from the environment: a proxy variable or a .netrc must not decide where a password goes.
        trust_env=False,
        follow_redirects=False,
        event_hooks={"response": [_set_location_aside]},
        timeout=httpx.Timeout(
            connect=limits.connect_timeout,
            read=limits.read_timeout,
            write=limits.read_timeout,
            pool=_POOL_TIMEOUT,
        ),
        # No connection is used twice: what a broken server or proxy sent too much would be read as the answer to the
        # next request, and that is a message believed to be sent.
        limits=httpx.Limits(max_connections=8, max_keepalive_connections=0),
        headers={
            "User-Agent": USER_AGENT,
            "Accept": accept,
            # Answers are short: compression would only make their size hard to bound.
            "Accept-Encoding": "identity",
            "Connection": "close",
        },
    )


def deadline(limits: SendLimits) -> float:
    """Seconds until a whole exchange is given up: longer than connecting alone can take (TCP and TLS are timed apart),
    so that it only ever ends a request that may have left."""
    return 2 * limits.connect_timeout + _POOL_TIMEOUT + limits.read_timeout
