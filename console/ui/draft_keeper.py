"""What is being written on a screen, kept a moment after each change until it is sent or thrown away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from console.errors import NotFound
from console.services.drafts import Drafts, Keepable, KeptDraft
from console.ui.after_rest import AfterRest

if TYPE_CHECKING:
    from textual.screen import Screen

D = TypeVar("D", bound=Keepable)

GROUP: Final = "draft.keep"
"""The workers that keep: what goes wrong in them is said in place of `say`'s words."""
KEEP_AFTER = 0.8
"""Seconds of rest before a draft is kept."""


@dataclass(slots=True)
class _Page(Generic[D]):
    """What one draft is known by. It outlives its time on the screen while it is still being kept or thrown away."""

    number: int | None = None
    kept: D | None = None
    resend_of: str | None = None


class DraftKeeper(Generic[D]):
    """`written` is asked for what stands on the screen: None where nothing of it is worth keeping. `say` is told in
    two words how it stands with the keeping."""

    def __init__(
        self, screen: Screen[Any], drafts: Drafts[D], written: Callable[[], D | None], say: Callable[[str], None]
    ) -> None:
        self._screen = screen
        self._drafts = drafts
        self._written = written
        self._say = say
        self._page: _Page[D] = _Page()
        self._thrown: tuple[D, str | None] | None = None
        self._keeping = AfterRest(screen, KEEP_AFTER, partial(self._work, self.keep))
        self._one_at_a_time = asyncio.Lock()

    @property
    def resend_of(self) -> str | None:
        """The message that is sent again with what is being written."""
        return self._page.resend_of

    @property
    def number(self) -> int | None:
        """Of what is being written, among the drafts; None while it was never kept."""
        return self._page.number

    def begin(self, resend_of: str | None = None) -> None:
        """Something else stands on the screen now, which nobody has kept yet."""
        self._page = _Page(resend_of=resend_of)
        self._say("")
        self.soon()

    def go_on_with(self, kept: KeptDraft[D]) -> None:
        """A draft that was kept stands on the screen now."""
        self._page = _Page(kept.id, kept.draft, kept.resend_of)
        self._say("draft restored")

    def soon(self) -> None:
        """Keep what stands on the screen when it has stood there for a moment."""
        self._keeping.soon()

    async def keep(self) -> None:
        """Keep it now. One at a time, and each to its end: half a keeping would leave a draft there twice. Raises
        StoreError."""
        async with self._one_at_a_time:
            page, draft = self._page, self._written()
            if draft is None:
                await self._drop(page)
                self._say("")
            elif draft != page.kept:
                kept = await self._drafts.keep(draft, draft_id=page.number, resend_of=page.resend_of)
                page.number, page.kept = kept.id, draft
                if page is self._page:
                    self._say("draft kept")

    def forget(self) -> None:
        """It is no draft any more: it was sent. The screen begins something else."""
        self._work(partial(self._forget, self._page))

    def throw_away(self, draft: D) -> None:
        """As `forget`, but it can be brought back."""
        self._thrown = (draft, self.resend_of)
        self.forget()

    def bring_back(self) -> tuple[D, str | None] | None:
        """What was thrown away last, and the message it sends again."""
        thrown, self._thrown = self._thrown, None
        return thrown

    async def _forget(self, page: _Page[D]) -> None:
        async with self._one_at_a_time:
            await self._drop(page)

    async def _drop(self, page: _Page[D]) -> None:
        number, page.number, page.kept = page.number, None, None
        if number is not None:
            with suppress(NotFound):  # thrown away by another console meanwhile
                await self._drafts.discard(number)

    def _work(self, job: Callable[[], Any]) -> None:
        self._screen.run_worker(job, group=GROUP, exit_on_error=False)
