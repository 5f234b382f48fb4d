"""Everything a user can trigger, once: bindings, footer, palette, help panel and the README's key table read this.

An action `area.verb` is the method `action_verb` of whoever puts its context into BINDINGS; a hyphen in the verb is an
underscore in the method. Keys that terminals and multiplexers own (ctrl+s q i j m h b a) are not used.
"""

from __future__ import annotations

import re

from textual.binding import Binding, BindingType

from console.ui.actions.accounts import ACCOUNT_FORM, ACCOUNTS
from console.ui.actions.callbacks import CALLBACKS
from console.ui.actions.codes import CODES
from console.ui.actions.compose import COMPOSE
from console.ui.actions.everywhere import CONSOLE, ROWS
from console.ui.actions.gates import GATE_DESTINATIONS, GATE_FORM, GATE_HISTORY, GATE_HOSTS, GATE_REPLACE, GATES
from console.ui.actions.messages import MESSAGES
from console.ui.actions.row import Action
from console.ui.actions.whatsapp import (
    WHATSAPP,
    WHATSAPP_CONTACTS,
    WHATSAPP_MESSAGES,
    WHATSAPP_TEMPLATE_FORM,
    WHATSAPP_TEMPLATES,
)

__all__ = ["ACTIONS", "CONTEXT_TITLES", "Action", "action", "bindings", "is_action", "key_name", "key_table"]

ACTIONS: tuple[Action, ...] = (
    *CONSOLE,
    *ROWS,
    *CALLBACKS,
    *MESSAGES,
    *COMPOSE,
    *WHATSAPP,
    *WHATSAPP_MESSAGES,
    *WHATSAPP_CONTACTS,
    *WHATSAPP_TEMPLATES,
    *WHATSAPP_TEMPLATE_FORM,
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
    "whatsapp": "WhatsApp",
    "whatsapp-messages": "A request's messages",
    "whatsapp-contacts": "WhatsApp contacts",
    "whatsapp-templates": "WhatsApp templates",
    "whatsapp-template-form": "A template's form",
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
