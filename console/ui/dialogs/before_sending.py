"""What is asked before anything is sent: whether it is meant, and why where it is sent again."""

from __future__ import annotations

from collections.abc import Sequence

from console.ui.dialogs.confirm import ConfirmDialog
from console.ui.dialogs.reason import ReasonDialog
from console.ui.widgets.facts import Fact
from console.ui.widgets.segment_meter import plural


def send_question(
    count: int,
    *,
    production: bool,
    word: str | None,
    danger: bool = False,
    facts: Sequence[Fact] = (),
    sentences: Sequence[str] = (),
) -> ConfirmDialog:
    """What will happen, in words, before it does. `count` is of messages; `danger` beyond production: it is charged."""
    return ConfirmDialog(
        "Send this message?" if count == 1 else f"Send {plural(count, 'message')}?",
        facts=facts,
        sentences=sentences,
        warning="Production: real messages to real people, and they are billed." if production else None,
        yes="Send" if count == 1 else f"Send {plural(count, 'message')}",
        word=word,
        danger=production or danger,
    )


def resend_question(message_id: str) -> ReasonDialog:
    return ReasonDialog(
        "Send again?",
        warning=f"Message {message_id} may have been delivered and billed. Sent again it may arrive, and be paid for, "
        "twice.",
        question="Why is it sent again? The reason is kept with the message.",
        yes="Go on",
    )
