"""The messages of a request in their order: added, duplicated, moved and taken out by key and by mouse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message as Told
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from console.domain.findings import Finding, Severity
from console.domain.plain_text import plain
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.summary import message_summary
from console.ui.actions import bindings
from console.ui.dialogs.dialog import button
from console.ui.widgets.findings_list import SIGNS

Step = Literal["add", "duplicate", "up", "down", "remove"]

_STYLES = {Severity.ERROR: "$text-error", Severity.WARNING: "$text-warning"}
_BUTTONS: tuple[tuple[str, Step], ...] = (
    ("+ Add", "add"),
    ("Duplicate", "duplicate"),
    ("↑", "up"),
    ("↓", "down"),
    ("Remove", "remove"),
)


class MessageList(OptionList):
    """One row each; the keys that change their order are in the table of actions."""

    BINDINGS = [
        *bindings("whatsapp-messages"),
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
    ]

    @dataclass
    class StepWanted(Told):
        step: Step

    def action_add(self) -> None:
        self.post_message(self.StepWanted("add"))

    def action_duplicate(self) -> None:
        self.post_message(self.StepWanted("duplicate"))

    def action_up(self) -> None:
        self.post_message(self.StepWanted("up"))

    def action_down(self) -> None:
        self.post_message(self.StepWanted("down"))

    def action_remove(self) -> None:
        self.post_message(self.StepWanted("remove"))


class MessagesField(Vertical):
    """Holds no messages: tells which one is chosen, and what is to be done with it."""

    can_focus = False
    DEFAULT_CSS = """
    MessagesField {
        height: auto;
        margin-top: 1;
        & > Horizontal { height: 1; }
        & .messages-title { width: 13; text-style: bold; color: $primary; }
        & Button { min-width: 3; width: auto; margin-right: 1; padding: 0 1; }
        & MessageList {
            height: auto;
            max-height: 5;
            border: none;
            padding: 0;
            background: transparent;
            text-wrap: nowrap;
            text-overflow: ellipsis;
            scrollbar-size-vertical: 1;
        }
        & MessageList:focus { background-tint: transparent; }
    }
    """

    @dataclass
    class Chosen(Told):
        place: int

    @dataclass
    class EditWanted(Told):
        """Enter: the fields of the one that is chosen are wanted."""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(Content("Messages"), classes="messages-title", markup=False)
            for label, step in _BUTTONS:
                shown = button(label, f"message-{step}")
                shown.can_focus = False  # the keys of the list do the same
                yield shown
        yield MessageList(compact=True, markup=False, id="message-list")

    def fill(self, messages: Sequence[Message], findings: Sequence[Finding], place: int) -> None:
        """Show these, the one at `place` chosen. Nobody is told."""
        listed = self.query_one(MessageList)
        rows = [message_row(at, one, gravest(findings, f"messages.{at}")) for at, one in enumerate(messages)]
        with self.prevent(OptionList.OptionHighlighted):
            if [option.prompt for option in listed.options] != rows:
                listed.set_options(map(Option, rows))
            listed.highlighted = min(place, len(rows) - 1) if rows else None

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.post_message(self.Chosen(event.option_index))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.EditWanted())

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        wanted = (event.button.id or "").removeprefix("message-")
        for _, step in _BUTTONS:
            if step == wanted:
                self.post_message(MessageList.StepWanted(step))


def message_row(place: int, message: Message, worst: Severity | None) -> Content:
    """`✕ 1 template order_update (en)`."""
    sign, style = (SIGNS[worst], _STYLES[worst]) if worst in _STYLES and worst is not None else (" ", "")
    words = message_summary(message)
    if message.kind == "text":
        words = f"text {message.body or ''}"
    return Content.assemble((f"{sign} ", style), (f"{place + 1} ", "bold"), plain(words, 300))


def gravest(findings: Iterable[Finding], path: str) -> Severity | None:
    """Of the findings about a place in the document."""
    mine = {one.severity for one in findings if one.field == path or one.field.startswith(f"{path}.")}
    return next((severity for severity in Severity if severity in mine), None)
