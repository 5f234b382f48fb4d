"""Messages."""

from __future__ import annotations

from console.ui.actions import bindings
from console.ui.screens.area import AreaScreen


class MessagesScreen(AreaScreen):
    AREA = "messages"
    BINDINGS = bindings("messages")
