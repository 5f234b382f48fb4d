"""One event on a screen of its own, where the terminal is too narrow for two panes."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from console.domain.callbacks.event import StoredEvent
from console.services.desks import Desks
from console.ui.actions import bindings
from console.ui.screens.area import AreaScreen
from console.ui.screens.callbacks.event_actions import EventActions
from console.ui.screens.callbacks.event_pane import EventPane

_OF_THE_LOG = frozenset({"callbacks.filter", "callbacks.unmatched"})


class EventScreen(EventActions, AreaScreen):
    AREA = "callbacks"
    HELP_FILE = "help.md"
    BINDINGS: ClassVar[list[BindingType]] = [
        one for one in bindings("callbacks") if isinstance(one, Binding) and one.id not in _OF_THE_LOG
    ]
    AUTO_FOCUS = "EventPane"

    def __init__(self, desks: Desks, stored: StoredEvent) -> None:
        super().__init__(desks)
        self._stored = stored

    def compose_area(self) -> ComposeResult:
        yield EventPane(self.desks)

    def area_mounted(self) -> None:
        self.pane.show_event(self._stored)

    def on_news(self) -> None:
        """The event may have joined its message, or have been told again."""
        self._read_again()

    @work(group="callbacks.event", exclusive=True, exit_on_error=False)
    async def _read_again(self) -> None:
        stored = await self.desks.log.event(self._stored.id)
        if stored != self._stored:
            self._stored = stored
            self.pane.show_event(stored)

    @property
    def event(self) -> StoredEvent | None:
        return self._stored

    @property
    def pane(self) -> EventPane:
        return self.query_one(EventPane)

    def action_leave(self) -> None:
        self.dismiss()
