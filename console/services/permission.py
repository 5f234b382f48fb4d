"""Whether an account may send what a check looked at, what has to be typed first, and whether that still holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from console.domain.account import Account, Environment
from console.domain.findings import Finding, Severity, blocks, error
from console.errors import InvalidInput


class Plan(Protocol):
    """What a confirmation is about."""

    @property
    def account(self) -> Account: ...

    @property
    def refusal(self) -> str | None: ...


def check_writing(account: Account) -> list[Finding]:
    if not account.read_only:
        return []
    return [
        error(
            "account",
            f"Account '{account.name}' is read-only.",
            "Choose another account, or allow writing under Accounts.",
        )
    ]


def refusal(findings: Sequence[Finding]) -> str | None:
    """Why it may not be sent, in one sentence and what to do; None where nothing forbids it."""
    if not blocks(findings):
        return None
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    first = errors[0].text if errors[0].hint is None else f"{errors[0].text} {errors[0].hint}"
    return first if len(errors) == 1 else f"{first} ({len(errors) - 1} more to correct.)"


def confirm_word(account: Account) -> str | None:
    """Production is sent to by typing the account's name."""
    return account.name if account.environment is Environment.PRODUCTION else None


def require_unchanged(confirmed: Plan, fresh: Plan) -> None:
    """Before what was confirmed is carried out, with the same plan made anew. Raises InvalidInput where that is
    refused, or the account is not what it was."""
    if fresh.refusal is not None:
        raise InvalidInput(fresh.refusal, hint="Nothing was sent.")
    if fresh.account != confirmed.account:
        raise InvalidInput(
            f"Account '{confirmed.account.name}' was changed after this was confirmed.",
            hint="Nothing was sent; look at the confirmation again.",
            field="account",
        )
