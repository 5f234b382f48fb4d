"""A kept SMS in the list of drafts."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from console.domain.plain_text import plain
from console.domain.sms.draft import Draft
from console.domain.timestamps import Millis
from console.services.drafts import KeptDraft
from console.ui.instants import short

_PREVIEW: Final = 200


def draft_row(kept: KeptDraft[Draft], now: Millis) -> Content:
    """`10:17:37   to 2 numbers   Hej! Din kod är ...`."""
    count = len(kept.draft.destinations)
    to = kept.draft.destinations[0] if count == 1 else f"{count:,} numbers" if count else "nobody yet"
    text = " ".join(kept.draft.text[:_PREVIEW].split()) or "no text yet"
    return Content.assemble(
        (f"{short(kept.saved_at, now):<13}", "$quiet"), (f"to {plain(to):<16} ", "bold"), plain(text)
    )
