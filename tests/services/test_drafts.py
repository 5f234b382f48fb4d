from __future__ import annotations

import pytest

from console.domain.sms.draft import Draft, Premium
from console.domain.whatsapp.draft import Draft as WhatsAppDraft
from console.domain.whatsapp.message_request import MessageRequest
from console.errors import NotFound
from console.services.desks import Desks
from tests.ui.practice_home import practice_account


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


async def test_what_is_sent_again_stays_known_as_that(desks: Desks) -> None:
    kept = await desks.drafts.keep(Draft(text="Hej"), resend_of="01J")
    assert await desks.drafts.kept() == [kept]
    assert kept.resend_of == "01J"


async def test_sms_and_whatsapp_have_a_drawer_each(desks: Desks) -> None:
    request = MessageRequest({"destinations": ["+46701234567"], "messages": [{"type": "text"}], "unknown": [1, None]})
    await desks.drafts.keep(Draft(text="Hej"))
    kept = await desks.whatsapp.drafts.keep(WhatsAppDraft("wa", request))
    assert [one.draft.text for one in await desks.drafts.kept()] == ["Hej"]
    assert await desks.whatsapp.drafts.kept() == [kept]


async def test_drafts_go_along_with_an_account_that_is_renamed(desks: Desks) -> None:
    await desks.accounts.save(practice_account(name="old"), {"password": "x"}, allow_file=True)
    await desks.drafts.keep(Draft("old"))
    await desks.whatsapp.drafts.keep(WhatsAppDraft("old"))
    await desks.accounts.save(practice_account(name="new"), {}, replacing="old", allow_file=True)
    assert [one.draft.account for one in await desks.drafts.kept()] == ["new"]
    assert [one.draft.account for one in await desks.whatsapp.drafts.kept()] == ["new"]
