"""The first frame: the console with nothing in it, while the desks behind it are opened."""

from __future__ import annotations

from console.ui.screens.area import Frame


class OpeningScreen(Frame):
    AREA = "callbacks"
