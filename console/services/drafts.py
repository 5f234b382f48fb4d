"""Unsent work, kept until it is sent or thrown away."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.sms.draft import Draft
from console.domain.timestamps import Millis


@dataclass(frozen=True, slots=True)
class KeptDraft:
    id: int
    saved_at: Millis
    draft: Draft


class Drafts:
    async def keep(self, draft: Draft, *, draft_id: int | None = None) -> KeptDraft:
        """Keep a new draft, or a newer text of one already kept."""
        raise NotImplementedError

    async def kept(self) -> list[KeptDraft]:
        """Newest first."""
        raise NotImplementedError

    async def discard(self, draft_id: int) -> None:
        raise NotImplementedError
