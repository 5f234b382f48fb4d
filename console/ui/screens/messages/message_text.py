"""The whole truth about one message: the request, each recipient, each part, each report with the time it took."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping

from textual.content import Content

from console.domain.callbacks.event import StoredEvent
from console.domain.document import object_at
from console.domain.json_text import write_json
from console.domain.message import Message, Outcome, Part, Recipient
from console.domain.plain_text import plain, plain_lines
from console.domain.timestamps import Millis, duration
from console.domain.whatsapp.message import Message as WhatsAppMessage
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.summary import message_summary
from console.services.message_desk import MessageStory
from console.services.whatsapp_contacts import REQUEST
from console.services.whatsapp_sending import CHANNEL
from console.ui import instants
from console.ui.screens.messages.message_rows import counts, units
from console.ui.widgets import code_badge
from console.ui.widgets.facts import Fact, facts, heading, lines
from console.ui.widgets.row_view import fit
from console.ui.widgets.timeline_view import timeline

NameOf = Callable[[str, int], str | None]

_CUT = 2000
_MOST_RECIPIENTS = 200
_MOST_MESSAGES = 50
_LONGEST = 20_000
_NAMED = 22  # columns of a WhatsApp message's short words before what became of it
_MAY_HAVE = (
    "It may have been delivered and billed. Ask the provider, or the receiver, before it is sent again; sending it "
    "again asks for a reason."
)


def message_text(story: MessageStory, width: int, now: Millis, name_of: NameOf, *, request: bool) -> Content:
    message = story.message
    parts = [_title(message), code_badge.state_line(message.state)]
    if may_have_arrived(message):
        parts += [Content(""), *_warning(_MAY_HAVE, width)]
    parts += [Content(""), *facts(_facts(message, now), width)]
    if message.channel == CHANNEL:
        parts += _messages(message, width)
    else:
        parts += heading("Text", f"{message.segments} segment{'' if message.segments == 1 else 's'} each")
        parts += [wrapped for line in plain_lines(message.text, _CUT) for wrapped in Content(line).wrap(width)]
    parts += heading("What became of it")
    points = [(message.sent_at, code_badge.TEMPORARY)]
    points += sorted(
        ((stored.received_at, code_badge.of_event(stored.event)) for stored in story.events[:60]),
        key=lambda point: point[0],
    )
    if len(points) > 1:
        took = duration(points[-1][0] - points[0][0])
        parts.append(Content.assemble(timeline(points, max(0, width - len(took) - 1)), (f" {took}", "$quiet")))
    # Ordered and timed by our own clock: providers' are coarser, and may be behind.
    events = {stored.id: stored for stored in story.events}
    for recipient in message.recipients[:_MOST_RECIPIENTS]:
        parts += _recipient(message, recipient, events, now, name_of)
    if len(message.recipients) > _MOST_RECIPIENTS:
        parts.append(Content.styled(f"… {len(message.recipients) - _MOST_RECIPIENTS:,} more recipients", "$quiet"))
    parts = [part.truncate(width, ellipsis=True) for part in parts]
    parts += _request(message, width, open_=request)
    return lines(parts)


def may_have_arrived(message: Message) -> bool:
    """Whether somebody's request left and nobody knows what became of it."""
    return any(
        recipient.outcome is Outcome.UNKNOWN and code_badge.of_state(recipient.state) is code_badge.UNKNOWN
        for recipient in message.recipients
    )


def _title(message: Message) -> Content:
    sign = code_badge.of_message(message)
    done, total = counts(message)
    words = f"{done} of {total} {units(message)} delivered" if total > 1 else sign.word
    if message.outcome in (Outcome.REFUSED, Outcome.SENDING):
        words = {Outcome.REFUSED: "refused", Outcome.SENDING: "being sent"}[message.outcome]
    return Content.styled(f"{sign.sign} {words}", f"bold $state-{sign.role}")


def _facts(message: Message, now: Millis) -> list[Fact]:
    rows: list[Fact] = [
        ("id", message.id),
        ("account", plain(f"{message.account}, {message.provider}, {message.environment}", _CUT)),
        ("from", plain(message.source, _CUT)),
        ("sent", instants.exact(message.sent_at, now)),
    ]
    if message.reference:
        rows.append(("reference", plain(message.reference, _CUT)))
    if message.resend_of:
        rows.append(("repeats", plain(message.resend_of, _CUT)))
    if message.resend_reason:
        rows.append(("because", plain(message.resend_reason, _CUT)))
    return rows


