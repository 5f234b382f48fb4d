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
        from console.store.drafts import keep_draft

        at = self._clock()
        number = await self._archive.write(lambda connection: keep_draft(connection, draft, at, draft_id))
        return KeptDraft(number, at, draft)

    async def kept(self) -> list[KeptDraft]:
        """Newest first."""
        from console.store.drafts import drafts

        return [KeptDraft(*row) for row in await self._archive.read(drafts)]

    async def discard(self, draft_id: int) -> None:
        """Raises NotFound."""
        from console.store.drafts import discard_draft

        await self._archive.write(lambda connection: discard_draft(connection, draft_id))
