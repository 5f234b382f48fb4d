"""LINK Mobility SMSC Simple HTTP, as the rest of the program sees it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from console.domain.codes.result_code import ResultCode
from console.domain.findings import Finding
from console.domain.sms.draft import Draft
from console.providers.account_options import CALLBACKS, PLAIN_HTTP
from console.providers.contract import (
    DEFAULT_LIMITS,
    OptionSpec,
    ProvesCredentials,
    ReadsCallbacks,
    Secrets,
    SendLimits,
    SendsText,
    SourceCheck,
)

if TYPE_CHECKING:
    from console.domain.account import Account

NAME = "link-smsc"

OPTIONS = (
    OptionSpec("service_id", "Service id", "A whole number, from LINK Support (ServiceId).", required=True),
    OptionSpec("username", "User name", "From LINK Support (Username).", required=True),
    OptionSpec("password", "Password", "From LINK Support (Password).", secret=True, required=True),
    *CALLBACKS,
    PLAIN_HTTP,
    OptionSpec("rate", "Rate", "Requests a second. Above what LINK allows it answers 3, Maximum throttling exceeded."),
)

BASE_URLS = (
    ("https://n-eu.linkmobility.io/smscsimplehttp", "Northern Europe"),
    ("https://c-eu.linkmobility.io/smscsimplehttp", "Central Europe"),
    ("https://s-eu.linkmobility.io/smscsimplehttp", "Southern Europe"),
    ("https://se.linkmobility.io/smscsimplehttp", "Sweden"),
    ("https://de.linkmobility.io/smscsimplehttp", "Germany"),
    ("https://es.linkmobility.io/smscsimplehttp", "Spain"),
    ("https://wsx.sp247.net/smscsimplehttp", "legacy"),
    ("http://wsx.sp247.net/smscsimplehttp", "legacy, unencrypted: deprecated by LINK"),
)
"""SMSC Simple HTTP 5.2, "Base URL:s"."""


class LinkSmsc:
    """Implements SmsProvider and CallbackProvider."""

    name: str = NAME
    title: str = "LINK SMSC Simple HTTP"
    options: tuple[OptionSpec, ...] = OPTIONS
    base_urls: tuple[tuple[str, str], ...] = BASE_URLS
    segment_profile: str = "link-smsc"

    def check_account(self, account: Account) -> list[Finding]:
        from console.providers.link_smsc.rules import check_account

        return check_account(account)

    def open_check(self, account: Account, secrets: Secrets, limits: SendLimits = DEFAULT_LIMITS) -> ProvesCredentials:
        return self.open_sender(account, secrets, limits)

    def check_draft(self, draft: Draft) -> list[Finding]:
        from console.providers.link_smsc.rules import check_draft

        return check_draft(draft)

    def draft_again(self, recorded: Mapping[str, str], draft: Draft) -> Draft:
        from console.providers.link_smsc.wire import draft_again

        return draft_again(recorded, draft)

    def open_sender(self, account: Account, secrets: Secrets, limits: SendLimits = DEFAULT_LIMITS) -> SendsText:
        from console.providers.account_rules import own_limits, require_usable
        from console.providers.link_smsc.client import LinkSmscSender

        require_usable(self.check_account(account))
        known = {code.code: code for code in self.codes()}
        return LinkSmscSender(account, secrets, own_limits(account, limits), known)

    def callback_reader(self) -> ReadsCallbacks:
        from console.providers.link_smsc.callbacks import LinkSmscCallbacks

        return LinkSmscCallbacks(self.codes())

    def source_check(self, peer: str) -> SourceCheck:
        from console.providers.link_hosts import source_check

        return source_check(peer)

    def codes(self) -> tuple[ResultCode, ...]:
        from console.providers.catalogue import read_catalogue

        return read_catalogue(__package__)
