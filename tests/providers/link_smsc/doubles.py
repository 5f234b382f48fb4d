"""An account that sends, and what it sends."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from console.domain.account import Account
from console.domain.sms.draft import Draft
from console.providers.contract import SendLimits, SendsText
from console.providers.registry import sms_provider
from tests.providers import accounts
from tests.providers.accounts import PATIENT, OneSecret

DRAFT = Draft(account="acme", source="LINK", text="Hej")
TO = "+46700000001"


def account(base_url: str, **options: str) -> Account:
    return accounts.account("link-smsc", base_url, **options)


@contextlib.asynccontextmanager
async def sender(base_url: str, limits: SendLimits = PATIENT) -> AsyncIterator[SendsText]:
    opened = sms_provider("link-smsc").open_sender(account(base_url), OneSecret(), limits)
    try:
        yield opened
    finally:
        await opened.aclose()
