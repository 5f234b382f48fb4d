"""What was sent, newest first, loaded a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from console.domain.message import Message
from console.domain.timestamps import Clock
from console.ui import instants
from console.ui.screens.messages import message_rows
from console.ui.widgets.row_view import Piece, RowView

NEAR_THE_END = 50
"""Rows before the last one at which older messages are asked for."""


class MessageList(RowView):
    """The cursor is tied to its message. `want_older` is called when the user comes near the last row."""

    def __init__(self, clock: Clock, want_older: Callable[[], None]) -> None:
        super().__init__()
        self._clock = clock
        self._want_older = want_older
        self._messages: list[Message] = []
        self._now = clock()

    @property
    def messages(self) -> Sequence[Message]:
        return self._messages

    @property
    def selected(self) -> Message | None:
        return self._messages[self.cursor] if 0 <= self.cursor < len(self._messages) else None

    @property
    def row_count(self) -> int:
        return len(self._messages)

    def heading(self, width: int) -> str:
        return message_rows.heading(width)

    def row(self, index: int) -> Message:
        if index >= len(self._messages) - NEAR_THE_END:
            self._want_older()
        return self._messages[index]

    def pieces(self, row: Message, width: int) -> Sequence[Piece]:
        return message_rows.pieces(row, width, self._now)

    def show(self, messages: Sequence[Message]) -> None:
        """Other messages than before; the cursor and what is in sight stay with theirs. A cursor on the newest row
        that nobody has moved stays on the newest."""
        kept = self.selected.id if self.selected is not None and (self.cursor > 0 or self.has_focus) else None
        untouched = self.cursor <= 0 and self.scroll_offset.y == 0
        shift = self.cursor - self.scroll_offset.y
        self._messages = list(messages)
        now = self._clock()
        if not instants.same_day(now, self._now):
            self.forget_painted()  # what was "today" wants its date now
        self._now = now
        self.rows_changed()
        places = {message.id: index for index, message in enumerate(self._messages)}
        index = 0 if untouched or kept is None else places.get(kept, min(self.cursor, len(self._messages) - 1))
        if not self._messages:
            self.cursor = -1
            return
        if index == self.cursor:
            self.post_message(self.Moved(self, index))  # its facts may be new
        self.cursor = index
        if not untouched:
            self.scroll_to(y=max(0, index - shift), animate=False, force=True)
