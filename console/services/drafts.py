"""Unsent work, kept until it is sent or thrown away."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.sms.draft import Draft
from console.domain.timestamps import Clock, Millis
from console.services.archive import Archive


@dataclass(frozen=True, slots=True)
class KeptDraft:
    id: int
    saved_at: Millis
    draft: Draft


class Drafts:
    """The drawer of unsent work."""

    def __init__(self, archive: Archive, clock: Clock) -> None:
        self._archive = archive
        self._clock = clock

    async def keep(self, draft: Draft, *, draft_id: int | None = None) -> KeptDraft:
        """Keep a new draft, or a newer text of one already kept."""
        from console.store.drafts import keep

        at = self._clock()
        number = await self._archive.write(lambda connection: keep(connection, draft, at, draft_id))
        return KeptDraft(number, at, draft)

    async def kept(self) -> list[KeptDraft]:
        """Newest first."""
        from console.store.drafts import kept

        rows = await self._archive.read(kept)
        return [KeptDraft(row.id, row.saved_at, row.draft) for row in rows]

    async def discard(self, draft_id: int) -> None:
        from console.store.drafts import discard

        await self._archive.write(lambda connection: discard(connection, draft_id))
