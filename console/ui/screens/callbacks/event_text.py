"""One event told in full: what it says, what its code means, and the request it came in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from textual.content import Content

from console.domain.callbacks.event import EventKind, StoredCallback, StoredEvent
from console.domain.codes.result_code import ResultCode
from console.domain.plain_text import plain, plain_lines
from console.domain.timestamps import Millis, duration
from console.ui import instants
from console.ui.widgets import code_badge
from console.ui.widgets.facts import Fact, facts, heading, lines
from console.ui.widgets.raw_request import raw_request

_CUT = 2000
_MOST_SAID = 60
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class EventStory:
    """What the detail shows. `callback` None while it is not read, or where the event came without one."""

    stored: StoredEvent
    code: ResultCode | None
    callback: StoredCallback | None
    raw: bool


def event_text(story: EventStory, width: int, now: Millis) -> Content:
    stored, event = story.stored, story.stored.event
    parts = [_title(story)]
    if event.kind is EventKind.REPORT and event.state is not None:
        parts.append(code_badge.state_line(event.state))
    parts.append(Content(""))
    parts += facts(_facts(stored), width)
    parts += _times(stored, width, now)
    if event.text is not None:
        parts += heading("Text")
        parts += map(Content, plain_lines(event.text, _CUT))
    if story.code is not None:
        parts += _meaning(story.code, width)
    elif event.kind is EventKind.UNRECOGNISED:
        parts += heading("Why")
        parts.append(
            Content(
                "Nobody could read this request as a report or a message. It was stored and answered, so nothing is "
                "lost; what it says stands below."
            )
        )
    if event.extra:
        parts += heading("Also said")
        parts += facts(islice(_also_said(event.extra), _MOST_SAID), width)
    parts += _raw(story, width)
    return lines(parts)


def _also_said(extra: Mapping[str, Any], depth: int = 0) -> Iterator[Fact]:
    """Every field that has no place of its own; what is nested stands indented below its name."""
    for name, value in extra.items():
        label = "  " * depth + plain(str(name), 40)
        if isinstance(value, Mapping) and value and depth < _DEEPEST:
            yield label, ""
            yield from _also_said(value, depth + 1)
        else:
            said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            yield label, plain(said, _CUT) if value not in (None, "", {}) else "-"


def _title(story: EventStory) -> Content:
    event = story.stored.event
    if event.kind is EventKind.UNRECOGNISED:
        return Content.styled("⚠ unrecognised callback", "bold $state-look")
    if event.kind is EventKind.INBOUND:
        return Content.styled("↓ message received", "bold $state-temporary")
    if story.code is not None:
        return code_badge.code_badge(story.code)
    sign = code_badge.of_event(event)
    words = " ".join(str(part) for part in (event.code, event.status) if part is not None)
    return Content.styled(f"{sign.sign} {plain(words, 200) or 'report'}", f"bold $state-{sign.role}")


def _facts(stored: StoredEvent) -> list[Fact]:
    event = stored.event
    rows: list[Fact] = []

    def add(label: str, value: str | None) -> None:
        if value:
            rows.append((label, plain(value, _CUT)))

    add("to", stored.destination)
    add("from", event.source)
    if event.kind is EventKind.REPORT:
        rows.append(("message", _joined(stored)))
    part = f" part {event.part}" if event.part is not None else ""
    add("provider id", f"{event.provider_message_id}{part}" if event.provider_message_id else None)
    add("reference", event.reference)
    operator = f" (its code {event.operator_code})" if event.operator_code else ""
    add("operator", f"{event.operator or '-'}{operator}" if event.operator or event.operator_code else None)
    add("account", f"{stored.account or 'of nobody'}, {event.provider}")
    if stored.repeats:
        rows.append(("repeated", Content.styled(f"↻ told {stored.repeats:,} more times", "$state-repeated")))
    return rows


def _joined(stored: StoredEvent) -> Content:
    if stored.message is None:
        return Content.styled("⚠ joined none that was sent from here", "$state-look")
    by = f" (rule: {plain(stored.matched_by)})" if stored.matched_by else ""
    return Content.assemble((plain(stored.message), "$primary"), (by, "$quiet"))


def _times(stored: StoredEvent, width: int, now: Millis) -> list[Content]:
    """Each step with the time since the one before it."""
    steps = [("sent", stored.event.sent_at), ("happened", stored.event.occurred_at), ("received", stored.received_at)]
    rows: list[Fact] = []
    before: Millis | None = None
    for label, at in steps:
        if at is None:
            continue
        since = f"  {duration(at - before, signed=True)}" if before is not None else ""
        rows.append((label, Content.assemble(instants.exact(at, now), (since, "$quiet"))))
        before = at
    return [Content(""), *facts(rows, width)]


def _meaning(code: ResultCode, width: int) -> list[Content]:
    rows: list[Fact] = [
        ("Why", code.cause),
        ("Check", code.check),
        ("Do", code.remedy),
        ("Again?", code.resend),
        ("Say", f"“{code.customer}”" if code.customer else ""),
    ]
    return [Content(""), *facts([row for row in rows if row[1]], width)]


def _raw(story: EventStory, width: int) -> list[Content]:
    callback = story.callback
    if callback is None:
        return []
    size = f"{len(callback.request.body):,} B {plain(callback.request.content_type[:60])}".rstrip()
    shown = heading("▾ Raw request" if story.raw else "▸ Raw request", f"r {'folds' if story.raw else 'shows'} it")
    came = f"from {plain(callback.request.peer[:80])} ({_CHECKS.get(callback.source_check, callback.source_check)})"
    shown += Content.styled(f"{size}, {came}, answered {callback.answer_status}", "$quiet").wrap(width)
    if story.raw:
        shown += [Content(""), *raw_request(callback, width)]
    return shown


_CHECKS = {"known": "a known host", "loopback": "this machine", "unlisted": "not among the provider's hosts"}
