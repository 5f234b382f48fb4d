"""Everything a user can trigger, once: bindings, footer, palette, help panel and the README's key table read this.

An action `area.verb` is the method `action_verb` of whoever puts its context into BINDINGS; a hyphen in the verb is an
underscore in the method. Keys that terminals and multiplexers own (ctrl+s q i j m h b a) are not used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Action:
    """`key` is one key or several with commas, `show` whether the footer names it, `command_line` the line of the
    command line that does the same, where one does. `call` replaces the method's name where it takes an argument."""

    id: str
    key: str
    name: str
    help: str
    context: str
    show: bool = False
    command_line: str | None = None
    call: str | None = None
    key_display: str | None = None

    @property
    def method(self) -> str:
        return self.call or self.id.partition(".")[2].replace("-", "_")


CONSOLE = (
    Action(
        "console.callbacks",
        "1",
        "Callbacks",
        "What providers told us, as it comes in.",
        "console",
        call="area('callbacks')",
    ),
    Action(
        "console.messages", "2", "Messages", "What was sent and what became of it.", "console", call="area('messages')"
    ),
    Action("console.compose", "3", "Compose", "Write and send an SMS.", "console", call="area('compose')"),
    Action("console.gates", "4", "Gates", "Where providers deliver callbacks.", "console", call="area('gates')"),
    Action("console.codes", "5", "Codes", "What a result code means.", "console", call="area('codes')"),
    Action("console.accounts", "6", "Accounts", "Who we are towards a provider.", "console", call="area('accounts')"),
    Action(
        "console.help",
        "question_mark,f1",
        "Help",
        "Keys and words for where you are.",
        "console",
        show=True,
    ),
    Action(
        "console.palette",
        "colon,ctrl+p",
        "Commands",
        "Find any action by name.",
        "console",
        call="command_palette",
        key_display=":",
    ),
    Action("console.theme", "f2", "Theme", "Choose the colours.", "console", call="change_theme"),
    Action(
        "console.listener", "l", "Listener", "Start or stop the listener.", "console", command_line="switchroom listen"
    ),
    Action("console.quit", "q,ctrl+c", "Quit", "Stop what this console started, and leave.", "console"),
)

ROWS = (
    Action("rows.down", "j,down", "Down", "One row down.", "rows"),
    Action("rows.up", "k,up", "Up", "One row up.", "rows"),
    Action("rows.page-down", "pagedown,space", "Page down", "One page down.", "rows"),
    Action("rows.page-up", "pageup", "Page up", "One page up.", "rows"),
    Action("rows.first", "g,home", "First", "To the first row.", "rows"),
    Action("rows.last", "G,end", "Last", "To the last row, and stay with what arrives.", "rows", key_display="G"),
    Action("rows.open", "enter", "Open", "Open the row.", "rows", show=True),
)

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
    Action("compose.leave", "escape", "Screen keys", "Leave the field, so that 1 to 6 change area.", "compose"),
    Action("compose.write", "i", "Write", "Back into the text.", "compose"),
)

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

ACCOUNTS = (
    Action(
        "accounts.add",
        "a",
        "Add",
        "Add an account.",
        "accounts",
        show=True,
        command_line="switchroom accounts add NAME",
    ),
    Action("accounts.edit", "e", "Edit", "Change the account.", "accounts", show=True),
    Action(
        "accounts.check",
        "c",
        "Check",
        "Make the cheapest call that proves the credentials.",
        "accounts",
        show=True,
        command_line="switchroom accounts check NAME",
    ),
    Action(
        "accounts.copy-url",
        "y",
        "Copy callback URL",
        "Copy where the provider should send callbacks.",
        "accounts",
        show=True,
    ),
    Action(
        "accounts.remove",
        "delete",
        "Remove",
        "Remove the account and its secrets; what it sent stays.",
        "accounts",
        show=True,
        command_line="switchroom accounts remove NAME",
    ),
    Action("accounts.leave", "escape", "Back", "Back to the list.", "accounts"),
)

ACCOUNT_FORM = (
    Action("account-form.save", "f9,ctrl+t", "Save", "Save the account.", "account-form", show=True, key_display="F9"),
    Action("account-form.leave", "escape", "Back", "Leave without saving.", "account-form", show=True),
)

ACTIONS: tuple[Action, ...] = (
    *CONSOLE,
    *ROWS,
    *CALLBACKS,
    *MESSAGES,
    *COMPOSE,
    *GATES,
    *GATE_FORM,
    *GATE_DESTINATIONS,
    *GATE_HISTORY,
    *GATE_HOSTS,
    *GATE_REPLACE,
    *CODES,
    *ACCOUNTS,
    *ACCOUNT_FORM,
)

CONTEXT_TITLES = {
    "console": "Everywhere",
    "rows": "In a list",
    "callbacks": "Callbacks",
    "messages": "Messages",
    "compose": "Compose",
    "gates": "Gates",
    "gate-form": "A gate's form",
    "gate-destinations": "A gate's destinations",
    "gate-history": "A gate's history",
    "gate-hosts": "Firewall hosts",
    "gate-replace": "Find and replace in gates",
    "codes": "Codes",
    "accounts": "Accounts",
    "account-form": "An account's form",
}


def bindings(context: str) -> list[BindingType]:
    """What a screen or widget puts into BINDINGS."""
    return [
        Binding(
            key=action.key,
            action=action.method,
            description=action.name,
            show=action.show,
            key_display=action.key_display,
            tooltip=action.help,
            id=action.id,
        )
        for action in ACTIONS
        if action.context == context
    ]


def action(action_id: str) -> Action:
    """Raises KeyError for an id that is none."""
    return _BY_ID[action_id]


def is_action(action_id: str | None) -> bool:
    return action_id in _BY_ID


def key_name(key: str) -> str:
    """How a key is written for people: `slash` is `/`."""
    return _KEY_NAMES.get(key) or (key.upper() if _FUNCTION_KEY.fullmatch(key) else key)


def key_table() -> str:
    """All keys as Markdown tables, one per place."""
    lines: list[str] = []
    for context, title in CONTEXT_TITLES.items():
        rows = [action for action in ACTIONS if action.context == context]
        if not rows:
            continue
        lines += [f"**{title}**", "", "| Key | Action | | Command line |", "|---|---|---|---|"]
        for row in rows:
            keys = " ".join(f"`{key_name(key)}`" for key in row.key.split(","))
            line = f"`{row.command_line}`" if row.command_line else ""
            lines.append(f"| {keys} | {row.name} | {row.help} | {line} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


_BY_ID = {action.id: action for action in ACTIONS}
_KEY_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "escape": "Esc",
    "enter": "Enter",
    "up": "↑",
    "down": "↓",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "space": "Space",
    "tab": "Tab",
    "delete": "Delete",
}
_FUNCTION_KEY = re.compile(r"f\d+")
