"""The callbacks as they come in: any number of events, of which only those on screen are held and painted."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from textual import work
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from console.domain.callbacks.event import StoredEvent
from console.domain.callbacks.filter import Filter
from console.domain.timestamps import Clock
from console.errors import SwitchroomError
from console.services.log_window import Growth, LogTotals, LogWindow
from console.ui import instants
from console.ui.widgets import event_row
from console.ui.widgets.event_row import NameOf
from console.ui.widgets.row_view import Piece, RowView


class LogView(RowView):
    """A window over the stored events, newest at the end.

    While `following`, the view stays at the end and the cursor on the newest event. A cursor the user has put
    somewhere is tied to its event and stays with it, whatever comes or is filtered. `news` counts what came since
    the view was scrolled back.
    """

    following: reactive[bool] = reactive(True, repaint=False)
    news: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Changed(Message):
        """The number of rows, the news, or whether the end is followed: for the line above the log."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, LogView.Changed)

    @dataclass
    class Selected(Message):
        """The cursor came to another event (None: the list is empty), or its event has new facts."""

        event: StoredEvent | None

    @dataclass
    class Failed(Message):
        """The database could not be read; what is on screen stays there."""

        error: SwitchroomError

    def __init__(self, window: LogWindow, name_of: NameOf, clock: Clock, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._window = window
        self._name_of = name_of
        self._clock = clock
        self._now = clock()
        self._refresh_wanted = False
        self._filter_wanted: Filter | None = None
        self._rows_wanted = False
        self._seek_wanted = False
        self._working = False
        self._shifting = False
        self._pinned: int | None = None
        self._selected: StoredEvent | None = None
        self.opened = False
        """Whether a first answer came from the database."""

    # Rows

    @property
    def row_count(self) -> int:
        return self._window.count if self.opened else 0

    def heading(self, width: int) -> str:
        return event_row.heading(width)

    def row(self, index: int) -> StoredEvent | None:
        stored = self._window.cached(index)
        if stored is None:
            self._want_rows()
        return stored

    def pieces(self, row: StoredEvent, width: int) -> Sequence[Piece]:
        return event_row.pieces(row, width, self._now, self._name_of)

    @property
    def searched(self) -> float:
        """How much of the log was looked at for what passes the filter, from 0 to 1."""
        return self._window.searched if self.opened else 0.0

    @property
    def selected(self) -> StoredEvent | None:
        """The event under the cursor, as it was last seen."""
        return self._selected

    # What the screen asks for; all of it happens in one worker, one thing after the other

    def show(self, where: Filter) -> None:
        """Start over with another filter; the cursor stays with its event, or goes to the next one there is."""
        self._filter_wanted = where
        self._work()

    def take_news(self) -> None:
        """The database changed."""
        self._refresh_wanted = True
        self._work()

    async def totals(self) -> LogTotals:
        return await self._window.totals()

    def select_event(self, event_id: int) -> None:
        """Put the cursor on an event, once the rows are there."""
        self._pin(event_id)
        if self.opened:
            self._place_cursor(into_sight=True)

    def _want_rows(self) -> None:
        if not self._rows_wanted:
            self._rows_wanted = True
            self.call_later(self._work)

    def _work(self) -> None:
        if not self._working:
            self._working = True
            self._work_until_done()

    @work(group="log.read", exclusive=True, exit_on_error=False)
    async def _work_until_done(self) -> None:
        try:
            while True:
                if self._filter_wanted is not None:
                    where, self._filter_wanted, self._refresh_wanted = self._filter_wanted, None, False
                    await self._window.open(where)
                    self.opened = True
                    self._reopened()
                elif self._rows_wanted:
                    self._rows_wanted = False
                    top = self.scroll_offset.y
                    page = max(1, self.size.height)
                    await self._window.load(max(0, top - page // 2), min(self._window.count, top + page + page // 2))
                    self._look_at_cursor()
                    self.refresh()
                elif self._refresh_wanted and self.opened:
                    self._refresh_wanted = False
                    top = self.scroll_offset.y
                    growth = await self._window.refresh((top, top + self.size.height), keep=self._oldest_needed)
                    if self._filter_wanted is None:
                        self._grown(growth)
                    await self._painted()
                elif self._seek_wanted or (self.opened and self._window.searched < 1):
                    found = await self._window.read_older()
                    if self._filter_wanted is None:
                        self._found_older(found)
                elif self.opened and not self._window.whole:
                    await self._painted()  # what is on screen comes first; nobody waits for these
                    if found := await self._window.read_older():
                        self._found_older(found)
                else:
                    return
        except SwitchroomError as error:
            self.post_message(self.Failed(error))
        finally:
            self._working = False

    async def _painted(self) -> None:
        """Wait for the frame, so that rows are taken in at most once per frame however fast they come."""
        frame = asyncio.Event()
        self.call_after_refresh(frame.set)
        await frame.wait()

    # What the answers do

    def _reopened(self) -> None:
        self._now = self._clock()
        self.forget_painted()
        self.news = 0
        self._seek_wanted = False
        self.rows_changed()
        self.following = self._pinned is None
        if self._pinned is None:
            self._to_end()
        else:
            self._place_cursor(into_sight=True)
            if self._seek_wanted and self.scroll_y > self.max_scroll_y:
                self.set_reactive(Widget.scroll_y, float(self.max_scroll_y))
        self.post_message(self.Changed())

    def _grown(self, growth: Growth) -> None:
        now = self._clock()
        if not instants.same_day(now, self._now):
            self.forget_painted()  # what was "today" wants its date now
        self._now = now
        self.rows_changed()
        if self.following:
            self._to_end()
        else:
            self._stand_still(-growth.dropped)
            self.news += growth.added
        self._look_at_cursor()
        self.post_message(self.Changed())

    def _found_older(self, found: int) -> None:
        self.rows_changed()
        if self.following:
            self._to_end()
        else:
            self._stand_still(found)
        if self._seek_wanted:
            self._seek_wanted = False
            self._place_cursor(into_sight=True)
        self.post_message(self.Changed())

    def _oldest_needed(self) -> int | None:
        """The row from which on none may be let go; None: any may."""
        return None if self.following else min(self.scroll_offset.y, max(0, self.cursor))

    def _stand_still(self, shift: int) -> None:
        """Every row has another index, `shift` higher: the same ones stay on screen."""
        if shift:
            self._shifting = True
            self.scroll_target_y = self.scroll_y = self.scroll_y + shift
            self._shifting = False
            self.cursor += shift
            if self.hovered >= 0:
                self.hovered += shift
        self._place_cursor(into_sight=False)

    def _to_end(self) -> None:
        if self._pinned is None:
            self.cursor = self.row_count - 1
        self.scroll_to(y=self.max_scroll_y, animate=False, force=True)
        self._look_at_cursor()

    def _place_cursor(self, *, into_sight: bool) -> None:
        if self._pinned is None:
            return
        pinned = self._pinned
        position = self._window.position_of(pinned)
        if position is None and self._window.unread(pinned):
            if into_sight:
                self._seek_wanted = True
                self._work()
            return
        index = self.row_count - 1 if position is None else position
        if into_sight:
            super().move_to(index)
            self._pin(pinned)  # scrolling there has pinned what was passed over
        else:
            self.cursor = index
        self._look_at_cursor()

    def _look_at_cursor(self) -> None:
        if self._seek_wanted:
            return  # it is not where it is to be yet
        seen = self._window.cached(self.cursor) if 0 <= self.cursor < self.row_count else None
        if seen is None and self.row_count > 0:
            return  # not loaded yet; painting it asks for it
        if seen is not None and self._pinned is None and not self.following:
            self._pinned = seen.id
        if seen != self._selected:
            self._selected = seen
            self.post_message(self.Selected(seen))

    def on_resize(self) -> None:
        super().on_resize()
        if self.following:
            self._to_end()

    # Moving

    def _pin(self, event_id: int | None) -> None:
        self._pinned = event_id
        if event_id is not None:
            self.following = False

    def move_to(self, index: int) -> None:
        """The user puts the cursor somewhere: the end is followed again from the last row, and only from there."""
        if self.row_count == 0:
            return
        super().move_to(index)
        stored = self._window.cached(self.cursor)
        if self.cursor == self.row_count - 1:
            self._pin(None)
            self.following = True
            self.news = 0
        else:
            self.following = False
            self._pinned = stored.id if stored is not None else None
            if stored is None:
                self._want_rows()
        self._look_at_cursor()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self._shifting:
            return  # nobody scrolled
        at_end = new_value >= self.max_scroll_y
        if not at_end and new_value < old_value:
            self.following = False
            self._pin(self._selected.id if self._selected is not None else None)
        elif at_end and not self.following:
            self.following = True
            self.news = 0

    def watch_following(self) -> None:
        self.post_message(self.Changed())

    def watch_news(self) -> None:
        self.post_message(self.Changed())
