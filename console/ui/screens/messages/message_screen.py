"""One message on a screen of its own, where the terminal is too narrow for two panes."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from console.domain.message import Message
from console.services.desks import Desks
from console.ui.actions import bindings
from console.ui.screens.area import AreaScreen
from console.ui.screens.messages.message_actions import MessageActions
from console.ui.screens.messages.message_pane import MessagePane

_OF_THE_LIST = frozenset({"messages.filter"})


class MessageScreen(MessageActions, AreaScreen):
    AREA = "messages"
    HELP_FILE = "help.md"
    BINDINGS: ClassVar[list[BindingType]] = [
        one for one in bindings("messages") if isinstance(one, Binding) and one.id not in _OF_THE_LIST
    ]
    AUTO_FOCUS = "MessagePane"

    def __init__(self, desks: Desks, message_id: str) -> None:
        super().__init__(desks)
        self._message_id = message_id

    def compose_area(self) -> ComposeResult:
        yield MessagePane(self.desks)

    def area_mounted(self) -> None:
        self.pane.show_message(self._message_id)

    def on_news(self) -> None:
        if self.is_mounted:
            self.pane.show_message(self._message_id)

    @property
    def message(self) -> Message | None:
        return self.pane.story.message if self.pane.story is not None else None

    @property
    def pane(self) -> MessagePane:
        return self.query_one(MessagePane)

    def action_leave(self) -> None:
        self.dismiss()
