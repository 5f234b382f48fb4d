from __future__ import annotations

import pytest

from console.domain.sms.draft import Draft, Premium
from console.errors import NotFound
from console.services.desks import Desks


async def test_a_draft_is_kept_changed_and_thrown_away(desks: Desks) -> None:
    draft = Draft("acme", "LINK", ("+46701234567", "x"), "Hej", Premium(tariff="SEK100"), user_data_header="05")
    kept = await desks.drafts.keep(draft)
    assert [(one.id, one.draft) for one in await desks.drafts.kept()] == [(kept.id, draft)]
    later = await desks.drafts.keep(Draft(text="Hej igen"), draft_id=kept.id)
    assert later.id == kept.id
    assert [one.draft.text for one in await desks.drafts.kept()] == ["Hej igen"]
    await desks.drafts.discard(kept.id)
    assert await desks.drafts.kept() == []
    with pytest.raises(NotFound):
        await desks.drafts.discard(kept.id)
