"""LINK WhatsApp Message API, as the rest of the program sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.domain.codes.result_code import ResultCode
from console.domain.findings import Finding
from console.providers.account_options import CALLBACKS, PLAIN_HTTP
from console.providers.contract import (
    DEFAULT_LIMITS,
    OptionSpec,
    ProvesCredentials,
    ReadsCallbacks,
    Secrets,
    SendLimits,
    SendsWhatsApp,
    SourceCheck,
)

if TYPE_CHECKING:
    from console.domain.account import Account
    from console.domain.whatsapp.message_request import MessageRequest

NAME = "link-whatsapp"

OPTIONS = (
    OptionSpec("username", "User name", "From LINK Support.", required=True),
    OptionSpec("password", "Password", "From LINK Support.", secret=True, required=True),
    OptionSpec("platform_id", "Platform id", "From LINK Support (platformId).", required=True),
    OptionSpec("partner_id", "Partner id", "From LINK Support (platformPartnerId).", required=True),
    OptionSpec("source", "Source number", "Your number with WhatsApp, as in +46700000000; a request may name another."),
    OptionSpec(
        "event_report_gates",
        "Event report gates",
        "Ids of the gates that take event reports, with commas between; a request may name others.",
    ),
    *CALLBACKS,
    PLAIN_HTTP,
    OptionSpec("rate", "Rate", "Requests a second, each to all its destinations."),
)

BASE_URLS = (
    ("https://n-eu.linkmobility.io/whatsapp-message", "Northern Europe"),
    ("https://c-eu.linkmobility.io/whatsapp-message", "Central Europe"),
    ("https://s-eu.linkmobility.io/whatsapp-message", "Southern Europe"),
)
"""WhatsApp Message API 1.4.1, "Base URL:s", without the two hosts that were switched off since (`link_hosts`)."""


class LinkWhatsApp:
    """Implements WhatsAppProvider and CallbackProvider."""

    name: str = NAME
    title: str = "LINK WhatsApp"
    options: tuple[OptionSpec, ...] = OPTIONS
    base_urls: tuple[tuple[str, str], ...] = BASE_URLS

    def check_account(self, account: Account) -> list[Finding]:
        from console.providers.link_whatsapp.rules import check_account

        return check_account(account)

    def complete(self, account: Account, request: MessageRequest) -> MessageRequest:
        from console.providers.link_whatsapp.wire import complete

        return complete(account, request)

    def check_request(self, account: Account, request: MessageRequest) -> list[Finding]:
        from console.providers.link_whatsapp.rules import check_request

        return check_request(account, request)

    def open_check(self, account: Account, secrets: Secrets, limits: SendLimits = DEFAULT_LIMITS) -> ProvesCredentials:
        return self.open_whatsapp(account, secrets, limits)

    def open_whatsapp(self, account: Account, secrets: Secrets, limits: SendLimits = DEFAULT_LIMITS) -> SendsWhatsApp:
        from console.providers.account_rules import own_limits, require_usable
        from console.providers.link_whatsapp.client import LinkWhatsAppSender

        require_usable(self.check_account(account))
        known = {code.code: code for code in self.codes()}
        return LinkWhatsAppSender(account, secrets, own_limits(account, limits), known)

    def callback_reader(self) -> ReadsCallbacks:
        from console.providers.link_whatsapp.callbacks import LinkWhatsAppCallbacks

        return LinkWhatsAppCallbacks(self.codes())

    def source_check(self, peer: str) -> SourceCheck:
        from console.providers.link_hosts import source_check

        return source_check(peer)

    def codes(self) -> tuple[ResultCode, ...]:
        from console.providers.catalogue import read_catalogue

        return read_catalogue(__package__)
