"""The destinations of a gate in their order: added, duplicated, moved and taken out by key and by mouse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from console.domain.findings import Finding, Severity
from console.domain.gates.destination import Destination
from console.domain.gates.gate import Gate
from console.domain.gates.sealing import masked
from console.domain.plain_text import plain
from console.ui.actions import bindings
from console.ui.dialogs.dialog import button
from console.ui.widgets.findings_list import SIGNS, FindingsList

Step = Literal["add", "duplicate", "here", "up", "down", "remove"]

_STYLES = {Severity.ERROR: "$text-error", Severity.WARNING: "$text-warning"}
_BUTTONS: tuple[tuple[str, Step], ...] = (
    ("+ Add", "add"),
    ("Duplicate", "duplicate"),
    ("Here", "here"),
    ("↑", "up"),
    ("↓", "down"),
    ("Remove", "remove"),
)


class DestinationList(OptionList):
    """One row each; the keys that change their order are in the table of actions."""

    BINDINGS = [
        *bindings("gate-destinations"),
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
    ]

    @dataclass
    class StepWanted(Message):
        step: Step

    def action_add(self) -> None:
        self.post_message(self.StepWanted("add"))

    def action_duplicate(self) -> None:
        self.post_message(self.StepWanted("duplicate"))

    def action_here(self) -> None:
        self.post_message(self.StepWanted("here"))

    def action_up(self) -> None:
        self.post_message(self.StepWanted("up"))

    def action_down(self) -> None:
        self.post_message(self.StepWanted("down"))

    def action_remove(self) -> None:
        self.post_message(self.StepWanted("remove"))


class DestinationsField(Vertical):
    """Holds no destinations: tells which one is chosen, and what is to be done with it."""

    can_focus = False
    DEFAULT_CSS = """
    DestinationsField {
        height: auto;
        & > Horizontal { height: 1; }
        & .destinations-title { width: 13; text-style: bold; color: $primary; }
        & Button { min-width: 3; width: auto; margin-right: 1; padding: 0 1; }
        & DestinationList {
            height: auto;
            max-height: 6;
            border: none;
            padding: 0;
            background: transparent;
            text-wrap: nowrap;
            text-overflow: ellipsis;
            scrollbar-size-vertical: 1;
        }
        & DestinationList:focus { background-tint: transparent; }
    }
    """

    @dataclass
    class Chosen(Message):
        place: int

    @dataclass
    class EditWanted(Message):
        """Enter: the fields of the one that is chosen are wanted."""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(Content("Destinations"), classes="destinations-title", markup=False)
            for label, step in _BUTTONS:
                shown = button(label, f"destination-{step}")
                shown.can_focus = False  # the keys of the list do the same
                yield shown
        yield DestinationList(compact=True, markup=False, id="destination-list")
        yield FindingsList("destinations")

    @property
    def place(self) -> int:
        """Of the one that is chosen, from 0; 0 where there is none."""
        return self.query_one(DestinationList).highlighted or 0

    def fill(self, gate: Gate, findings: Sequence[Finding], place: int) -> None:
        """Show these, the one at `place` chosen. Nobody is told."""
        listed = self.query_one(DestinationList)
        with self.prevent(OptionList.OptionHighlighted):
            listed.set_options(
                Option(destination_row(at, one, _gravest(findings, at)))
                for at, one in enumerate(masked(gate).destinations)
            )
            listed.highlighted = min(place, listed.option_count - 1) if listed.option_count else None

    def show(self, findings: Iterable[Finding]) -> None:
        found = list(findings)
        for shown in self.query(FindingsList):
            shown.show(found)

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
        wanted = (event.button.id or "").removeprefix("destination-")
        for _, step in _BUTTONS:
            if step == wanted:
                self.post_message(DestinationList.StepWanted(step))


def destination_row(place: int, destination: Destination, gravest: Severity | None) -> Content:
    """`1 POST https://…   json  Basic ops`; `destination` is masked."""
    sign = SIGNS[gravest] if gravest in _STYLES and gravest is not None else " "
    parts: list[str | tuple[str, str]] = [
        (f"{sign} ", _STYLES.get(gravest, "") if gravest is not None else ""),
        (f"{place + 1} ", "bold"),
    ]
    if destination.drops:
        return Content.assemble(*parts, "thrown away")
    kind = (destination.content_type or "-").rpartition("/")[2].removeprefix("x-www-form-")
    extras = [plain(kind, 20)]
    if destination.username:
        extras.append(f"Basic {plain(destination.username, 30)}")
    if destination.template:
        extras.append("template")
    parts += [f"{plain(destination.method, 8):<5}", plain(destination.url, 200) or "no URL yet"]
    return Content.assemble(*parts, (f"   {', '.join(extras)}", "$quiet"))


def _gravest(findings: Iterable[Finding], place: int) -> Severity | None:
    prefix = f"destinations.{place}"
    mine = {one.severity for one in findings if one.field == prefix or one.field.startswith(f"{prefix}.")}
    return next((severity for severity in Severity if severity in mine), None)
