"""What a screen offers: every action that can be done there, whatever has the focus, with the keys it has now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from textual.actions import parse
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from console.ui.actions import Action, action, is_action


@dataclass(frozen=True, slots=True)
class Offer:
    """`node` is whose method does it."""

    action: Action
    keys: tuple[str, ...]
    node: DOMNode


def offers(screen: Screen[Any], own_keys: Mapping[str, str]) -> list[Offer]:
    """The actions of the screen, then those of the console. `own_keys` are the keys the user has set, by action.

    What the screen binds is asked, not what is live: a field that takes letters hides the actions bound to letters.
    """
    found: dict[str, Offer] = {}
    for node in (screen, screen.app):
        for binding in node.BINDINGS:
            if not isinstance(binding, Binding) or binding.id is None or not is_action(binding.id):
                continue
            _, name, parameters = parse(binding.action)
            if node.check_action(name, parameters):
                keys = tuple(own_keys.get(binding.id, binding.key).split(","))
                found.setdefault(binding.id, Offer(action(binding.id), keys, node))
    return list(found.values())
