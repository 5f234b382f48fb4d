"""The messages of a request as a phone shows them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from console.domain.whatsapp.preview.bubble import Bubble
from console.ui.screens.whatsapp.bubble_text import bubble_text, stacked
from console.ui.widgets.facts import lines
from console.ui.widgets.reading_pane import ReadingPane


class PhonePane(ReadingPane):
    BINDINGS = [("j", "scroll_down"), ("k", "scroll_up")]

    def show_bubbles(self, bubbles: Sequence[Bubble], place: int, time: str) -> None:
        """The one at `place` is the one being written: its frame is marked, and it is in sight."""

        def build(width: int) -> Content:
            if not bubbles:
                return Content.styled("No message yet. F3 chooses a template or a kind.", "$quiet")
            return lines(stacked(blocks(bubbles, place, time, width)))

        self.show(None, build)
        if len(bubbles) > 1:
            above = blocks(bubbles, place, time, self.scrollable_content_region.width or 40)[:place]
            self.call_after_refresh(self.scroll_to, y=sum(len(block) + 1 for block in above), animate=False)


def blocks(bubbles: Sequence[Bubble], place: int, time: str, width: int) -> list[list[Content]]:
    marked = len(bubbles) > 1
    return [
        bubble_text(
            bubble,
            width,
            time=time,
            rule="$primary" if marked and at == place else "$rule",
            unfetched="ctrl+g fetches it." if at == place else "",
        )
        for at, bubble in enumerate(bubbles)
    ]
