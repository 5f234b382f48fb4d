"""A list of any length that paints only the rows on screen, with a cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from console.ui.actions import bindings

Piece = tuple[str, str]
"""Text without control characters, and its role: one of `RowView.ROLES`."""

_KEPT_STRIPS = 1000
"""Painted rows kept; a screen shows a tenth of it at most."""


def fit(text: str, width: int, *, right: bool = False) -> str:
    """The text in exactly `width` columns, with an ellipsis where it does not fit."""
    length = len(text) if text.isascii() and text.isprintable() else cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…" if width > 1 else set_cell_size(text, width)
    return " " * (width - length) + text if right else text + " " * (width - length)


class RowView(ScrollView, can_focus=True):
    """A subclass says how many rows there are and what each shows.

    The cursor is the number of a row, -1 in an empty list. `Moved` is posted when it comes to another row, `Opened`
    when Enter or a double click asks for it.
    """

    ALLOW_SELECT = False
    ROLES: ClassVar[tuple[str, ...]] = (
        "text",
        "strong",
        "quiet",
        "delivered",
        "failed",
        "temporary",
        "unknown",
        "billed",
        "repeated",
        "look",
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"row--{role}" for role in ROLES),
        "row--selected",
        "row--selected-blurred",
        "row--hover",
        "row--mark",
    }
    BINDINGS = bindings("rows")
    DEFAULT_CSS = """
    RowView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        .row--text { color: $foreground; }
        .row--strong { color: $foreground; text-style: bold; }
        .row--quiet { color: $quiet; }
        .row--delivered { color: $state-delivered; }
        .row--failed { color: $state-failed; }
        .row--temporary { color: $state-temporary; }
        .row--unknown { color: $state-unknown; }
        .row--billed { color: $state-billed; }
        .row--repeated { color: $state-repeated; }
        .row--look { color: $state-look; }
        .row--selected { background: $row-selected; }
        .row--selected-blurred { background: $row-selected-blurred; }
        .row--hover { background: $row-hover; }
        .row--mark { color: $primary; }
    }
    """

    cursor: reactive[int] = reactive(-1, repaint=False)
    hovered: reactive[int] = reactive(-1, repaint=False)

    @dataclass
    class Moved(Message):
        view: RowView
        index: int

    @dataclass
    class Opened(Message):
        view: RowView
        index: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._styles: dict[str, dict[str, Style]] | None = None
        self._bar_seen: tuple[int, bool, int, int] | None = None
        """Height, whether there is a bar, and its two ends in eighths of a line, as last painted."""
        self._strips: dict[tuple[int, int, str], tuple[object, Strip]] = {}
        """Painted rows by what they show; holding that keeps its id its own."""

    # What a subclass says

    @property
    def row_count(self) -> int:
        raise NotImplementedError

    def row(self, index: int) -> object | None:
        """What stands in a row, the same object while it says the same; None while it is not loaded."""
        raise NotImplementedError

    def pieces(self, row: Any, width: int) -> Sequence[Piece]:
        """A row in exactly `width` columns."""
        raise NotImplementedError

    def heading(self, width: int) -> str:
        """The names of the columns, in the same places."""
        raise NotImplementedError

    # Size and paint

    @property
    def row_width(self) -> int:
        """Columns for a row's pieces; one more on the left holds the cursor's mark."""
        return max(0, self.scrollable_content_region.width - 1)

    def rows_changed(self) -> None:
        """There are more, fewer or other rows: one layout and one repaint for all of them."""
        size = Size(max(1, self.row_width), self.row_count)
        if size != self.virtual_size:
            # Setting it in the ordinary way would lay out the whole screen at every new row.
            self.set_reactive(Widget.virtual_size, size)
            self._draw_bar()
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """As ScrollView does it, but for the bar."""
        self._draw_bar()
        if round(old_value) != round(new_value):
            self.refresh(self.size.region)

    def _draw_bar(self) -> None:
        """Only where one would see it: painting the bar costs half as much as painting the rows, and a row more moves
        a long list's bar by nothing."""
        height, count = self.container_size.height, self.virtual_size.height
        if height <= 0:
            return
        eighths = height * 8 / max(count, height)
        seen = (height, count > height, round(self.scroll_y * eighths), round((self.scroll_y + height) * eighths))
        if seen != self._bar_seen:
            self._bar_seen = seen
            self._scroll_update(self.virtual_size)
            if self.show_vertical_scrollbar:
                self.vertical_scrollbar.position = self.scroll_y

    def on_resize(self) -> None:
        self.rows_changed()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles = None
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        index = self.scroll_offset.y + y
        row = self.row(index) if index < self.row_count else None
        look = ""
        if index == self.cursor and index < self.row_count:
            look = "selected" if self.has_focus else "selected-blurred"
        elif index == self.hovered:
            look = "hover"
        styles = (self._styles or self._resolve_styles())[look]
        if row is None:
            return Strip.blank(width, styles[""])
        key = (id(row), width, look)
        kept = self._strips.get(key)
        if kept is not None and kept[0] is row:
            return kept[1]
        segments = [Segment("▌" if look.startswith("selected") else " ", styles["mark"])]
        segments += [Segment(text, styles[role]) for text, role in self.pieces(row, self.row_width)]
        if width > self.row_width + 1:
            segments.append(Segment(" " * (width - self.row_width - 1), styles[""]))
        strip = Strip(segments, width)
        if len(self._strips) >= _KEPT_STRIPS:
            self._strips.clear()
        self._strips[key] = (row, strip)
        return strip

    def forget_painted(self) -> None:
        """Rows that say the same look different now."""
        self._strips.clear()

    def _resolve_styles(self) -> dict[str, dict[str, Style]]:
        """By look and role; the role "" is the row itself."""

        def component(name: str) -> Style:
            return self.get_component_rich_style(f"row--{name}", partial=True)

        self._styles = {}
        for look in ("", "selected", "selected-blurred", "hover"):
            base = self.rich_style + component(look) if look else self.rich_style
            self._styles[look] = {"": base, **{role: base + component(role) for role in (*self.ROLES, "mark")}}
        return self._styles

    # The cursor

    def validate_cursor(self, cursor: int) -> int:
        return max(-1, min(cursor, self.row_count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        for index in (old, new):
            if index >= 0:
                self.refresh_line(index)
        self.post_message(self.Moved(self, new))

    def watch_hovered(self, old: int, new: int) -> None:
        for index in (old, new):
            if index >= 0:
                self.refresh_line(index)

    def watch_has_focus(self, _focused: bool) -> None:
        super().watch_has_focus(_focused)
        if self.cursor >= 0:
            self.refresh_line(self.cursor)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row and bring the row into sight."""
        if self.row_count == 0:
            return
        self.cursor = max(0, min(index, self.row_count - 1))
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True, x_axis=False)

    def action_down(self) -> None:
        self.move_to(self.cursor + 1)

    def action_up(self) -> None:
        self.move_to(max(0, self.cursor - 1))

    def action_page_down(self) -> None:
        self.move_to(self.cursor + max(1, self.size.height - 1))

    def action_page_up(self) -> None:
        self.move_to(max(0, self.cursor - max(1, self.size.height - 1)))

    def action_first(self) -> None:
        self.move_to(0)

    def action_last(self) -> None:
        self.move_to(self.row_count - 1)

    def action_open(self) -> None:
        if 0 <= self.cursor < self.row_count:
            self.post_message(self.Opened(self, self.cursor))

    # The mouse

    def _row_at(self, y: int) -> int:
        index = self.scroll_offset.y + y
        return index if index < self.row_count else -1

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self.hovered = self._row_at(event.y)

    def on_leave(self) -> None:
        self.hovered = -1

    def on_click(self, event: events.Click) -> None:
        index = self._row_at(event.y)
        if index < 0:
            return
        self.move_to(index)
        if event.chain > 1:
            self.action_open()


class RowHeading(Widget):
    """The names of a list's columns, over them."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    RowHeading { height: 1; color: $quiet; padding: 0 0 0 1; }
    """

    def __init__(self, heading: Callable[[int], str]) -> None:
        super().__init__()
        self._heading = heading

    def render(self) -> str:
        return self._heading(max(0, self.size.width - 1))
