from __future__ import annotations

from console.domain.whatsapp.draft import Draft
from console.domain.whatsapp.message_request import MessageRequest
from console.services.drafts import KeptDraft
from console.ui.screens.whatsapp.draft_row import draft_row
from tests.services.whatsapp import HELLO, ORDER


def row(*destinations: str, **document: object) -> str:
    request = MessageRequest({"destinations": list(destinations), **document})
    return draft_row(KeptDraft(1, 0, Draft("wa", request)), 1000).plain


def test_a_row_says_when_to_whom_and_what() -> None:
    messages = [HELLO.document, ORDER.document]
    assert row("+1", "+2", messages=messages).split() == ["00:00:00", "to", "2", "contacts", "Hello", "+", "1", "more"]
    assert row("+46701234567").split()[1:] == ["to", "+46701234567", "no", "message"]
    assert "nobody yet" in row()


def test_hostile_text_is_made_plain() -> None:
    said = row("\x1b[31m", messages=[{"type": "text", "text": {"body": "two\nlines \x1b[2J"}}])
    assert "\x1b" not in said
    assert "two lines" in said
