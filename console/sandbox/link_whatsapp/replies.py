"""What a contact answers ("Receive message", `content.message`)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from console.sandbox.link_whatsapp.behaviours import Behaviour
from console.sandbox.link_whatsapp.kinds import Message

_HOSTILE = (
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]8;;http://example.com\x1b\\link\x1b]8;;\x1b\\ \u202egnp.exe\u202c "
    "[/] [red]markup[/red] [link=http://example.com]x[/link] \x00\x9b2J \ufeffzero\u200bwidth"
)


def reply(
    asked: Collection[Behaviour], reached: Sequence[Message], source: str, message_id: str
) -> dict[str, Any] | None:
    """The answer to the messages that reached the contact from `source`; None: the contact stays silent.

    Of the kinds that are newer than the document nothing but their names is known, so nothing but that is told.
    """
    if not reached:
        return None
    content = _content(asked, reached)
    return None if content is None else {**content, "context": {"source": source, "messageId": message_id}}


def _content(asked: Collection[Behaviour], reached: Sequence[Message]) -> dict[str, Any] | None:
    if Behaviour.PRESSES in asked:
        buttons = next((message.payloads for message in reached if message.payloads), None)
        if buttons is None:
            return None
        index = min(buttons)
        # The words on a button are the approved template's, and no request tells them.
        return {"contentType": "BUTTON", "button": {"text": f"Button {index + 1}", "payload": buttons[index]}}
    if Behaviour.REPLIES_HOSTILE in asked:
        return {"contentType": "TEXT", "text": _HOSTILE}
    if Behaviour.REPLIES in asked:
        words = reached[-1].words
        return {"contentType": "TEXT", "text": "PONG" if words.strip().upper() == "PING" else words or "OK"}
    if Behaviour.REPLIES_MEDIA in asked:
        return {"contentType": "MEDIA"}
    if Behaviour.REACTS in asked:
        return {"contentType": "REACTION"}
    return None
