"""Unsent work, kept until it is sent or thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeVar

from console.domain.timestamps import Clock, Millis
from console.services.archive import Archive


class Keepable(Protocol):
    """A draft of any channel: what it is as JSON, and back."""

    def document(self) -> Mapping[str, Any]: ...

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Self: ...


D = TypeVar("D", bound=Keepable)


@dataclass(frozen=True, slots=True)
class KeptDraft(Generic[D]):
    """`resend_of` is the message that it sends again: who goes on with it is still asked why."""

    id: int
    saved_at: Millis
    draft: D
    resend_of: str | None = None


class Drafts(Generic[D]):
    """The drawer of one channel's unsent work."""

    def __init__(self, channel: str, kind: type[D], archive: Archive, clock: Clock) -> None:
        self._channel = channel
        self._kind = kind
        self._archive = archive
        self._clock = clock

    async def keep(self, draft: D, *, draft_id: int | None = None, resend_of: str | None = None) -> KeptDraft[D]:
        """Keep a new draft, or a newer state of one already kept."""
        from console.store.drafts import keep_draft

        at = self._clock()
        number = await self._archive.write(
            lambda connection: keep_draft(
                connection, self._channel, draft.document(), at, number=draft_id, resend_of=resend_of
            )
        )
        return KeptDraft(number, at, draft, resend_of)

    async def kept(self) -> list[KeptDraft[D]]:
        """Newest first."""
        from console.store.drafts import drafts

        rows = await self._archive.read(lambda connection: drafts(connection, self._channel))
        return [KeptDraft(row.number, row.saved_at, self._kind.read(row.document), row.resend_of) for row in rows]

    async def discard(self, draft_id: int) -> None:
        """Raises NotFound."""
        from console.store.drafts import discard_draft

        await self._archive.write(lambda connection: discard_draft(connection, draft_id))

    async def account_renamed(self, old: str, new: str) -> None:
        """What is written for it goes along."""
        from console.store.drafts import rename_account

        await self._archive.write(lambda connection: rename_account(connection, self._channel, old, new))

    async def account_removed(self, name: str) -> None:
        """What was written stays: it may be sent from another."""
