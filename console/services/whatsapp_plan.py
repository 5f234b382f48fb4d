"""What sending a WhatsApp request would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from console.domain.account import Account
from console.domain.findings import Finding
from console.domain.plain_text import plain
from console.domain.whatsapp.care_window import Window, check_window
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.summary import message_summary

_TOLD = 3
"""Destinations and messages that are named one by one."""


@dataclass(frozen=True, slots=True)
class DestinationWindow:
    """The window between the request's source and one of its destinations, and what that means in a sentence."""

    to: str
    window: Window
    words: str


@dataclass(frozen=True, slots=True)
class WhatsAppPlan:
    """Everything a confirmation says.

    `request` is what goes out: what was given, with what the account and the console add to it. `windows` are those of
    its destinations, in order. `words` are the lines of the confirmation: from whom, to how many, which kinds, in which
    environment, and what the windows allow. `confirm_word` is what must be typed before sending (production), None when
    a plain yes will do; `refusal` is why it may not be sent at all, else None.
    """

    account: Account
    request: MessageRequest
    windows: tuple[DestinationWindow, ...]
    findings: tuple[Finding, ...]
    words: tuple[str, ...]
    confirm_word: str | None
    refusal: str | None

    @property
    def destinations(self) -> tuple[str, ...]:
        return self.request.destinations


def check_windows(messages: Sequence[Message], windows: Collection[DestinationWindow]) -> list[Finding]:
    """What the windows say to these messages: each finding once, for all the destinations it is about."""
    found: list[Finding] = []
    for is_open in (False, None):
        alike = [one for one in windows if one.window.open is is_open]
        if not alike:
            continue
        to = f"{_named([*dict.fromkeys(one.to for one in alike)])}: " if len(windows) > 1 else ""
        said = check_window(messages, alike[0].window)
        found += [replace(finding, text=f"{to}{finding.text}") for finding in said]
    return found


def plan_words(account: Account, request: MessageRequest, windows: Sequence[DestinationWindow]) -> Iterator[str]:
    """What a confirmation says, line by line."""
    count = len(request.destinations)
    to = plain(request.destinations[0], 40) if count == 1 else f"{count} recipients"
    yield f"From {plain(request.source or '-', 40)} to {to}: {_what(request.messages)}."
    yield f"Account {account.name}, {account.environment}."
    if all(message.kind == "template" for message in request.messages):
        yield "Templates may be sent whether the 24-hour window is open or not."
    elif count == 1:
        yield from (one.words for one in windows)
    elif count <= _TOLD:
        yield from (f"{plain(one.to, 40)}: {one.words}" for one in windows)
    else:
        tally = Counter(one.window.open for one in windows)
        yield (
            f"The 24-hour window is open for {tally[True]} of them, closed for {tally[False]}, and not known for "
            f"{tally[None]}, from whom nothing was received here."
        )


def _what(messages: Sequence[Message]) -> str:
    """`template order_update (en)`; of a text its kind, which is not to be read out in full."""
    told = [plain(message_summary(message), 80) if message.template else message.kind for message in messages]
    if len(told) == 1:
        return told[0]
    return f"{len(told)} messages ({_named(told)})"


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - _TOLD} more" if len(names) > _TOLD else ""
    return ", ".join(plain(name, 80) for name in names[:_TOLD]) + more
