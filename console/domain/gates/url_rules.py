"""What may be wrong with, or surprising about, the URL of a destination (LINK Gate API 2.3, "Destination")."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qsl, urlsplit

from console.domain.findings import Finding, error, warning
from console.domain.gates.destination import DROP
from console.domain.reach import why_unreachable
from console.domain.redact import is_secret_name
from console.domain.value_rules import kind_of_value, quoted


def check_url(url: object) -> list[Finding]:
    """Findings of field `url`: what makes it unusable, or else what to think about. No sentence quotes more of it than
    scheme and host, for the rest may hold secrets."""
    if not url:
        return [error("url", "The destination has no URL.", hint=f"Write an https URL, or {DROP} to throw away.")]
    if not isinstance(url, str):
        return [error("url", f"url is {kind_of_value(url)}, not text.", hint="Put it in quotes.")]
    if any(character.isspace() or not character.isprintable() for character in url):
        return [error("url", "The URL holds a blank or a control character.", hint="Take it out.")]
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return [error("url", "This is no URL.", hint="Look at its host and port: https://host:port/path.")]
    if parts.scheme not in {"http", "https"}:
        told = f"The platform knows no {quoted(parts.scheme)} URLs." if parts.scheme else "The URL has no scheme."
        return [error("url", told, hint=f"Begin it with https://, or write {DROP} to throw away.")]
    if not host or port == 0:
        return [error("url", "The URL names no host that can be called.", hint="Write https://host/path.")]
    return [*_way(parts.scheme, host), *_secrets(parts), *_fragment(parts)]


def _way(scheme: str, host: str) -> Iterator[Finding]:
    if scheme == "http":  # appendix 2
        told = "HTTP is deprecated, and everybody on the way can read what it carries."
        yield warning("url", told, hint="Use https://.")
    reason = why_unreachable(host)
    if reason is not None:
        yield warning(
            "url",
            f"The platform will never reach {quoted(host)}: it {reason}.",
            hint="Use a host that can be called from the internet; practice on the sandbox is fine.",
        )


def _secrets(parts: SplitResult) -> Iterator[Finding]:
    if parts.password:
        yield warning(
            "url",
            "The URL holds a password, and URLs are written to logs.",
            hint="Move it to username and password of the destination.",
        )
    secret = next((name for name, value in parse_qsl(parts.query) if is_secret_name(name) and value), None)
    if secret is not None:
        yield warning(
            "url",
            f"The URL's parameter {quoted(secret)} looks like a secret, and URLs are written to logs.",
            hint="Use username and password of the destination if the receiver can.",
        )


def _fragment(parts: SplitResult) -> Iterator[Finding]:
    if parts.fragment:
        yield warning("url", "What stands behind # in the URL never reaches a server.", hint="Take it out.")
