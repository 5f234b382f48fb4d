"""Wherever one is, and in every list."""

from __future__ import annotations

from console.ui.actions.row import Action

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
    Action(
        "console.whatsapp",
        "4",
        "WhatsApp",
        "Write WhatsApp messages, see who may be written to.",
        "console",
        call="area('whatsapp')",
    ),
    Action("console.gates", "5", "Gates", "Where providers deliver callbacks.", "console", call="area('gates')"),
    Action("console.codes", "6", "Codes", "What a result code means.", "console", call="area('codes')"),
    Action("console.accounts", "7", "Accounts", "Who we are towards a provider.", "console", call="area('accounts')"),
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
