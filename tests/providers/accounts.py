"""Accounts with every provider, their secret, and how long to wait for it: what the tests of the clients share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from console.domain.account import Account
from console.domain.findings import Finding
from console.providers.contract import SendLimits

PASSWORD: Final = "pä ss+w&rd=%2F/ü?#;'\"$x"
"""Holds whatever is spelt differently in a query, in a form, and in a shell."""

PATIENT = SendLimits(rate=1000, connect_timeout=10, read_timeout=10)
HASTY = SendLimits(rate=1000, connect_timeout=0.5, read_timeout=0.3)
"""For servers that are meant to keep silent: whoever answers may be slower than this on a busy machine."""

_OPTIONS = {
    "link-smsc": {"service_id": "1001", "username": "us er"},
    "link-gate": {
        "auth": "basic",
        "username": "us er",
        "platform_id": "MY PLATFORM",
        "partner_id": "MY_PARTNER",
    },
    "link-whatsapp": {
        "username": "us er",
        "platform_id": "COMMON",
        "partner_id": "P-1",
        "event_report_gates": "v08kM29P",
    },
}


def account(provider: str, base_url: str, **options: str) -> Account:
    """One without findings where the base URL has none."""
    return Account(name="acme", provider=provider, base_url=base_url, options=_OPTIONS[provider] | options)


class OneSecret:
    def __init__(self, password: str = PASSWORD) -> None:
        self._password = password
        self.asked = 0

    def secret(self, account: str, option: str) -> str:
        assert (account, option) == ("acme", "password")
        self.asked += 1
        return self._password


def told(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """The severity and the field of each."""
    return [(str(finding.severity), finding.field) for finding in findings]
