"""`switchroom messages`: what was sent, and the whole truth about one message."""

from __future__ import annotations

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
    run_with_desks,
    say,
    shared_options,
    show_list,
    state_cell,
)
from console.domain.plain_text import plain
from console.domain.redact import MASK
from console.domain.state import Delivery, State

if TYPE_CHECKING:
    from console.domain.callbacks.timeline import Step
    from console.domain.message import Message, Part, Recipient
    from console.services.desks import Desks
    from console.services.message_desk import MessageStory

_HEADS = ("id", "sent", "account", "from", "to", "state", "", "text")
_TEXT = 40


@click.group()
def messages() -> None:
    """List and show what was sent, and what became of it."""


@messages.command("list", context_settings=FILTER_SETTINGS)
@limit_option("The newest N that pass.")
@mask_option
@filter_argument
@shared_options
def list_(invocation: Invocation, limit: int, words: tuple[str, ...]) -> None:
    """List messages, newest last."""
    from console.services.exports import message_json

    where = read_filter(words, invocation.account)

    async def work(desks: Desks) -> None:
        found = list(reversed(await desks.messages.messages(where.text, limit=limit)))
        show_list(
            invocation,
            [_seen(invocation, desks, message) for message in found],
            message_json,
            _row,
            heads=_HEADS,
            nothing="No message passes this filter." if words else "Nothing was sent yet.",
        )

    run_with_desks(invocation, work)


@messages.command()
@mask_option
@click.argument("message_id", metavar="ID")
@shared_options
def show(invocation: Invocation, message_id: str) -> None:
    """Show one message: its recipients, their parts, and each report with the time since the step before.

    ID is ours, a beginning of it that no other has, or the provider's.
    """

    async def work(desks: Desks) -> None:
        story = await desks.messages.message(message_id)
        seen = _seen(invocation, desks, story.message)
        if invocation.json:
            from console.services.exports import message_json

            emit(message_json(seen))
        else:
            tell(desks, story, seen)

    run_with_desks(invocation, work)


def _seen(invocation: Invocation, desks: Desks, message: Message) -> Message:
    from console.domain.masking import masked_message

    return masked_message(message) if invocation.masks(desks) else message


def _row(message: Message) -> tuple[Cell, ...]:
    from console.services.exports import billing_sign

    recipients = message.recipients
    to = recipients[0].to if recipients else "-"
    more = f" +{len(recipients) - 1}" if len(recipients) > 1 else ""
    text = message.text if len(message.text) <= _TEXT else message.text[: _TEXT - 1] + "…"
    return (
        message.id,
        Styled(local_time(message.sent_at), "quiet"),
        message.account,
        message.source,
        to + more,
        _whole(message),
        billing_sign(message.state),
        text,
    )


def _whole(message: Message) -> Cell:
    """The state of an accepted message, or how many of its parts were delivered where they differ; of any other, how
    its request ended."""
    from console.services.exports import state_words

    if message.outcome == "accepted":
        parts = [part.state.delivery for recipient in message.recipients for part in recipient.parts]
        if len(set(parts)) > 1:
            of = f"{len(parts)} {_unit(message)}s"
            return state_cell(message.state, f"{parts.count(Delivery.DELIVERED)} of {of} delivered")
        return state_cell(message.state, state_words(message.state))
    style = {"refused": "not_delivered", "unknown": "unknown", "sending": "temporary"}.get(message.outcome, "quiet")
    sign = {"refused": "✕", "unknown": "?", "sending": "◌"}.get(message.outcome, "·")
    return Styled(f"{sign} {message.outcome}", style)


def _unit(message: Message) -> str:
    """What a part is: one SMS of a long text, or one of several WhatsApp messages."""
    return "message" if message.channel == "whatsapp" else "part"


