"""A kept request in the list of drafts."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from console.domain.plain_text import plain
from console.domain.timestamps import Millis
from console.domain.whatsapp.draft import Draft
from console.domain.whatsapp.summary import summary
from console.services.drafts import KeptDraft
from console.ui.instants import short

_PREVIEW: Final = 200


def draft_row(kept: KeptDraft[Draft], now: Millis) -> Content:
    """`10:17:37   to 2 contacts   template order_update (en) + 1 more`."""
    request = kept.draft.request
    count = len(request.destinations)
    to = request.destinations[0] if count == 1 else f"{count:,} contacts" if count else "nobody yet"
    text = " ".join(summary(request)[:_PREVIEW].split())
    return Content.assemble(
        (f"{short(kept.saved_at, now):<13}", "$quiet"), (f"to {plain(to):<16} ", "bold"), plain(text)
    )
