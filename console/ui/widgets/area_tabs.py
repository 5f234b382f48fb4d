"""The areas, on top of every screen. The numbers are keys."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from console.ui.areas import AREAS
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

    def __init__(self, present: str) -> None:
        super().__init__()
        self._present = present

    hovered: reactive[str | None] = reactive(None)

    def render(self) -> Content:
        pieces: list[Content] = []
        for number, area in enumerate(AREAS, start=1):
            if area.id == self._present:
                pieces.append(
                    Content.styled(f" {number} {area.title} ", "bold $block-cursor-foreground on $row-selected")
                )
            else:
                under = " on $row-hover" if area.id == self.hovered else ""
                pieces.append(
                    Content.assemble((f" {number} ", f"$primary{under}"), (f"{area.title} ", f"$quiet{under}"))
                )
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
        for number, area in enumerate(AREAS, start=1):
            left += len(f" {number} {area.title} ")
            if x < left:
                return area.id
        return None
