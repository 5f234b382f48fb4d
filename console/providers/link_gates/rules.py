"""What LINK Mobility Gate API 2.3 asks of an account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from console.domain.account import Account
from console.domain.findings import Finding, error
from console.providers.account_rules import check_link_address, check_options
from console.providers.link_gates.provider import BASE_URLS, BASIC, OAUTH, OPTIONS


def check_account(account: Account) -> list[Finding]:
    """Fields are `base_url` and the option names."""
    return [
        *check_link_address(account, BASE_URLS, path="/gate", where="the requests"),
        *_check_options(account.options),
    ]


def _check_options(options: Mapping[str, str]) -> Iterator[Finding]:
    yield from check_options(options, OPTIONS)
    auth = options.get("auth", OAUTH)
    if auth not in {OAUTH, BASIC}:
        yield error("auth", "This is no way to authenticate with the Gate API.", f"Write {OAUTH} or {BASIC}.")
    if auth == BASIC and ":" in options.get("username", ""):
        yield error("username", "A user name for Basic auth cannot hold a colon.", f"Use {OAUTH}, or correct it.")
