"""A conversation as a thread: theirs at the left, ours at the right with what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from textual.content import Content

from console.domain.message import Outcome
from console.domain.plain_text import plain
from console.domain.timestamps import Millis
from console.domain.whatsapp.preview.bubble import Bubble
from console.domain.whatsapp.preview.formatting import formatted, unformatted
from console.domain.whatsapp.preview.message import preview
from console.domain.whatsapp.shapes.shape import Shape, find_shape
from console.services.conversation import KnownContact, Received, Sent, Thread
from console.ui import instants
from console.ui.screens.whatsapp.bubble_text import WIDEST, bubble_text, fit_in
from console.ui.widgets import code_badge

NameOf = Callable[[str, int], str | None]
_LONG = 4_000


def thread_text(thread: Thread, width: int, now: Millis, shapes: Sequence[Shape], name_of: NameOf) -> list[Content]:
    """Oldest first. `name_of` says the short name of a provider's result code."""
    shown = [Content.styled("Older messages are not shown here.", "$quiet"), Content("")] if thread.more else []
    before: Millis | None = None
    for entry in thread.entries:
        if before is None or not instants.same_day(before, entry.at):
            shown += _day(entry.at, width)
        before = entry.at
        if isinstance(entry, Received):
            shown += _theirs(entry, thread, width)
        else:
            shown += _ours(entry, width, now, shapes, name_of)
        shown.append(Content(""))
    return shown


def contact_title(contact: KnownContact) -> Content:
    """`+46 70 … with our +46 …`."""
    return Content.assemble((plain(contact.number, 40), "bold"), (f"  with our {plain(contact.source, 40)}", "$quiet"))


def _day(instant: Millis, width: int) -> Iterator[Content]:
    words = instants.day(instant)
    yield Content.assemble(" " * max(0, (width - len(words)) // 2), (words, "$quiet"))


def _theirs(entry: Received, thread: Thread, width: int) -> list[Content]:
    said = entry.text
    kind = entry.event.event.extra.get("contentType")
    if said is None:
        bubble = Bubble("text", lines=unformatted(f"({plain(str(kind or 'something'), 40).lower()}, no text)"))
    elif entry.payload is not None:
        bubble = Bubble("text", title=unformatted(f"↩ {said[:_LONG]}"))
    else:
        bubble = Bubble("text", lines=formatted(said[:_LONG]))
    block = bubble_text(bubble, _room(width), time=instants.minute(entry.at))
    answered = _answered(entry, thread)
    if answered:
        block.append(Content.styled(fit_in(f"answers “{answered}”", _room(width)), "$quiet"))
    if entry.payload:
        block.append(Content.styled(fit_in(f"sent back {entry.payload}", _room(width)), "$quiet"))
    return block


def _answered(entry: Received, thread: Thread) -> str:
    """A few words of what a reply refers to, where that was sent from here."""
    from console.domain.whatsapp.summary import message_summary

    if not entry.reply_to:
        return ""
    for one in thread.entries:
        if isinstance(one, Sent) and one.part is not None and one.part.provider_message_id == entry.reply_to:
            return plain(message_summary(one.content), 60)
    return ""


def _ours(entry: Sent, width: int, now: Millis, shapes: Sequence[Shape], name_of: NameOf) -> list[Content]:
    template = entry.content.template
    shape = find_shape(shapes, template.namespace, template.name) if template else None
    bubble = preview(entry.content, shape)
    drawn = bubble_text(bubble, _room(width), time=instants.minute(entry.at), rule="$primary")
    return [_at_right(line, width) for line in (*drawn, state_of(entry, now, name_of))]


def state_of(entry: Sent, now: Millis, name_of: NameOf) -> Content:
    """`● 112007 read 10:17:44`, or what the request came to while there is no report."""
    if entry.outcome is Outcome.REFUSED:
        said = " ".join(str(word) for word in (entry.code, entry.description) if word is not None)
        return Content.styled(f"✕ refused  {plain(said, 200)}".rstrip(), "$state-failed")
    part = entry.part
    if part is None or part.code is None:
        words = {Outcome.UNKNOWN: ("?", "nobody knows whether it left", "$state-unknown")}
        sign, word, style = words.get(entry.outcome, ("◌", "no report yet", "$state-temporary"))
        return Content.styled(f"{sign} {word}", style)
    sign_of = code_badge.of_state(part.state)
    provider = entry.events[-1].event.provider if entry.events else "link-whatsapp"
    name = name_of(provider, part.code) or ""
    when = f"  {instants.short(entry.events[-1].received_at, now)}" if entry.events else ""
    return Content.assemble(
        (f"{sign_of.sign} {part.code} {plain(name, 80)}".rstrip(), f"$state-{sign_of.role}"), (when, "$quiet")
    )


def undelivered(entries: Iterable[Received | Sent]) -> list[Sent]:
    """What is known not to have been delivered, newest first."""
    ours = [entry for entry in entries if isinstance(entry, Sent) and entry.part is not None]
    return [entry for entry in reversed(ours) if code_badge.of_state(entry.state) is code_badge.FAILED]


def _room(width: int) -> int:
    return min(WIDEST, max(16, width - 4))


def _at_right(line: Content, width: int) -> Content:
    line = line.truncate(width, ellipsis=True)
    return Content.assemble(" " * max(0, width - line.cell_length), line)
