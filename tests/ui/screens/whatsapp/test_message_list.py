from __future__ import annotations

from console.domain.whatsapp.message import Message
from console.ui.screens.whatsapp.message_list import message_row


def test_a_row_says_its_kind_and_what_of_it() -> None:
    assert message_row(Message({"type": "text", "text": {"body": "Hi\nAna"}})).plain.startswith("text Hi")
    named = {"type": "template", "template": {"name": "order_update", "language": {"code": "en"}}}
    assert message_row(Message(named)).plain.startswith("template order_update")
    assert message_row(Message({})).plain == "no kind"


def test_what_was_written_is_made_harmless() -> None:
    assert "\x1b" not in message_row(Message({"type": "text", "text": {"body": "\x1b[31mred"}})).plain
