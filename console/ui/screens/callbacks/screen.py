"""Callbacks."""

from __future__ import annotations

from console.ui.actions import bindings
from console.ui.screens.area import AreaScreen


class CallbacksScreen(AreaScreen):
    AREA = "callbacks"
    BINDINGS = bindings("callbacks")