def _recipient(
    message: Message, recipient: Recipient, events: Mapping[int, StoredEvent], now: Millis, name_of: NameOf
) -> Iterable[Content]:
    sign = _recipient_sign(recipient)
    yield Content.assemble((f"{sign.sign} ", f"$state-{sign.role}"), (plain(recipient.to, 60), "bold"))
    branch = "│  " if recipient.parts else "   "
    said = " ".join(str(word) for word in (recipient.code, recipient.description) if word is not None)
    if recipient.answered_at is not None or said:
        took = (
            duration(recipient.answered_at - message.sent_at, signed=True) if recipient.answered_at is not None else ""
        )
        yield Content.assemble(
            (branch, "$rule"), f"{recipient.outcome.value} ", (plain(said, 300), "$quiet"), (f"  {took}", "$quiet")
        )
    for number, part in enumerate(recipient.parts):
        last = number == len(recipient.parts) - 1
        label = "" if len(recipient.parts) == 1 else _label(message, part)
        yield _part(part, name_of, message.provider, label, last=last)
        before = recipient.answered_at if recipient.answered_at is not None else message.sent_at
        shown = sorted(
            (events[event] for event in part.events if event in events), key=lambda one: (one.received_at, one.id)
        )
        for stored in shown:
            yield _report(
                stored, before, now, None if stored.event.code == part.code else name_of, stem="   " if last else "│  "
            )
            before = stored.received_at
        if not shown:
            yield Content.assemble(("   " if last else "│  ", "$rule"), (" no report yet", "$quiet"))


def _label(message: Message, part: Part) -> str:
    """Of WhatsApp messages what they are: each of a request has reports of its own."""
    sent = sent_messages(message)
    if part.index < len(sent):
        return f"{part.index + 1} {fit(plain(message_summary(sent[part.index]), _CUT), _NAMED)}  "
    return f"part {part.index}  "


def sent_messages(message: Message) -> tuple[WhatsAppMessage, ...]:
    """The messages of a WhatsApp request, in order; none of another channel's."""
    return MessageRequest(object_at(message.request, REQUEST)).messages if message.channel == CHANNEL else ()


def _messages(message: Message, width: int) -> list[Content]:
    sent = sent_messages(message)
    shown = heading("Messages" if len(sent) > 1 else "Message", "to each recipient" if len(sent) > 1 else "")
    for number, one in enumerate(sent[:_MOST_MESSAGES], 1):
        place = f"{number} " if len(sent) > 1 else ""
        shown += Content.assemble((place, "$quiet"), plain(message_summary(one), _CUT)).wrap(width)
    if len(sent) > _MOST_MESSAGES:
        shown.append(Content.styled(f"… {len(sent) - _MOST_MESSAGES:,} more messages", "$quiet"))
    return shown


def _part(part: Part, name_of: NameOf, provider: str, label: str, *, last: bool) -> Content:
    sign = code_badge.of_state(part.state)
    billing = code_badge.of_billing(part.state)
    word = name_of(provider, part.code) if part.code is not None else None
    code = f"{part.code} {word or ''}".strip() if part.code is not None else code_badge.of_state(part.state).word
    return Content.assemble(
        ("└─ " if last else "├─ ", "$rule"),
        label,
        (f"{sign.sign} {plain(code, 80)}", f"$state-{sign.role}"),
        (f" {billing.sign}" if billing else "", "$state-billed"),
        (f"  {plain(part.provider_message_id, 60)}" if part.provider_message_id else "", "$quiet"),
    )


def _report(stored: StoredEvent, before: Millis, now: Millis, name_of: NameOf | None, *, stem: str) -> Content:
    """`name_of` None: the part's own line says the code's name already."""
    event = stored.event
    sign = code_badge.of_event(event)
    at = stored.received_at
    name = ""
    if name_of is not None:
        name = (name_of(event.provider, event.code) if event.code is not None else None) or event.status or ""
    since = at - before
    billing = code_badge.of_billing(event.state)
    return Content.assemble(
        (stem + " ", "$rule"),
        instants.exact(at, now),
        (f"  {duration(since, signed=True):<9}", "$quiet"),
        (
            f"{sign.sign} {event.code if event.code is not None else ''} {plain(name, 80)}".rstrip(),
            f"$state-{sign.role}",
        ),
        (f" {billing.sign}" if billing else "", "$state-billed"),
        (f"  {plain(event.operator, 60)}" if event.operator else "", "$quiet"),
        (f"  ↻{stored.repeats:,}" if stored.repeats else "", "$state-repeated"),
    )


def _recipient_sign(recipient: Recipient) -> code_badge.Sign:
    if recipient.outcome is Outcome.REFUSED:
        return code_badge.FAILED
    if recipient.outcome is Outcome.SENDING:
        return code_badge.TEMPORARY
    return code_badge.of_state(recipient.state)


def _warning(text: str, width: int) -> list[Content]:
    wrapped = textwrap.wrap(text, max(16, width - 2))
    return [
        Content.styled(("⚠ " if number == 0 else "  ") + line, "$state-look") for number, line in enumerate(wrapped)
    ]


def _request(message: Message, width: int, *, open_: bool) -> list[Content]:
    parameters = message.request.get("parameters")
    shown = heading("▾ Request" if open_ else "▸ Request", f"r {'folds' if open_ else 'shows'} it, without its secrets")
    method, url = message.request.get("method", ""), message.request.get("url", "")
    shown += [Content(line) for line in textwrap.wrap(plain(f"{method} {url}", _CUT), max(16, width))]
    if open_ and message.channel == CHANNEL:
        written = write_json(object_at(message.request, REQUEST))
        shown += [wrapped for line in plain_lines(written, _LONGEST) for wrapped in Content(line).wrap(width)]
    elif open_ and isinstance(parameters, Mapping):
        shown += facts(
            [(plain(str(name), 40) + " ", plain(str(value), _CUT)) for name, value in parameters.items()], width
        )
    return shown
