"""A list whose order is its user's: lines are added, duplicated, moved and taken out by key and by mouse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from console.domain.findings import Finding, about, gravest
from console.ui.dialogs.dialog import button
from console.ui.widgets.findings_list import FindingsList, sign
from console.ui.widgets.line_list import LineList

Step = Literal["add", "duplicate", "up", "down", "remove"]


class OrderedList(LineList):
    """A subclass takes its keys from the table of actions, and may have more buttons than these."""

    BUTTONS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("+ Add", "add"),
        ("Duplicate", "duplicate"),
        ("↑", "up"),
        ("↓", "down"),
        ("Remove", "remove"),
    )
    """What stands on each, and the action it does."""

    @dataclass
    class StepWanted(Message):
        """To be done with the line that is chosen."""

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


class OrderedField(Vertical):
    """An ordered list under its title and buttons, over what is wrong with it. It holds nothing: it tells which line is
    chosen, and what is to be done with it."""

    can_focus = False
    DEFAULT_CSS = """
    OrderedField {
        height: auto;
        & > Horizontal { height: 1; }
        & .ordered-title { width: 13; text-style: bold; color: $primary; }
        & Button { min-width: 3; width: auto; margin-right: 1; padding: 0 1; }
        & OrderedList { height: auto; max-height: 6; }
        & FindingsList { margin-left: 13; }
    }
    """

    @dataclass
    class Chosen(Message):
        place: int

    @dataclass
    class EditWanted(Message):
        """Enter: the fields of the one that is chosen are wanted."""

    def __init__(self, title: str, path: str, listed: OrderedList) -> None:
        """`path` is where the list stands in its document, by which findings are told apart."""
        super().__init__()
        self._title = title
        self._path = path
        self._listed = listed

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(Content(self._title), classes="ordered-title", markup=False)
            for label, action in self._listed.BUTTONS:
                shown = button(label, f"ordered-{action}")
                shown.can_focus = False  # the keys of the list do the same
                yield shown
        yield self._listed
        yield FindingsList(self._path)

    def fill(self, rows: Iterable[Content], findings: Sequence[Finding], place: int) -> None:
        """Show these, each with its number and a sign for the worst that is wrong with it; the one at `place` is
        chosen. Nobody is told."""
        lines = [
            Content.assemble(sign(gravest(about(findings, f"{self._path}.{at}"))), (f"{at + 1} ", "bold"), row)
            for at, row in enumerate(rows)
        ]
        with self.prevent(OptionList.OptionHighlighted):
            if [option.prompt for option in self._listed.options] != lines:
                self._listed.set_options(map(Option, lines))
            self._listed.highlighted = min(place, len(lines) - 1) if lines else None
        self.query_one(FindingsList).show(findings)

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
        # Done by the list, later: what its parent posts to it would not come back up.
        action = (event.button.id or "").removeprefix("ordered-")
        self._listed.call_later(self._listed.run_action, action)
