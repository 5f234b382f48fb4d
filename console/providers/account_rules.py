"""What every provider asks of an account: an address that can be used, and the options it knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from console.domain.account import Account
from console.domain.findings import Finding, Severity, error, note, warning
from console.errors import InvalidInput
from console.providers.account_options import PLAIN_HTTP_WORDS
from console.providers.contract import OptionSpec, SendLimits
from console.providers.link_hosts import DECOMMISSIONED

_FASTEST = 1000.0


def require_usable(findings: Iterable[Finding]) -> None:
    """Raises InvalidInput for the first error among an account's findings."""
    for finding in findings:
        if finding.severity is Severity.ERROR:
            raise InvalidInput(finding.text, hint=finding.hint, field=finding.field)


def read_address(url: str) -> SplitResult | None:
    """The parts of a web address; None where it is none."""
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port  # the port is parsed, and refused, only when asked for
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and host else None


def check_link_address(
    account: Account, base_urls: Sequence[tuple[str, str]], *, path: str, where: str
) -> Iterator[Finding]:
    """Remarks on an account's base URL with LINK: `base_urls` are the document's, with remarks; `path` is what they end
    in; `where` says in what the password would travel over plain http."""
    url = account.base_url.strip()
    example = f"It looks like {base_urls[0][0]}; LINK Support says which is yours."
    parts = read_address(url)
    if parts is None:
        yield error("base_url", "The base URL is not an https address.", example)
        return
    host = (parts.hostname or "").rstrip(".")
    if host in DECOMMISSIONED:
        yield error(
            "base_url",
            f"LINK switched {host} off on {DECOMMISSIONED[host]}.",
            f"Use {base_urls[0][0]}, or the one LINK Support names.",
        )
        return
    if not re.fullmatch(r"[!-~]+", url):
        yield error("base_url", "The base URL holds a blank or a character that has no place in an address.", example)
    if parts.username is not None or parts.password is not None:
        yield error("base_url", "The base URL holds a user name or password.", "Put them into the account's options.")
    if "?" in url or "#" in url:
        yield error("base_url", "The base URL holds a query or a fragment.", "Leave off everything from ? or # on.")
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        if account.options.get("plain_http") != PLAIN_HTTP_WORDS:
            yield error(
                "base_url",
                f"Over http:// the password would travel unencrypted, in {where}.",
                f"Use https://, or set the option plain_http to: {PLAIN_HTTP_WORDS}",
            )
        else:
            yield warning(
                "base_url", "The password travels unencrypted.", "LINK deprecates http; ask for an https URL."
            )
    yield from _check_known(parts, dict(base_urls).get(url.rstrip("/")), path)


def _check_known(parts: SplitResult, remark: str | None, path: str) -> Iterator[Finding]:
    if remark is not None:
        if "legacy" in remark:
            yield note("base_url", "LINK calls this address legacy.", "Ask LINK Support for one of the newer ones.")
        return
    if not parts.path.rstrip("/").endswith(path):
        yield warning("base_url", f"LINK's base URLs end in {path}.", "Check the path.")
    if not is_loopback(parts.hostname or ""):
        yield warning(
            "base_url",
            "This is none of the addresses in LINK's document.",
            "The password goes to whoever answers there: compare it with what LINK Support sent.",
        )


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def check_options(options: Mapping[str, str], specs: Sequence[OptionSpec]) -> Iterator[Finding]:
    """Unknown options, secrets among them, missing ones, and the words that allow plain http."""
    known = {option.name: option for option in specs}
    for name in options:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(known)}."
            yield error(name, f"There is no option called {name}.", hint)
        elif known[name].secret:
            yield error(
                name, f"{known[name].label} is a secret and has no place among the options.", "Keep it as a secret."
            )
    for option in specs:
        if option.required and not option.secret and not options.get(option.name, "").strip():
            yield error(option.name, f"{option.label} is missing.", option.help)
    if options.get("plain_http", PLAIN_HTTP_WORDS) != PLAIN_HTTP_WORDS:
        yield error("plain_http", "These are not the words.", f"Write exactly: {PLAIN_HTTP_WORDS}")


def check_rate(rate: str | None) -> Iterator[Finding]:
    if rate is None:
        return
    try:
        number = float(rate)
    except ValueError:
        number = 0.0
    if not 0 < number <= _FASTEST:
        yield error("rate", "The rate is not a number of requests a second.", f"Above 0, at most {_FASTEST:.0f}.")


def own_limits(account: Account, limits: SendLimits) -> SendLimits:
    """The limits with the account's own rate, which `check_rate` has passed, where it names one."""
    rate = account.options.get("rate")
    return limits if rate is None else replace(limits, rate=float(rate))
