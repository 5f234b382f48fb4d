"""The lines a gate's form is made of: a label, a field, and room below for what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Select, Static

from console.domain.plain_text import plain
from console.ui.widgets.line_input import LineInput

NOTHING = "none"
"""What a choice shows where nothing is chosen."""


class FieldGroup(Vertical):
    """Lines below one another; Enter in a field goes on to the next."""

    can_focus = False

    def put(self, selector: str, value: str) -> None:
        """Into an input. One that says so already keeps its cursor where it is."""
        field = self.query_one(selector, Input)
        if field.value != value:
            field.value = value

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()


def line(label: str, *fields: Widget) -> Horizontal:
    """Several fields in one line where there is room for them."""
    return Horizontal(Static(Content(label), classes="gate-label", markup=False), *fields, classes="gate-line")


def text_input(dom_id: str, placeholder: str = "", *, password: bool = False) -> LineInput:
    return LineInput(
        placeholder=placeholder, password=password, id=dom_id, compact=True, max_length=4000, select_on_focus=False
    )


def offer(select: Select[str], choices: Sequence[str], chosen: str) -> None:
    """The choices, and what is chosen although it is none of them: nothing, say. Nobody is told."""
    values = [*choices] if chosen in choices else [chosen, *choices]
    with select.prevent(Select.Changed):
        select.set_options((Content(plain(value, 60) or NOTHING), value) for value in values)
        select.value = chosen


def choice(dom_id: str) -> Select[str]:
    """To be filled by `offer`."""
    return Select[str]([(NOTHING, "")], value="", allow_blank=False, id=dom_id, compact=True)
