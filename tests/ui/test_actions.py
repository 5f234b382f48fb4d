from __future__ import annotations

import re
from collections import Counter

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from console.settings.keymap import KnownBinding, keymap
from console.ui import actions
from console.ui.actions import ACTIONS, CONTEXT_TITLES, Action
from console.ui.app import SwitchroomApp
from console.ui.screens.accounts.account_form import AccountFormScreen
from console.ui.screens.accounts.screen import AccountsScreen
from console.ui.screens.callbacks.event_screen import EventScreen
from console.ui.screens.callbacks.screen import CallbacksScreen
from console.ui.screens.codes.screen import CodesScreen
from console.ui.screens.compose.screen import ComposeScreen
from console.ui.screens.gates.destination_list import DestinationList
from console.ui.screens.gates.gate_form import GateFormScreen
from console.ui.screens.gates.gate_screen import GateScreen
from console.ui.screens.gates.history_screen import HistoryScreen
from console.ui.screens.gates.hosts_screen import HostsScreen
from console.ui.screens.gates.replace_screen import ReplaceScreen
from console.ui.screens.gates.screen import GatesScreen
from console.ui.screens.messages.message_screen import MessageScreen
from console.ui.screens.messages.screen import MessagesScreen
from console.ui.screens.whatsapp.contacts_screen import ContactsScreen
from console.ui.screens.whatsapp.message_list import MessageList
from console.ui.screens.whatsapp.screen import WhatsAppScreen
from console.ui.screens.whatsapp.template_form import TemplateFormScreen
from console.ui.screens.whatsapp.templates_screen import TemplatesScreen
from console.ui.widgets.row_view import RowView

OWNERS: dict[str, tuple[type[DOMNode], ...]] = {
    "console": (SwitchroomApp,),
    "rows": (RowView,),
    "callbacks": (CallbacksScreen, EventScreen),
    "messages": (MessagesScreen, MessageScreen),
    "compose": (ComposeScreen,),
    "whatsapp": (WhatsAppScreen,),
    "whatsapp-messages": (MessageList,),
    "whatsapp-contacts": (ContactsScreen,),
    "whatsapp-templates": (TemplatesScreen,),
    "whatsapp-template-form": (TemplateFormScreen,),
    "gates": (GatesScreen, GateScreen),
    "gate-form": (GateFormScreen,),
    "gate-destinations": (DestinationList,),
    "gate-history": (HistoryScreen,),
    "gate-hosts": (HostsScreen,),
    "gate-replace": (ReplaceScreen,),
    "codes": (CodesScreen,),
    "accounts": (AccountsScreen,),
    "account-form": (AccountFormScreen,),
}
OWNED_BY_TERMINALS = {f"ctrl+{letter}" for letter in "sqijmhba"}
ONE_SCREEN = (
    *("callbacks", "messages", "whatsapp-contacts", "whatsapp-templates"),
    *("gates", "gate-history", "gate-hosts", "codes", "accounts"),
)


def bound(owner: type[DOMNode]) -> dict[str, Binding]:
    """The bindings of a class that come from the registry, by id."""
    return {
        one.id: one for one in owner.__dict__.get("BINDINGS", []) if isinstance(one, Binding) and one.id is not None
    }


def test_every_action_has_one_id_and_a_place() -> None:
    assert [name for name, count in Counter(action.id for action in ACTIONS).items() if count > 1] == []
    assert {action.context for action in ACTIONS} == set(CONTEXT_TITLES) == set(OWNERS)
    for action in ACTIONS:
        assert re.fullmatch(r"[a-z-]+\.[a-z-]+", action.id)
        assert action.id.startswith(f"{action.context}.")
        assert actions.action(action.id) is action
        assert action.help.endswith(".")


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_method_on_its_owner(action: Action) -> None:
    owners = [owner for owner in OWNERS[action.context] if action.id in bound(owner)]
    assert OWNERS[action.context][0] in owners
    for owner in owners:
        binding = bound(owner)[action.id]
        assert (binding.key, binding.description, binding.tooltip) == (action.key, action.name, action.help)
        method = binding.action.partition("(")[0]
        assert callable(getattr(owner, f"action_{method}", None)), method


def test_no_key_means_two_things_in_one_place() -> None:
    for context in CONTEXT_TITLES:
        places = {"console", context} | ({"rows"} if context in ONE_SCREEN else set())
        keys = Counter(key for action in ACTIONS if action.context in places for key in action.key.split(","))
        assert [key for key, count in keys.items() if count > 1] == [], context


def test_no_key_belongs_to_terminals() -> None:
    keys = {key for action in ACTIONS for key in action.key.split(",")}
    assert not keys & OWNED_BY_TERMINALS


def test_every_default_key_is_one_a_user_may_write_and_none_clash() -> None:
    known = [KnownBinding(action.id, action.key, action.context) for action in ACTIONS]
    own = {action.id: action.key for action in ACTIONS}
    assert keymap(own, known) == own


def test_the_key_table_has_a_line_for_every_action() -> None:
    table = actions.key_table()
    for action in ACTIONS:
        line = f"| {action.name} | {action.help} |"
        assert line in table
        if action.command_line:
            assert f"{line} `{action.command_line}` |" in table
    assert table.count("|---|---|---|---|") == len(CONTEXT_TITLES)
    assert "`/`" in table
    assert "`slash`" not in table


def test_an_id_that_is_none_is_refused() -> None:
    assert not actions.is_action("callbacks.explode")
    assert not actions.is_action(None)
    with pytest.raises(KeyError):
        actions.action("callbacks.explode")
