"""LINK Mobility Gate API, as the rest of the program sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.domain.codes.result_code import ResultCode
from console.domain.findings import Finding
from console.providers.account_options import PLAIN_HTTP
from console.providers.contract import (
    DEFAULT_LIMITS,
    ManagesGates,
    OptionSpec,
    ProbesDestinations,
    ProvesCredentials,
    Secrets,
    SendLimits,
)

if TYPE_CHECKING:
    from console.domain.account import Account
    from console.domain.gates.firewall import Host

NAME = "link-gate"

OAUTH = "oauth"
BASIC = "basic"

OPTIONS = (
    OptionSpec(
        "auth",
        "Authentication",
        f"{OAUTH}: user name and password fetch a token, as LINK prefers. {BASIC}: both go with each request.",
        default=OAUTH,
    ),
    OptionSpec("username", "User name", "From LINK Support; OAuth calls it client_id.", required=True),
    OptionSpec("password", "Password", "From LINK Support; OAuth calls it client_secret.", secret=True, required=True),
    OptionSpec("platform_id", "Platform id", "From LINK Support (platformId).", required=True),
    OptionSpec("partner_id", "Partner id", "From LINK Support (platformPartnerId).", required=True),
    PLAIN_HTTP,
)

BASE_URLS = (
    ("https://eu.linkmobility.io/gate", "automatic failover"),
    ("https://n-eu.linkmobility.io/gate", "Northern Europe"),
    ("https://c-eu.linkmobility.io/gate", "Central Europe"),
    ("https://s-eu.linkmobility.io/gate", "Southern Europe"),
    ("https://wsx.sp247.net/gate", "legacy"),
)
"""Gate API 2.3, "Base URL:s"."""


class LinkGate:
    """Implements GateProvider."""

    name: str = NAME
    title: str = "LINK Gate"
    options: tuple[OptionSpec, ...] = OPTIONS
    base_urls: tuple[tuple[str, str], ...] = BASE_URLS

    def check_account(self, account: Account) -> list[Finding]:
        from console.providers.link_gates.rules import check_account

        return check_account(account)

    def open_check(self, account: Account, secrets: Secrets, limits: SendLimits = DEFAULT_LIMITS) -> ProvesCredentials:
        return self.open_gates(account, secrets, limits)

    def open_gates(self, account: Account, secrets: Secrets, limits: SendLimits = DEFAULT_LIMITS) -> ManagesGates:
        from console.providers.account_rules import require_usable
        from console.providers.link_gates.client import LinkGates

        require_usable(self.check_account(account))
        return LinkGates(account, secrets, limits, {code.code: code for code in self.codes()})

    def open_probe(self, limits: SendLimits = DEFAULT_LIMITS) -> ProbesDestinations:
        from console.providers.link_gates.probe import Probe

        return Probe(limits)

    def hosts(self) -> tuple[Host, ...]:
        from console.providers.link_hosts import hosts

        return hosts()

    def codes(self) -> tuple[ResultCode, ...]:
        from console.providers.catalogue import read_catalogue

        return read_catalogue(__package__)
