"""The text of a message: several lines, nothing a terminal would obey."""

from __future__ import annotations

import re
from typing import Final

from textual import events
from textual.binding import Binding
from textual.widgets import TextArea

from console.domain.plain_text import FORBIDDEN
from console.ui.widgets.gsm_text_area import typed_text

LONGEST: Final = 20_000
"""Characters; WhatsApp takes a fifth of it."""

HIDDEN: Final = re.compile(f"(?![\\n\u200d\ufe0f])[{FORBIDDEN}]")
"""What this area does not hold: all that nobody could see, but for what joins and colours emoji."""


class BodyArea(TextArea, inherit_bindings=False):
    """Tab goes on to the next field, and F6 and F7 are the screen's. Control characters are left out of what is
    pasted."""

    BINDINGS = [one for one in TextArea.BINDINGS if not isinstance(one, Binding) or one.key not in {"f6", "f7"}]

    DEFAULT_CSS = """
    BodyArea {
        border: none;
        padding: 0 1;
        background: $surface;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background: $panel; }
    }
    """

    def __init__(self, text: str = "", placeholder: str = "") -> None:
        super().__init__(
            text,
            soft_wrap=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
            compact=True,
            placeholder=placeholder,
            tab_behavior="focus",
        )
        self.match_cursor_bracket = False

    def put(self, text: str) -> None:
        """Another text; nobody is told."""
        with self.prevent(TextArea.Changed):
            self.load_text(text)
            self.move_cursor(self.document.end)

    async def _on_paste(self, event: events.Paste) -> None:
        room = LONGEST - len(self.text) + len(self.selected_text)
        event.text = HIDDEN.sub("", typed_text(event.text))[: max(0, room)]
