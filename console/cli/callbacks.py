"""`switchroom callbacks`: what providers told us."""

from __future__ import annotations

import base64
import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from console.cli.filters import FILTER_SETTINGS, filter_argument, read_filter
from console.cli.output import (
    Cell,
    Invocation,
    Styled,
    emit,
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
from console.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from console.domain.callbacks.event import StoredCallback, StoredEvent
    from console.services.desks import Desks

_TEXT = 40
_HEADS = ("id", "received", "account", "to", "code", "", "operator", "message")


@click.group()
def callbacks() -> None:
    """List, follow and show what providers told us.

    FILTER is words and field:value pairs that must all hold, as in: code:>=2000 -operator:no.telenor since:1h
    """


@callbacks.command("list", context_settings=FILTER_SETTINGS)
@limit_option("The newest N that pass.")
@mask_option
@filter_argument
@shared_options
def list_(invocation: Invocation, limit: int, words: tuple[str, ...]) -> None:
    """List events, newest last."""
    from console.services.exports import event_json

    where = read_filter(words, invocation.account)

    async def work(desks: Desks) -> None:
        events = await desks.log.events(where, limit=limit)
        show_list(
            invocation,
            [_seen(invocation, desks, stored) for stored in events],
            event_json,
            partial(_row, desks),
            heads=_HEADS,
            nothing="No callback passes this filter." if words else "No callbacks yet.",
            right=(0,),
        )

    run_with_desks(invocation, work)


@callbacks.command(context_settings=FILTER_SETTINGS)
@mask_option
@filter_argument
@shared_options
def tail(invocation: Invocation, words: tuple[str, ...]) -> None:
    """Follow events as they are stored, until Ctrl-C."""
    where = read_filter(words, invocation.account)

    async def work(desks: Desks) -> None:
        from console.services.exports import event_json

        news = await desks.log.follow(where)
        if not invocation.json:
            remark("Waiting for callbacks; Ctrl-C ends.")
        async for stored in news:
            seen = _seen(invocation, desks, stored)
            if invocation.json:
                emit(event_json(seen))
            else:
                say(*_line(desks, seen))

    try:
        run_with_desks(invocation, work)
    except KeyboardInterrupt:
        return


@callbacks.command()
@mask_option
@click.argument("event_id", metavar="ID", type=click.IntRange(1))
@shared_options
def show(invocation: Invocation, event_id: int) -> None:
    """Show one event and what its code means."""

    async def work(desks: Desks) -> None:
        from console.services.exports import event_json, event_text

        stored = _seen(invocation, desks, await desks.log.event(event_id))
        if invocation.json:
            emit(event_json(stored))
            return
        event = stored.event
        meaning = desks.codes.explain(event.provider, event.code) if event.code is not None else None
        title, *lines = event_text(stored, meaning).split("\n")
        say(Styled(title, "strong"))
        for line in lines:
            say(line)

    run_with_desks(invocation, work)


@callbacks.command()
@click.option("--body", is_flag=True, help="Only the body, byte for byte.")
@click.option("--callback", "by_callback", is_flag=True, help="ID is a callback's number, not an event's.")
@click.argument("number", metavar="ID", type=click.IntRange(1))
@shared_options
def raw(invocation: Invocation, body: bool, by_callback: bool, number: int) -> None:
    """Write the stored request behind an event; its secrets were masked before it was stored.

    On a terminal control characters are shown, not obeyed; into a file or pipe go the exact bytes.
    """
    if body and invocation.json:
        raise InvalidInput("--body writes bytes, and --json a document.", hint="Give one of them.")

    async def work(desks: Desks) -> StoredCallback:
        wanted: int | None = number
        if not by_callback:
            wanted = (await desks.log.event(number)).callback
        if wanted is None:
            raise NotFound(f"Event {number} did not come with a callback.", hint="'callbacks show' has all of it.")
        return await desks.log.callback(wanted)

    callback = run_with_desks(invocation, work)
    if invocation.json:
        emit(_document(callback))
        return
    content = callback.request.body if body else _request(callback)
    if sys.stdout.isatty():
        from console.domain.plain_text import plain_lines

        for line in plain_lines(content.decode("utf-8", "replace")):
            click.echo(line)
    else:
        click.echo(content, nl=False)


def _seen(invocation: Invocation, desks: Desks, stored: StoredEvent) -> StoredEvent:
    from console.domain.masking import masked_event

    return masked_event(stored) if invocation.masks(desks) else stored


def _row(desks: Desks, stored: StoredEvent) -> tuple[Cell, ...]:
    return (
        str(stored.id),
        Styled(local_time(stored.received_at), "quiet"),
        stored.account or "-",
        stored.destination or "-",
        *_meaning(desks, stored),
        stored.event.operator or "-",
        stored.message or "-",
    )


def _meaning(desks: Desks, stored: StoredEvent) -> tuple[Cell, Cell]:
    """What it says, and its marks: billed, repeated."""
    from console.services.exports import billing_sign

    event = stored.event
    repeats = f"↻{stored.repeats}" if stored.repeats else ""
    marks = f"{billing_sign(event.state)} {repeats}".strip()
    if event.kind == "unrecognised":
        return Styled("⚠ unrecognised", "warning"), marks
    if event.kind == "inbound":
        return f"← {_received(stored)}"[:_TEXT], marks
    if event.channel == "whatsapp" and event.part is not None:
        marks = f"message {event.part}  {marks}".rstrip()
    meaning = desks.codes.explain(event.provider, event.code) if event.code is not None else None
    name = meaning.name if meaning is not None else event.status or ""
    code = "-" if event.code is None else str(event.code)
    return state_cell(event.state, f"{code} {name}"), marks


def _received(stored: StoredEvent) -> str:
    """What was said; over WhatsApp also by whom, and what kind of thing it was where that is no text."""
    event = stored.event
    if event.channel != "whatsapp":
        return event.text or ""
    return f"{event.source or '-'} {event.text or str(event.extra.get('contentType') or '').lower()}".rstrip()


def _line(desks: Desks, stored: StoredEvent) -> list[Cell]:
    """A row whose neighbours are not known yet: widths are fixed instead of measured."""
    cells: list[Cell] = []
    widths = (6, 19, 12, 14, 30, 4, 14, 26)
    for cell, width in zip(_row(desks, stored), widths, strict=True):
        text = cell if isinstance(cell, str) else cell.text
        padded = text.ljust(width)
        cells += [padded if isinstance(cell, str) else Styled(padded, cell.style), "  "]
    return cells


def _request(callback: StoredCallback) -> bytes:
    request = callback.request
    target = request.path + (f"?{request.query}" if request.query else "")
    head = [f"{request.method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in request.headers)]
    return "\r\n".join([*head, "", ""]).encode("utf-8", "surrogateescape") + request.body


def _document(callback: StoredCallback) -> dict[str, object]:
    from console.domain.timestamps import format_rfc3339

    request = callback.request
    try:
        text: str | None = request.body.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    return {
        "id": callback.id,
        "received_at": format_rfc3339(request.received_at),
        "listener": callback.listener,
        "account": callback.account,
        "peer": request.peer,
        "method": request.method,
        "path": request.path,
        "query": request.query,
        "headers": [list(header) for header in request.headers],
        "content_type": request.content_type,
        "body": text,
        "body_base64": base64.b64encode(request.body).decode("ascii"),
        "answer_status": callback.answer_status,
        "source_check": callback.source_check,
    }