def tell(desks: Desks, story: MessageStory, message: Message) -> None:
    """A message for people: its facts, then recipient, part and report as a tree. `message` is the story's own as it
    is to be seen, masked or not."""
    from console.domain.callbacks.timeline import timeline
    from console.services.exports import billing_sign

    say(Styled(f"Message {message.id}", "strong"), "  ", _whole(message), " ", billing_sign(message.state))
    facts = [
        ("sent", local_time(message.sent_at, precise=True)),
        ("account", f"{message.account}  {message.provider}  {message.environment}"),
        ("from", message.source),
        ("text", message.text),
        ("messages" if message.channel == "whatsapp" else "segments", str(message.segments)),
        ("reference", message.reference),
        ("resend of", message.resend_of),
        ("reason", message.resend_reason),
    ]
    for name, value in facts:
        if value:
            say("  ", Styled(f"{name:<10}", "head"), value)
    steps = timeline(story.message, story.events)
    for place, recipient in enumerate(message.recipients):
        last = place == len(message.recipients) - 1
        _tell_recipient(desks, message, recipient, [step for step in steps if step.recipient == place], last=last)


def _tell_recipient(desks: Desks, message: Message, recipient: Recipient, steps: list[Step], *, last: bool) -> None:
    rail = "   " if last else "│  "
    say("└─ " if last else "├─ ", Styled(recipient.to, "strong"), f"  {recipient.outcome}")
    for step in steps:
        if step.part is None:
            say(rail, "  ", *_step(desks, message, step))
    for position, part in enumerate(recipient.parts):
        last_part = position == len(recipient.parts) - 1
        branch, inner = ("└─ ", "   ") if last_part else ("├─ ", "│  ")
        named = f"{_unit(message)} {part.index}  {_part_words(desks, message, recipient, part)}  "
        say(rail, branch, named, *_state(desks, message, part.state, part.code))
        for step in steps:
            if step.part == part.index:
                say(rail, inner, "  ", *_step(desks, message, step))


def _part_words(desks: Desks, message: Message, recipient: Recipient, part: Part) -> str:
    """Its id; of a WhatsApp message, which all have the same, also what it is."""
    if message.channel != "whatsapp":
        return _part_id(recipient, part)
    from console.domain.whatsapp.summary import message_summary

    if not message.request:
        return f"{MASK}  {part.provider_message_id or '-'}"
    sent = desks.whatsapp.outbox.sent_request(message).messages
    words = message_summary(sent[part.index]) if part.index < len(sent) else "not of this request"
    return f"{plain(words, _TEXT)}  {part.provider_message_id or '-'}"


def _part_id(recipient: Recipient, part: Part) -> str:
    """As the provider gave it; parts that share one are told apart as in their reports."""
    if part.provider_message_id is None:
        return "-"
    shared = sum(other.provider_message_id == part.provider_message_id for other in recipient.parts) > 1
    return f"{part.provider_message_id}${part.index}" if shared else part.provider_message_id


def _step(desks: Desks, message: Message, step: Step) -> list[Cell]:
    after = "" if step.after is None else _span(step.after)
    repeats = f"  ↻{step.repeats}" if step.repeats else ""
    cells: list[Cell] = [Styled(local_time(step.at, precise=True), "quiet"), f"  {step.what:<9} {after:>9}  "]
    if step.what == "report":
        cells += _state(desks, message, step.state, step.code)
    elif step.description is not None:
        cells.append(f"{step.code} {step.description}" if step.code is not None else step.description)
    return [*cells, repeats]


def _state(desks: Desks, message: Message, state: State, code: int | None) -> list[Cell]:
    from console.services.exports import billing_sign, state_words

    meaning = desks.codes.explain(message.provider, code) if code is not None else None
    words = f"{code} {meaning.name}" if meaning is not None else str(code) if code is not None else state_words(state)
    return [state_cell(state, words), f" {billing_sign(state)}".rstrip()]


def _span(milliseconds: int) -> str:
    """`+271 ms`, `+4.6 s`, `+3 min`; what overtook has a minus."""
    sign = "-" if milliseconds < 0 else "+"
    size = abs(milliseconds)
    if size < 1_000:
        return f"{sign}{size} ms"
    if size < 120_000:
        return f"{sign}{size / 1000:.1f} s"
    if size < 7_200_000:
        return f"{sign}{size // 60_000} min"
    return f"{sign}{size // 3_600_000} h"
