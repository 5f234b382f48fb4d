"""The providers Switchroom speaks to, by name and by what they can do. Naming them loads none of their clients."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TypeVar

from console.errors import InvalidInput
from console.providers.contract import CallbackProvider, GateProvider, Provider, SmsProvider, WhatsAppProvider
from console.providers.link_gates.provider import LinkGate
from console.providers.link_smsc.provider import LinkSmsc
from console.providers.link_whatsapp.provider import LinkWhatsApp

_Capable = TypeVar("_Capable", bound=Provider)

_LINK_SMSC = LinkSmsc()
_LINK_WHATSAPP = LinkWhatsApp()
_LINK_GATE = LinkGate()

_PROVIDERS: tuple[Provider, ...] = (_LINK_SMSC, _LINK_WHATSAPP, _LINK_GATE)
_SEND_SMS: tuple[SmsProvider, ...] = (_LINK_SMSC,)
_SEND_WHATSAPP: tuple[WhatsAppProvider, ...] = (_LINK_WHATSAPP,)
_CALL_BACK: tuple[CallbackProvider, ...] = (_LINK_SMSC, _LINK_WHATSAPP)
_KEEP_GATES: tuple[GateProvider, ...] = (_LINK_GATE,)


def providers() -> list[Provider]:
    """All of them, in the order they are shown."""
    return list(_PROVIDERS)


def provider(name: str) -> Provider:
    """Raises InvalidInput naming the known ones."""
    known = {one.name: one for one in _PROVIDERS}
    if name not in known:
        near = get_close_matches(name, known, n=1)
        meant = f"Did you mean {near[0]}? " if near else ""
        raise InvalidInput(
            f"There is no provider called {name!r}.",
            hint=f"{meant}Known: {', '.join(known)}.",
            field="provider",
        )
    return known[name]


def sms_providers() -> list[SmsProvider]:
    return list(_SEND_SMS)


def sms_provider(name: str) -> SmsProvider:
    """Raises InvalidInput where there is none of that name, or it sends no text messages."""
    return _capable(name, _SEND_SMS, "sends no text messages")


def whatsapp_providers() -> list[WhatsAppProvider]:
    return list(_SEND_WHATSAPP)


def whatsapp_provider(name: str) -> WhatsAppProvider:
    """Raises InvalidInput where there is none of that name, or it sends no WhatsApp messages."""
    return _capable(name, _SEND_WHATSAPP, "sends no WhatsApp messages")


def callback_providers() -> list[CallbackProvider]:
    return list(_CALL_BACK)


def callback_provider(name: str) -> CallbackProvider:
    """Raises InvalidInput where there is none of that name, or it calls nobody back."""
    return _capable(name, _CALL_BACK, "calls nobody back")


def gate_providers() -> list[GateProvider]:
    return list(_KEEP_GATES)


def gate_provider(name: str) -> GateProvider:
    """Raises InvalidInput where there is none of that name, or it keeps no gates."""
    return _capable(name, _KEEP_GATES, "keeps no gates")


def _capable(name: str, capable: Iterable[_Capable], cannot: str) -> _Capable:
    for one in capable:
        if one.name == name:
            return one
    known = provider(name)
    raise InvalidInput(
        f"{known.title} {cannot}.", hint=f"That is for {', '.join(one.name for one in capable)}.", field="provider"
    )
