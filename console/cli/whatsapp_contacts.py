"""`switchroom whatsapp contacts` and `thread`: who wrote, and what was said."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from console.cli.output import (
    Cell,
    Invocation,
    Styled,
    emit,
    instant,
    limit_option,
    local_time,
    mask_option,
    remark,
    run_with_desks,
    say,
    shared_options,
    show_list,
    state_cell,
)
from console.cli.whatsapp_window import WINDOW_WORDS, contact_document
from console.domain.plain_text import plain, plain_lines
from console.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from console.domain.timestamps import Millis
    from console.services.conversation import KnownContact, Received, Sent
    from console.services.desks import Desks

_HEADS = ("contact", "from", "account", "window", "last", "last received")
_SHORT, _LONG = 60, 2_000  # characters of a text in a table, and by itself


@click.command()
@mask_option
@limit_option("How many.")
@shared_options
def contacts(invocation: Invocation, limit: int) -> None:
    """List who wrote to us or was written to, the last active first, with the 24-hour window of each."""

    async def work(desks: Desks) -> None:
        mask = invocation.masks(desks)
        show_list(
            invocation,
            await desks.whatsapp.contacts.contacts(invocation.account, limit=limit),
            partial(contact_document, mask=mask),
            partial(_row, mask=mask),
            heads=_HEADS,
            nothing="Nobody was written to over WhatsApp yet, and nobody wrote.",
        )

    run_with_desks(invocation, work)


@click.command()
@click.argument("number")
@click.option("--from", "source", metavar="SOURCE", help="Our number, where several wrote with this one.")
@mask_option
@limit_option("How many messages.", default=50)
@shared_options
def thread(invocation: Invocation, number: str, source: str | None, limit: int) -> None:
    """Show what was said between us and NUMBER, oldest first, with what became of each message sent."""

    async def work(desks: Desks) -> None:
        of = desks.whatsapp.contacts
        known = [one for one in await of.windows(number, source) if invocation.account in (None, one.account)]
        if not known:
            raise NotFound(f"Nothing was exchanged with {plain(number, 30)} here.")
        if len(known) > 1:
            ours = ", ".join(plain(one.source, 30) for one in known)
            raise InvalidInput(f"Several of our numbers wrote with it: {ours}.", hint="Name one: --from.", field="from")
        told = await of.thread(known[0].source, known[0].number, limit=limit)
        for entry in map(_masked, told.entries) if invocation.masks(desks) else told.entries:
            if invocation.json:
                emit(_document(entry))
            else:
                _tell(desks, entry)
        if not invocation.json:
            if told.more:
                remark(f"There is older; --limit {limit * 2} shows more.")
            remark(of.words(told.contact.window))

    run_with_desks(invocation, work)


def _masked(entry: Received | Sent) -> Received | Sent:
    """What kind of thing was said and what became of it, not what it said."""
    from console.domain.masking import masked_event
    from console.domain.redact import MASK
    from console.domain.whatsapp.message import Message
    from console.services.conversation import Received

    if isinstance(entry, Received):
        text, payload = (None if said is None else MASK for said in (entry.text, entry.payload))
        return replace(entry, text=text, payload=payload, event=masked_event(entry.event))
    return replace(entry, content=Message({"type": entry.content.kind}))


def _document(entry: Received | Sent) -> dict[str, Any]:
    """`content` is the message as it was sent, `extra` what a received one held beside its text."""
    from console.services.conversation import Received

    if isinstance(entry, Received):
        event = entry.event.event
        return {
            "kind": "received",
            "at": instant(entry.at),
            "text": entry.text,
            "payload": entry.payload,
            "reply_to": entry.reply_to,
            "provider_message_id": event.provider_message_id,
            "event": entry.event.id,
            "extra": dict(event.extra),
        }
    return {
        "kind": "sent",
        "at": instant(entry.at),
        "message": entry.message_id,
        "index": entry.index,
        "account": entry.account,
        "outcome": str(entry.outcome),
        "finality": str(entry.state.finality),
        "delivery": str(entry.state.delivery),
        "billing": str(entry.state.billing),
        "code": entry.part.code if entry.part else entry.code,
        "content": dict(entry.content.document),
    }


def _tell(desks: Desks, entry: Received | Sent) -> None:
    from console.domain.whatsapp.summary import message_summary
    from console.services.conversation import Received

    if isinstance(entry, Received):
        kind = str(entry.event.event.extra.get("contentType", "no text")).lower()
        text = f"({kind})" if entry.text is None else entry.text
        pressed = f"  [payload {plain(entry.payload, _SHORT)}]" if entry.payload else ""
        _say(entry.at, Styled("← ", "strong"), text, Styled(pressed, "quiet"))
    else:
        _say(entry.at, "→ ", message_summary(entry.content), _became(desks, entry))


def _became(desks: Desks, entry: Sent) -> Cell:
    from console.services.exports import state_words

    words = str(entry.outcome) if entry.part is None else state_words(entry.state)
    provider = next((event.event.provider for event in entry.events), None)
    code = entry.part.code if entry.part else None
    if provider is not None and code is not None:
        meaning = desks.codes.explain(provider, code)
        words = str(code) if meaning is None else f"{code} {meaning.name}"
    cell = state_cell(entry.state, words)
    return Styled(f"  {cell.text}", cell.style)


def _say(at: Millis, sign: Cell, text: str, end: Cell) -> None:
    """The lines of a text under one another, and the end behind the last."""
    first, *others = plain_lines(text, _LONG)
    say(Styled(f"{local_time(at)}  ", "quiet"), sign, first, *(() if others else (end,)))
    for number, line in enumerate(others, start=1):
        say(" " * 23, line, *((end,) if number == len(others) else ()))


def _row(known: KnownContact, *, mask: bool) -> tuple[Cell, ...]:
    from console.domain.redact import mask_number

    source, number = (mask_number(one) if mask else one for one in (known.source, known.number))
    received = known.last_inbound
    return (
        Styled(number, "strong"),
        source,
        known.account or "-",
        WINDOW_WORDS[known.window.open],
        local_time(known.last_at),
        Styled("-" if received is None else plain(received.text, _SHORT), "quiet"),
    )
