"""A text beside a list: built for the width it has, scrolled by keys and wheel."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

Build = Callable[[int], Content]
"""From a width in columns to the text."""


class ReadingPane(VerticalScroll):
    """Shows what `show` is given; the same text again keeps the place one has scrolled to."""

    DEFAULT_CSS = """
    ReadingPane {
        padding: 0 1;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        &:focus { background-tint: $foreground 2%; }
        & > Static { width: 1fr; height: auto; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._build: Build | None = None
        self._key: object = None

    def compose(self) -> ComposeResult:
        yield Static(markup=False)

    def show(self, key: object, build: Build) -> None:
        """`key` says what the text is about: another one starts at the top."""
        self._build = build
        if key != self._key:
            self._key = key
            self.scroll_home(animate=False)
        self._paint()

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002  # Textual calls it with the event
        self._paint()

    def _paint(self) -> None:
        if self._build is not None and self.is_mounted:
            width = self.scrollable_content_region.width
            if width > 0:
                self.query_one(Static).update(self._build(width))
