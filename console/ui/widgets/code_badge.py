"""The signs and colours of states: the same everywhere, never by colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from console.domain.callbacks.event import Event, EventKind
from console.domain.codes.result_code import ResultCode
from console.domain.message import Message, Outcome
from console.domain.state import Billing, Delivery, Finality, State
from console.services.exports import state_sign


@dataclass(frozen=True, slots=True)
class Sign:
    """`role` is the end of a theme variable: `delivered` for `$state-delivered`."""

    sign: str
    role: str
    word: str


DELIVERED = Sign("●", "delivered", "delivered")
FAILED = Sign("✕", "failed", "not delivered")
TEMPORARY = Sign("◌", "temporary", "on its way")
UNKNOWN = Sign("?", "unknown", "unknown")
BILLED = Sign("¤", "billed", "billed")
BILLING_UNKNOWN = Sign("¿", "billed", "perhaps billed")
REPEATED = Sign("↻", "repeated", "told again")
LOOK = Sign("⚠", "look", "look here")
INBOUND = Sign("↓", "temporary", "received")

_BY_SIGN = {sign.sign: sign for sign in (DELIVERED, FAILED, TEMPORARY, UNKNOWN)}


def of_state(state: State | None) -> Sign:
    """The sign every export uses, with its colour; a report that says nothing about delivery leaves it unknown."""
    return _BY_SIGN.get(state_sign(state), UNKNOWN)


def of_event(event: Event) -> Sign:
    if event.kind is EventKind.UNRECOGNISED:
        return LOOK
    if event.kind is EventKind.INBOUND:
        return INBOUND
    return of_state(event.state)


def of_message(message: Message) -> Sign:
    """A message that may have been delivered and billed is unknown, whatever its parts say."""
    if message.outcome is Outcome.REFUSED:
        return FAILED
    if message.outcome is Outcome.SENDING:
        return TEMPORARY
    if message.outcome is Outcome.STOPPED:
        return Sign("✕", "failed", "stopped")
    if message.outcome is Outcome.UNKNOWN and message.state.finality is not Finality.FINAL:
        return UNKNOWN
    return of_state(message.state)


def of_billing(state: State | None) -> Sign | None:
    """The billed mark; nothing where nothing is billed or nobody asked."""
    if state is None or state.billing is Billing.NOT_BILLED:
        return None
    return BILLED if state.billing is Billing.BILLED else BILLING_UNKNOWN


_FINALITY = {Finality.FINAL: "final", Finality.TEMPORARY: "temporary", Finality.UNKNOWN: "may change"}
_DELIVERY = {
    Delivery.DELIVERED: "delivered",
    Delivery.NOT_DELIVERED: "not delivered",
    Delivery.UNKNOWN: "delivery unknown",
}
_BILLING = {Billing.BILLED: "billed", Billing.NOT_BILLED: "not billed", Billing.UNKNOWN: "billing unknown"}


def in_words(state: State) -> str:
    """`final · delivered · billed`."""
    return f"{_FINALITY[state.finality]} · {_DELIVERY[state.delivery]} · {_BILLING[state.billing]}"


def state_line(state: State) -> Content:
    """The triple in words, each in its colour."""
    delivery = of_state(state)
    finality = TEMPORARY if state.finality is Finality.TEMPORARY else None
    billing = of_billing(state)
    return Content.assemble(
        (_FINALITY[state.finality], f"$state-{finality.role}" if finality else "$quiet"),
        (" · ", "$quiet"),
        (_DELIVERY[state.delivery], f"$state-{delivery.role}"),
        (" · ", "$quiet"),
        (f"{billing.sign} " if billing else "", f"$state-{billing.role}" if billing else ""),
        (_BILLING[state.billing], f"$state-{billing.role}" if billing else "$quiet"),
    )


def code_badge(code: ResultCode) -> Content:
    """`● 1001 Delivered ¤`. Code tables are ours, their words may still be long."""
    sign = of_state(code.state)
    billing = of_billing(code.state)
    return Content.assemble(
        (f"{sign.sign} {code.code}", f"bold $state-{sign.role}"),
        (f" {code.name}", f"$state-{sign.role}"),
        (f" {billing.sign}" if billing else "", "$state-billed"),
    )
