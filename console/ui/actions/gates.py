"""Among the gates: their list, form, history, firewall hosts, and many at once."""

from __future__ import annotations

from console.ui.actions.row import Action

GATES = (
    Action(
        "gates.search",
        "slash",
        "Search",
        "Show only gates with these words in refId, id, URL or account.",
        "gates",
        show=True,
        command_line="switchroom gates list",
        key_display="/",
    ),
    Action(
        "gates.edit",
        "e",
        "Edit",
        "Open the gate's form.",
        "gates",
        show=True,
        command_line="switchroom gates update FILE",
    ),
    Action("gates.new", "n", "New", "Make a gate.", "gates", show=True, command_line="switchroom gates create FILE"),
    Action(
        "gates.history",
        "h",
        "History",
        "Every version of the gate, and the way back to it.",
        "gates",
        show=True,
        command_line="switchroom gates history REFID",
    ),
    Action(
        "gates.undo",
        "u",
        "Undo",
        "Back to before the last write, after a diff; creates a removed gate anew.",
        "gates",
        show=True,
        command_line="switchroom gates undo REFID",
    ),
    Action(
        "gates.probe",
        "p",
        "Probe",
        "Call a destination as the platform would; asks first.",
        "gates",
        show=True,
        command_line="switchroom gates probe REFID",
    ),
    Action(
        "gates.settle",
        "s",
        "Read back",
        "Find out what became of a write nobody answered.",
        "gates",
        show=True,
    ),
    Action("gates.drift", "d", "Changed", "What was changed elsewhere, and that you saw it.", "gates", show=True),
    Action(
        "gates.point", "L", "Point here", "Put this listener in place of the destinations, or give them back.", "gates"
    ),
    Action("gates.try-with", "t", "Try with", "Choose the callback the results are made with.", "gates"),
    Action("gates.refresh", "r", "Read", "Read the gates of all accounts as they are now.", "gates", show=True),
    Action(
        "gates.replace",
        "x",
        "Replace",
        "Find and replace in all gates of an account, undone as one.",
        "gates",
        command_line="switchroom gates plan FOLDER",
    ),
    Action(
        "gates.hosts",
        "f",
        "Firewall",
        "The hosts callbacks come from.",
        "gates",
        command_line="switchroom gates hosts",
    ),
    Action(
        "gates.copy",
        "y",
        "Copy",
        "Copy the gate as YAML, its passwords by reference.",
        "gates",
        command_line="switchroom gates export",
    ),
    Action(
        "gates.copy-json",
        "Y",
        "Copy JSON",
        "Copy the gate as JSON, its passwords by reference.",
        "gates",
        command_line="switchroom gates show REFID --json",
    ),
    Action(
        "gates.remove",
        "delete",
        "Remove",
        "Remove the gate; asks for its refId.",
        "gates",
        command_line="switchroom gates delete REFID",
    ),
    Action("gates.leave", "escape", "Back", "Leave the search or the gate; then drop the search.", "gates"),
)

GATE_FORM = (
    Action(
        "gate-form.save",
        "f9,ctrl+t",
        "Save…",
        "Show what differs from what is there now, ask once, write, read back.",
        "gate-form",
        show=True,
        key_display="F9",
    ),
    Action(
        "gate-form.try-with",
        "f3",
        "Try with",
        "Choose the callback the result is made with.",
        "gate-form",
        show=True,
        key_display="F3",
    ),
    Action("gate-form.json", "f4", "JSON", "Into the JSON, and back.", "gate-form", show=True, key_display="F4"),
    Action(
        "gate-form.revert",
        "f5",
        "Revert",
        "Everything as it was when you began; again brings your changes back.",
        "gate-form",
        show=True,
        key_display="F5",
    ),
    Action(
        "gate-form.destinations",
        "f6",
        "Destinations",
        "To the list of destinations.",
        "gate-form",
        show=True,
        key_display="F6",
    ),
    Action(
        "gate-form.probe",
        "f7",
        "Probe",
        "Call this destination as the platform would; asks first.",
        "gate-form",
        show=True,
        key_display="F7",
    ),
    Action("gate-form.diff", "f8", "Changes", "What is not saved yet.", "gate-form", show=True, key_display="F8"),
    Action("gate-form.leave", "escape", "Back", "Leave; asks where something is not saved.", "gate-form", show=True),
)

GATE_DESTINATIONS = (
    Action(
        "gate-destinations.add", "a,insert", "Add", "A new destination after this one.", "gate-destinations", show=True
    ),
    Action("gate-destinations.duplicate", "c", "Duplicate", "The same destination once more.", "gate-destinations"),
    Action(
        "gate-destinations.here",
        "L",
        "This listener",
        "A destination for the callbacks that come to this listener.",
        "gate-destinations",
    ),
    Action("gate-destinations.up", "K,alt+up", "Move up", "One place earlier.", "gate-destinations"),
    Action("gate-destinations.down", "J,alt+down", "Move down", "One place later.", "gate-destinations"),
    Action(
        "gate-destinations.remove", "delete", "Take out", "Take the destination out.", "gate-destinations", show=True
    ),
)

GATE_HISTORY = (
    Action(
        "gate-history.undo",
        "u",
        "Back to this",
        "Make the gate what it was in this version, after a diff.",
        "gate-history",
        show=True,
        command_line="switchroom gates undo REFID --to VERSION",
    ),
    Action(
        "gate-history.against",
        "c",
        "Compare",
        "Against the version before it, or against what is there now.",
        "gate-history",
        show=True,
    ),
    Action("gate-history.leave", "escape", "Back", "Back to the gates.", "gate-history", show=True),
)

GATE_HOSTS = (
    Action(
        "gate-hosts.format",
        "c",
        "Format",
        "The next format: nftables, iptables, CIDR, CSV, JSON.",
        "gate-hosts",
        show=True,
        command_line="switchroom gates hosts --format FORMAT",
    ),
    Action("gate-hosts.copy", "y", "Copy", "Copy the hosts in this format.", "gate-hosts", show=True),
    Action("gate-hosts.write", "w", "Write", "Write the hosts to a file in this format.", "gate-hosts", show=True),
    Action("gate-hosts.compare", "p", "Compare", "Paste your own list, and see what differs.", "gate-hosts", show=True),
    Action("gate-hosts.leave", "escape", "Back", "Back to the hosts; then to the gates.", "gate-hosts", show=True),
)

GATE_REPLACE = (
    Action(
        "gate-replace.apply",
        "f9,ctrl+t",
        "Replace…",
        "Read the gates, show one diff of them all, ask once, do it step by step.",
        "gate-replace",
        show=True,
        key_display="F9",
    ),
    Action(
        "gate-replace.undo-all",
        "f6",
        "Undo the last",
        "Take back as one what was last done to many gates.",
        "gate-replace",
        show=True,
        key_display="F6",
    ),
    Action("gate-replace.leave", "escape", "Back", "Back to the gates.", "gate-replace", show=True),
)
