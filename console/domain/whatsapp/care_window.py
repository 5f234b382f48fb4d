"""The 24-hour customer care window (LINK WhatsApp Message API 1.4.1, "Terms and glossary").

A message from a user to the business opens it, and the last one counts. While it is open every kind of message may be
sent to this user, outside of it only a template. It is counted in absolute time: no clock change makes it longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from console.domain.findings import Finding, error, warning
from console.domain.timestamps import HOUR, Millis
from console.domain.whatsapp.message import Message

LENGTH: Final = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Window:
    """What may be sent between one of our sources and one contact, at one instant.

    `open` is None where nothing was ever received here: it may be open all the same. `until` is the first instant at
    which it is closed; `left` how long it stays open, 0 where it does not or nobody knows.
    """

    open: bool | None = None
    until: Millis | None = None
    left: Millis = 0

    def allows(self, message: Message) -> bool:
        """Where nothing is known nothing is forbidden."""
        return self.open is not False or message.kind == "template"


def window(last_inbound_at: Millis | None, now: Millis) -> Window:
    """The window at `now`. What was stamped later than now, by a clock that runs ahead, opened it just now."""
    if last_inbound_at is None:
        return Window()
    until = min(last_inbound_at, now) + LENGTH
    left = max(0, until - now)
    return Window(left > 0, until, left)


def last_inbound(instants: Iterable[Millis]) -> Millis | None:
    """The instant that counts of all that was received, in any order and any of it repeatedly; None for none."""
    return max(instants, default=None)


def check_window(messages: Sequence[Message], at: Window, field: str = "messages") -> list[Finding]:
    """What the window says to these messages: an error for each it forbids, or one warning where it is not known."""
    free = [place for place, message in enumerate(messages) if message.kind != "template"]
    if at.open is None and free:
        return [
            warning(
                field,
                "Nothing was received from this contact here, so nobody knows whether the 24-hour window is open.",
                hint="A template can always be sent; anything else is refused if the window is closed.",
            )
        ]
    return [
        error(
            f"{field}.{place}.type",
            "The 24-hour window is closed, and only a template may be sent outside of it.",
            hint="Send an approved template, or wait until the contact writes.",
        )
        for place in free
        if not at.allows(messages[place])
    ]
