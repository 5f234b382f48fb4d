"""Among the codes."""

from __future__ import annotations

from console.ui.actions.row import Action

CODES = (
    Action("codes.search", "slash", "Search", "Search codes, words and states.", "codes", show=True, key_display="/"),
    Action("codes.catalogue", "c", "Catalogue", "Show one catalogue after the other, then all.", "codes", show=True),
    Action(
        "codes.events",
        "e",
        "Events",
        "Show the callbacks with this code.",
        "codes",
        show=True,
        command_line="switchroom callbacks list code:CODE",
    ),
    Action(
        "codes.copy",
        "y",
        "Copy",
        "Copy the explanation as text.",
        "codes",
        show=True,
        command_line="switchroom codes CODE",
    ),
    Action("codes.leave", "escape", "Back", "Leave the search or the detail; then drop the search.", "codes"),
)
