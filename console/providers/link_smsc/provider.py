"""LINK Mobility SMSC Simple HTTP, as the rest of the program sees it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from console.domain.codes.result_code import ResultCode
from console.domain.findings import Finding
from console.domain.sms.draft import Draft
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
    OptionSpec(
        "acknowledge_body",
        "Acknowledge body",
        "What the listener answers to a callback; LINK Support knows whether your gate demands a certain text.",
        default="OK",
    ),
    OptionSpec(
        "callback_token",
        "Callback token",
        "Last part of the callback URL, known to you and LINK alone: /callbacks/ACCOUNT/TOKEN.",
        secret=True,
    ),
    OptionSpec("callback_username", "Callback user", "Basic auth demanded from callbacks."),
    OptionSpec("callback_password", "Callback password", "Basic auth demanded from callbacks.", secret=True),
    OptionSpec(
        "plain_http",
        "Plain http",
        "To send over http:// to another machine, write: send my password unencrypted",
    ),
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


@cache
def _codes() -> tuple[ResultCode, ...]:
    from console.providers.catalogue import read_catalogue

    return read_catalogue(__package__)


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
        from dataclasses import replace

        from console.domain.findings import Severity
        from console.errors import InvalidInput
        from console.providers.link_smsc.client import LinkSmscSender

        for finding in self.check_account(account):
            if finding.severity is Severity.ERROR:
                raise InvalidInput(finding.text, hint=finding.hint, field=finding.field)
        rate = account.options.get("rate")
        if rate is not None:
            limits = replace(limits, rate=float(rate))
        return LinkSmscSender(account, secrets, limits, {known.code: known for known in _codes()})

    def callback_reader(self) -> ReadsCallbacks:
        from console.providers.link_smsc.callbacks import LinkSmscCallbacks

        return LinkSmscCallbacks(_codes())

    def source_check(self, peer: str) -> SourceCheck:
        from console.providers.link_hosts import source_check

        return source_check(peer)

    def codes(self) -> tuple[ResultCode, ...]:
        return _codes()
