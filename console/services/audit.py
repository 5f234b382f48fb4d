"""Who did what: one row for every write to the outside or to the accounts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from console.domain.timestamps import Clock
from console.services.archive import Archive


class Audit:
    """Writes rows to the `audit` table under the name of the operating system's user."""

    def __init__(self, archive: Archive, clock: Clock, who: Callable[[], str]) -> None:
        self._archive = archive
        self._clock = clock
        self._who = who

    async def record(
        self,
        action: str,
        subject: str,
        *,
        account: str | None = None,
        environment: str | None = None,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
        outcome: str = "done",
    ) -> None:
        """`action` is `area.verb`, `subject` what it was done to. Neither may hold a secret. Raises StoreError."""
        from console.store.audit import AuditEntry, append_audit

        entry = AuditEntry(
            at=self._clock(),
            who=self._who(),
            action=action,
            outcome=outcome,
            account=account,
            environment=environment,
            subject=subject,
            before=before,
            after=after,
        )
        await self._archive.write(lambda connection: append_audit(connection, entry))
