"""`switchroom whatsapp window`: what may be sent to whom, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from console.cli.output import (
    Cell,
    Invocation,
    Styled,
    emit,
    instant,
    local_time,
    mask_option,
    remark,
    run_with_desks,
    say,
    shared_options,
    show_table,
)

if TYPE_CHECKING:
    from console.services.conversation import KnownContact, LastWord
    from console.services.desks import Desks

_HEADS = ("from", "account", "window", "until", "last received", "last sent")
WINDOW_WORDS: dict[bool | None, Cell] = {
    True: Styled("● open", "delivered"),
    False: Styled("✕ closed", "not_delivered"),
    None: "? not known",
}


@click.command()
@mask_option
@click.argument("number")
@shared_options
def window(invocation: Invocation, number: str) -> None:
    """Say whether the 24-hour window of NUMBER is open, for each of our numbers that it wrote with.

    Known is what was received here. Where nothing was, the window may be open all the same, and nothing is forbidden.
    """

    async def work(desks: Desks) -> None:
        known = await desks.whatsapp.contacts.windows(number)
        known = [one for one in known if invocation.account in (None, one.account)]
        if invocation.json:
            for one in known or _strangers(desks, number, invocation.account):
                emit(contact_document(one, mask=invocation.masks(desks)))
        elif known:
            show_table([_row(one) for one in known], heads=_HEADS)
            for one in known:
                say(Styled(f"{one.source}: {desks.whatsapp.contacts.words(one.window)}", "quiet"))
        else:
            remark(desks.whatsapp.contacts.words(await desks.whatsapp.contacts.window("", number)))

    run_with_desks(invocation, work)


def _strangers(desks: Desks, number: str, account: str | None) -> list[KnownContact]:
    """Nothing is known between the accounts' own numbers and this one, and a script is told so."""
    from console.domain.phone import destination
    from console.domain.whatsapp.care_window import Window
    from console.services.conversation import KnownContact

    normal = destination(number).normal or number
    return [
        KnownContact(one.options["source"], normal, one.name, None, None, Window())
        for one in desks.whatsapp.outbox.accounts()
        if account in (None, one.name) and one.options.get("source")
    ]


def contact_document(known: KnownContact, *, mask: bool) -> dict[str, Any]:
    """`open` is null where nobody knows; `left` is in milliseconds."""
    from console.domain.redact import mask_number

    source, number = (mask_number(one) if mask else one for one in (known.source, known.number))
    return {
        "source": source,
        "number": number,
        "account": known.account,
        "open": known.window.open,
        "until": instant(known.window.until),
        "left": known.window.left,
        "last_inbound_at": instant(known.last_inbound.at if known.last_inbound else None),
        "last_outbound_at": instant(known.last_outbound.at if known.last_outbound else None),
    }


def _row(known: KnownContact) -> tuple[Cell, ...]:
    until = known.window.until
    return (
        Styled(known.source, "strong"),
        known.account or "-",
        WINDOW_WORDS[known.window.open],
        "-" if until is None else local_time(until),
        Styled(_when(known.last_inbound), "quiet"),
        Styled(_when(known.last_outbound), "quiet"),
    )


def _when(word: LastWord | None) -> str:
    return "-" if word is None else local_time(word.at)
