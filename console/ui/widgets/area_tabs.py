"""The areas, on top of every screen. The numbers are keys."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from console.ui.messages import AreaChosen


class AreaTabs(Widget):
    """One line: the areas, with the present one marked, and the name of the program."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    AreaTabs {
        height: 1;
        background: $panel;
        color: $quiet;
    }
    """

    def __init__(self, areas: tuple[tuple[str, str], ...], present: str) -> None:
        """`areas` are (id, title)."""
        super().__init__()
        self._areas = areas
        self._present = present

    hovered: reactive[str | None] = reactive(None)

    def render(self) -> Content:
        pieces: list[Content] = []
        for number, (area, title) in enumerate(self._areas, start=1):
            if area == self._present:
                pieces.append(Content.styled(f" {number} {title} ", "bold $block-cursor-foreground on $row-selected"))
            else:
                under = " on $row-hover" if area == self.hovered else ""
                pieces.append(Content.assemble((f" {number} ", f"$primary{under}"), (f"{title} ", f"$quiet{under}")))
        tabs = Content("").join(pieces)
        name = Content.styled("switchroom ", "$quiet")
        gap = self.size.width - tabs.cell_length - name.cell_length
        return Content.assemble(tabs, " " * gap, name) if gap > 1 else tabs

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self.hovered = self._at(event.x)

    def on_leave(self) -> None:
        self.hovered = None

    def on_click(self, event: events.Click) -> None:
        area = self._at(event.x)
        if area is not None:
            self.post_message(AreaChosen(area))

    def _at(self, x: int) -> str | None:
        left = 0
        for number, (area, title) in enumerate(self._areas, start=1):
            left += len(f" {number} {title} ")
            if x < left:
                return area
        return None
