"""TLS as LINK's platform speaks it (Gate API 2.3, "Appendix 2"): the same offer made from here, and a wider one to find
out what a server speaks that does not take it."""

from __future__ import annotations

import asyncio
import ssl
import warnings
from dataclasses import dataclass
from typing import Literal

from console.providers.contract import ProbeStep, StepResult
from console.providers.transport import trusting_context

_TLS_1_3 = ("TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256")
"""What OpenSSL offers for TLS 1.3 unless told otherwise, and all that the appendix lists."""

_TLS_1_2 = {
    "ECDHE-RSA-AES128-GCM-SHA256": "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "ECDHE-RSA-AES256-GCM-SHA384": "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "ECDHE-RSA-CHACHA20-POLY1305": "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
}
_REMOVED_ON = "2025-10-15"
_REMOVED = {
    "DHE-RSA-AES128-GCM-SHA256": "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
    "DHE-RSA-AES256-GCM-SHA384": "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
    "ECDHE-RSA-AES256-SHA384": "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
    "ECDHE-RSA-AES128-SHA256": "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
    "ECDHE-RSA-AES128-SHA": "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    "AES256-SHA256": "TLS_RSA_WITH_AES_256_CBC_SHA256",
    "AES128-SHA256": "TLS_RSA_WITH_AES_128_CBC_SHA256",
}
"""By OpenSSL's names; the document prints IANA's."""

_VERSIONS = {"TLSv1": "TLS 1.0", "TLSv1.1": "TLS 1.1", "TLSv1.2": "TLS 1.2", "TLSv1.3": "TLS 1.3"}
_ENABLE = "Enable TLS 1.3, or for TLS 1.2 one of the three ECDHE-RSA ciphers with GCM or ChaCha20."

Offer = Literal["platform", "any"]


def platform_context(*, trusting: bool) -> ssl.SSLContext:
    """The platform's offer. Without `trusting` any certificate will do: it is looked at, not relied on."""
    context = trusting_context()
    context.set_ciphers(":".join(_TLS_1_2))
    if not trusting:
        _take_anyone(context)
    return context


def _wide_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    _take_anyone(context)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the point is to see who still speaks these
        context.minimum_version = ssl.TLSVersion.TLSv1
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


def _take_anyone(context: ssl.SSLContext) -> None:
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE


@dataclass(frozen=True, slots=True)
class Handshake:
    """What a server agreed to. `chain` is as the server sent it, DER, its own certificate first; `distrust` says why
    the certificate is not trusted, None where it is."""

    offer: Offer
    version: str
    cipher: str
    chain: tuple[bytes, ...]
    distrust: str | None = None


async def shake_hands(address: str, port: int, host: str, seconds: float) -> Handshake | str:
    """What comes of the platform's offer, and else of the wider one; a clause that says why nothing came of either."""
    distrust = None
    try:
        return await _try(address, port, host, platform_context(trusting=True), "platform", seconds)
    except ssl.SSLCertVerificationError as error:
        distrust = error.verify_message
    except (OSError, TimeoutError, ValueError):
        pass  # the wider offer tells whether it was the offer
    if distrust is not None:
        try:
            return await _try(address, port, host, platform_context(trusting=False), "platform", seconds, distrust)
        except (OSError, TimeoutError, ValueError) as error:
            return _reason(error)
    try:
        return await _try(address, port, host, _wide_context(), "any", seconds)
    except (OSError, TimeoutError, ValueError) as error:
        return _reason(error)


async def _try(
    address: str,
    port: int,
    host: str,
    context: ssl.SSLContext,
    offer: Offer,
    seconds: float,
    distrust: str | None = None,
) -> Handshake:
    async with asyncio.timeout(seconds):
        _, writer = await asyncio.open_connection(address, port, ssl=context, server_hostname=host)
    try:
        agreed: ssl.SSLObject = writer.get_extra_info("ssl_object")
        cipher = agreed.cipher()
        return Handshake(offer, agreed.version() or "", cipher[0] if cipher else "", _chain(agreed), distrust)
    finally:
        writer.transport.abort()


def _chain(agreed: ssl.SSLObject) -> tuple[bytes, ...]:
    whole = getattr(agreed, "get_unverified_chain", None)
    if whole is not None:
        return tuple(whole())
    # Before Python 3.13 only the inner object knows more than the first certificate.
    inner = getattr(getattr(agreed, "_sslobj", None), "get_unverified_chain", None)
    if inner is not None:
        return tuple(certificate.public_bytes(_DER) for certificate in inner() or ())
    own = agreed.getpeercert(binary_form=True)
    return (own,) if own else ()


_DER = 2


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it did not finish in time"
    if isinstance(error, ssl.SSLError):
        return (getattr(error, "reason", None) or "the handshake failed").replace("_", " ").lower()
    if isinstance(error, ConnectionError):
        return "the server closed the connection"
    return "the handshake failed"


def judge(shaken: Handshake | str, host: str) -> ProbeStep:
    """The step `tls` by appendix 2."""
    if isinstance(shaken, str):
        return ProbeStep(
            "tls",
            StepResult.FAILURE,
            f"No TLS connection with {host}: {shaken}.",
            "Check the port, and that it is https.",
        )
    version = _VERSIONS.get(shaken.version, shaken.version or "an unknown version")
    cipher = _TLS_1_2.get(shaken.cipher) or _REMOVED.get(shaken.cipher) or shaken.cipher
    details = (("Version", version), ("Cipher", cipher))
    if shaken.offer == "any":
        since = f", which LINK removed on {_REMOVED_ON}" if shaken.cipher in _REMOVED else ""
        return ProbeStep(
            "tls",
            StepResult.FAILURE,
            f"{host} speaks {version} with {cipher}{since}, and takes nothing of what the platform offers.",
            _ENABLE,
            details,
        )
    if version == "TLS 1.3" and shaken.cipher in _TLS_1_3:
        return ProbeStep("tls", StepResult.OK, f"{version} with {cipher}, as LINK recommends.", None, details)
    return ProbeStep(
        "tls",
        StepResult.WARNING,
        f"{version} with {cipher}: supported by LINK, and called legacy.",
        "Enable TLS 1.3 on the server.",
        details,
    )
