"""The destinations of a gate in their order."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message

from console.domain.gates.destination import Destination
from console.domain.plain_text import plain
from console.ui.actions import bindings
from console.ui.widgets.ordered_list import OrderedList


class DestinationList(OrderedList):
    BINDINGS = bindings("gate-destinations")
    BUTTONS = (*OrderedList.BUTTONS[:2], ("Here", "here"), *OrderedList.BUTTONS[2:])

    @dataclass
    class HereWanted(Message):
        """A destination for the callbacks that come to this listener."""

    def action_here(self) -> None:
        self.post_message(self.HereWanted())


def destination_row(destination: Destination) -> Content:
    """`POST https://…   json, Basic ops`; `destination` is masked."""
    if destination.drops:
        return Content("thrown away")
    kind = (destination.content_type or "-").rpartition("/")[2].removeprefix("x-www-form-")
    extras = [plain(kind, 20)]
    if destination.username:
        extras.append(f"Basic {plain(destination.username, 30)}")
    if destination.template:
        extras.append("template")
    return Content.assemble(
        f"{plain(destination.method, 8):<5}",
        plain(destination.url, 200) or "no URL yet",
        (f"   {', '.join(extras)}", "$quiet"),
    )
