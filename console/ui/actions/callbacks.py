"""Among the callbacks."""

from __future__ import annotations

from console.ui.actions.row import Action

CALLBACKS = (
    Action(
        "callbacks.filter",
        "slash",
        "Filter",
        "Show only what matches words and field:value pairs.",
        "callbacks",
        show=True,
        command_line="switchroom callbacks list FILTER",
        key_display="/",
    ),
    Action(
        "callbacks.unmatched",
        "u",
        "Unmatched",
        "Only reports that joined no message; again for all.",
        "callbacks",
        show=True,
        command_line="switchroom callbacks list is:unmatched",
    ),
    Action(
        "callbacks.message",
        "m",
        "Message",
        "Open the message this report belongs to.",
        "callbacks",
        show=True,
        command_line="switchroom messages show ID",
    ),
    Action(
        "callbacks.code",
        "c",
        "Code",
        "Read what the result code means.",
        "callbacks",
        command_line="switchroom codes CODE",
    ),
    Action(
        "callbacks.raw",
        "r",
        "Raw",
        "Fold the raw request open or shut.",
        "callbacks",
        show=True,
        command_line="switchroom callbacks raw ID",
    ),
    Action(
        "callbacks.copy",
        "y",
        "Copy",
        "Copy the event as text.",
        "callbacks",
        show=True,
        command_line="switchroom callbacks show ID",
    ),
    Action(
        "callbacks.copy-json",
        "Y",
        "Copy JSON",
        "Copy the event as JSON.",
        "callbacks",
        command_line="switchroom callbacks show ID --json",
    ),
    Action("callbacks.leave", "escape", "Back", "Leave the filter or the detail; then drop the filter.", "callbacks"),
)
