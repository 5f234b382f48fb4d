"""A list one goes through by letters as well as by arrows."""

from __future__ import annotations

from textual.binding import Binding
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class LineList(OptionList):
    """Each option is one line, cut where it does not fit; a list of a few dozen, not of thousands."""

    BINDINGS = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
    ]
    DEFAULT_CSS = """
    LineList {
        border: none;
        padding: 0;
        background: transparent;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        scrollbar-size-vertical: 1;
        &:focus { background-tint: transparent; }
    }
    """

    def __init__(self, *options: Option, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(*options, id=id, compact=True, markup=False)
