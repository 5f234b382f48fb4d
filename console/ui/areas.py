"""The work areas, in the order of their keys. A screen's modules are imported when it is first visited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from console.services.desks import Desks
    from console.ui.screens.area import AreaScreen


@dataclass(frozen=True, slots=True)
class Area:
    id: str
    title: str
    open: Callable[[Desks], AreaScreen]


def _callbacks(desks: Desks) -> AreaScreen:
    from console.ui.screens.callbacks.screen import CallbacksScreen

    return CallbacksScreen(desks)


def _messages(desks: Desks) -> AreaScreen:
    from console.ui.screens.messages.screen import MessagesScreen

    return MessagesScreen(desks)


def _compose(desks: Desks) -> AreaScreen:
    from console.ui.screens.compose.screen import ComposeScreen

    return ComposeScreen(desks)


def _whatsapp(desks: Desks) -> AreaScreen:
    from console.ui.screens.whatsapp.screen import WhatsAppScreen

    return WhatsAppScreen(desks)


def _gates(desks: Desks) -> AreaScreen:
    from console.ui.screens.gates.screen import GatesScreen

    return GatesScreen(desks)


def _codes(desks: Desks) -> AreaScreen:
    from console.ui.screens.codes.screen import CodesScreen

    return CodesScreen(desks)


def _accounts(desks: Desks) -> AreaScreen:
    from console.ui.screens.accounts.screen import AccountsScreen

    return AccountsScreen(desks)


AREAS = (
    Area("callbacks", "Callbacks", _callbacks),
    Area("messages", "Messages", _messages),
    Area("compose", "Compose", _compose),
    Area("whatsapp", "WhatsApp", _whatsapp),
    Area("gates", "Gates", _gates),
    Area("codes", "Codes", _codes),
    Area("accounts", "Accounts", _accounts),
)
