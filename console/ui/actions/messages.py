"""Among the messages."""

from __future__ import annotations

from console.ui.actions.row import Action

MESSAGES = (
    Action(
        "messages.filter",
        "slash",
        "Filter",
        "Show only what matches words and field:value pairs.",
        "messages",
        show=True,
        command_line="switchroom messages list FILTER",
        key_display="/",
    ),
    Action(
        "messages.events",
        "e",
        "Events",
        "Show this message's events among the callbacks.",
        "messages",
        show=True,
        command_line="switchroom callbacks list message:ID",
    ),
    Action(
        "messages.code",
        "c",
        "Code",
        "Read what the last result code means.",
        "messages",
        command_line="switchroom codes CODE",
    ),
    Action(
        "messages.resend",
        "s",
        "Send again",
        "Write it again; an unknown outcome asks for a reason.",
        "messages",
        show=True,
    ),
    Action(
        "messages.sms",
        "S",
        "As SMS",
        "Put what WhatsApp could not deliver into Compose, as an SMS.",
        "messages",
        show=True,
    ),
    Action("messages.raw", "r", "Request", "Fold the request open or shut.", "messages", show=True),
    Action(
        "messages.copy",
        "y",
        "Copy",
        "Copy the message as text.",
        "messages",
        show=True,
        command_line="switchroom messages show ID",
    ),
    Action(
        "messages.copy-json",
        "Y",
        "Copy JSON",
        "Copy the message as JSON.",
        "messages",
        command_line="switchroom messages show ID --json",
    ),
    Action("messages.leave", "escape", "Back", "Leave the filter or the detail; then drop the filter.", "messages"),
)
