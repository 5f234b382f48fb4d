"""The messages of a request in their order."""

from __future__ import annotations

from textual.content import Content

from console.domain.plain_text import plain
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.summary import message_summary
from console.ui.actions import bindings
from console.ui.widgets.ordered_list import OrderedList


class MessageList(OrderedList):
    BINDINGS = bindings("whatsapp-messages")


def message_row(message: Message) -> Content:
    """`template order_update (en)`."""
    words = f"text {message.body or ''}" if message.kind == "text" else message_summary(message)
    return Content(plain(words, 300))
