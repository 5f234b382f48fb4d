"""Sending: what will happen in words, then one request per destination, and what became of each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from console.domain.account import Account
from console.domain.findings import Finding
from console.domain.message import Message, Outcome
from console.domain.sms.draft import Draft


@dataclass(frozen=True, slots=True)
class SendPlan:
    """Everything a confirmation says.

    `destinations` are in normal form without repeats; `segments_each` counts one recipient's SMS; `confirm_word` is
    what must be typed before sending (premium, production), None when a plain yes will do; `refusal` is why this
    account may not send at all (read-only, blocking findings), else None.
    """

    draft: Draft
    account: Account
    destinations: tuple[str, ...]
    segments_each: int
    segments_total: int
    charge: str | None
    findings: tuple[Finding, ...]
    confirm_word: str | None
    refusal: str | None


@dataclass(frozen=True, slots=True)
class SendProgress:
    message: str
    done: int
    total: int
    to: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class PlannedRequest:
    """One masked request, for dry runs and copies."""

    method: str
    url: str
    headers: dict[str, str]
    body: str
    curl: str


class Outbox:
    def check(self, draft: Draft) -> list[Finding]:
        """Fields: `account`, `source`, `destinations`, `text`, `tariff`, `vat`, `charge_only`, `reference_id`,
        `user_data_header`. A span under `destinations` counts destinations, not characters."""
        raise NotImplementedError

    def plan(self, draft: Draft) -> SendPlan:
        """Raises InvalidInput when no account is named or known."""
        raise NotImplementedError

    def requests(self, plan: SendPlan) -> list[PlannedRequest]:
        raise NotImplementedError

    async def send(
        self,
        plan: SendPlan,
        *,
        on_progress: Callable[[SendProgress], None] | None = None,
        stop: asyncio.Event | None = None,
        resend_of: str | None = None,
        reason: str | None = None,
    ) -> Message:
        """Send and record. Never retries; a timeout is an unknown outcome, not an error.

        `resend_of` names a message of unknown outcome that is sent again; `reason` is then required and kept.
        """
        raise NotImplementedError
