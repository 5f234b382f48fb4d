"""Writing an SMS."""

from __future__ import annotations

from console.ui.actions.row import Action

COMPOSE = (
    Action(
        "compose.send",
        "f9,ctrl+t,ctrl+enter",
        "Send…",
        "Say what will be sent and at what cost, then send it.",
        "compose",
        show=True,
        command_line="switchroom send TEXT",
        key_display="F9",
    ),
    Action("compose.replace-all", "ctrl+g", "Make it GSM-7", "Replace every character that forces UCS-2.", "compose"),
    Action("compose.replace-one", "ctrl+r", "Replace next", "Replace the next character that forces UCS-2.", "compose"),
    Action(
        "compose.load-file",
        "f3",
        "Numbers from file",
        "Add destinations from a file.",
        "compose",
        show=True,
        key_display="F3",
    ),
    Action(
        "compose.drafts",
        "f4",
        "Drafts",
        "Go on with something written earlier.",
        "compose",
        show=True,
        key_display="F4",
    ),
    Action(
        "compose.discard",
        "f5",
        "Discard",
        "Throw the draft away; again brings it back.",
        "compose",
        show=True,
        key_display="F5",
    ),
    Action(
        "compose.dry-run",
        "f8",
        "Dry run",
        "Show the requests, masked, and send nothing.",
        "compose",
        show=True,
        command_line="switchroom send --dry-run TEXT",
        key_display="F8",
    ),
    Action("compose.leave", "escape", "Screen keys", "Leave the field, so that the digits change area.", "compose"),
    Action("compose.write", "i", "Write", "Back into the text.", "compose"),
)
