"""While a message goes out and after: how far it is, a way to stop, and what became of each recipient."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, ProgressBar, Static

from console.domain.message import Message as SentMessage
from console.domain.message import Outcome, Recipient
from console.domain.plain_text import plain
from console.errors import SwitchroomError
from console.services.outbox import SendProgress
from console.ui.dialogs.dialog import Dialog, button
from console.ui.widgets.segment_meter import plural

Send = Callable[[Callable[[SendProgress], None], asyncio.Event], Awaitable[SentMessage]]
"""Sends, tells how far it is, and ends early when the event is set."""

_SHOWN = 500
_SIGNS = {
    Outcome.ACCEPTED: ("✓", "accepted", "$text-success"),
    Outcome.REFUSED: ("✕", "refused", "$state-failed"),
    Outcome.UNKNOWN: ("?", "unknown: may have been delivered and billed", "$state-unknown"),
    Outcome.STOPPED: ("·", "not sent, you stopped", "$quiet"),
    Outcome.SENDING: ("◌", "being sent", "$state-temporary"),
}


class Next(Enum):
    """What to do after a send."""

    CLOSE = "close"
    OPEN = "open"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class SendEnd:
    """How the dialog ended. `message` is None when nothing was recorded; then `problem` says why."""

    message: SentMessage | None
    next: Next
    problem: SwitchroomError | None = None


class SendingDialog(Dialog[SendEnd]):
    """Sends when it opens. Esc or Stop ends it after the request that is under way; Esc after the end closes."""

    def __init__(self, send: Send, destinations: Sequence[str]) -> None:
        super().__init__("Sending")
        self._send = send
        self._destinations = destinations
        self._stop = asyncio.Event()
        self._counts: Counter[Outcome] = Counter()
        self._end: SendEnd | None = None

    def compose_body(self) -> ComposeResult:
        yield ProgressBar(total=max(1, len(self._destinations)), show_eta=False, id="progress")
        yield Static(markup=False, id="counts")
        yield Static(markup=False, id="results")

    def compose_buttons(self) -> ComposeResult:
        yield button("Stop", "stop", variant="error")

    def on_mount(self) -> None:
        self._show_counts(f"to {self._destinations[0]}" if self._destinations else "")
        self._send_message()

    @work(exclusive=True, group="compose.send", exit_on_error=False)
    async def _send_message(self) -> None:
        try:
            message = await self._send(self._progressed, self._stop)
        except SwitchroomError as problem:
            await self._failed(problem)
        else:
            await self._sent(message)

    def _progressed(self, progress: SendProgress) -> None:
        self._counts[progress.outcome] += 1
        self.query_one(ProgressBar).update(total=progress.total, progress=progress.done)
        self._show_counts(f"last {progress.to}")

    def _show_counts(self, tail: str) -> None:
        parts: list[Content] = []
        for outcome, (sign, word, style) in _SIGNS.items():
            if self._counts[outcome]:
                parts.append(Content.styled(f"{sign} {self._counts[outcome]:,} {word.partition(':')[0]}", style))
        parts.append(Content.styled(plain(tail), "$quiet"))
        self.query_one("#counts", Static).update(Content("   ").join(parts))

    async def _sent(self, message: SentMessage) -> None:
        self._end = SendEnd(message, Next.CLOSE)
        self._counts = Counter(recipient.outcome for recipient in message.recipients)
        progress = self.query_one(ProgressBar)
        progress.display = False
        panel = self.query_one(".dialog-panel")
        panel.border_title = Content(headline(message))
        panel.set_class(message.outcome in {Outcome.REFUSED, Outcome.UNKNOWN}, "-danger")
        unit = "message" if message.channel == "whatsapp" else "segment"
        self._show_counts(f"{plural(message.segments, unit)} each, message {message.id}")
        lines = [recipient_row(recipient) for recipient in message.recipients[:_SHOWN]]
        if len(message.recipients) > _SHOWN:
            lines.append(Content.styled(f"and {len(message.recipients) - _SHOWN:,} more in the message", "$quiet"))
        if self._counts[Outcome.UNKNOWN]:
            lines.append(Content(""))
            lines.append(
                Content.styled(
                    "⚠ No answer came in time. It may have been delivered and billed; nothing is sent again by itself. "
                    "Wait for a report before you send it again.",
                    "$text-warning",
                )
            )
        self.query_one("#results", Static).update(Content("\n").join(lines))
        buttons = [button("Close", "close"), button("Open message", "open", variant="primary")]
        if self._counts[Outcome.UNKNOWN]:
            buttons.insert(1, button("Send again…", "again", variant="error"))
        await self._offer(buttons, focus="open")

    async def _failed(self, problem: SwitchroomError) -> None:
        self._end = SendEnd(None, Next.CLOSE, problem)
        self.query_one(ProgressBar).display = False
        panel = self.query_one(".dialog-panel")
        panel.border_title = Content("Not sent")
        panel.add_class("-danger")
        said = Content.styled(f"✕ {plain(problem.message)}", "$text-error")
        if problem.hint:
            said = Content.assemble(said, f"\n{plain(problem.hint)}")
        self.query_one("#results", Static).update(said)
        await self._offer([button("Close", "close", variant="primary")], focus="close")

    async def _offer(self, buttons: list[Button], *, focus: str) -> None:
        row = self.query_one(".dialog-buttons")
        async with self.batch():
            await row.remove_children()
            await row.mount_all(buttons)
        self.query_one(f"#{focus}").focus()

    @on(Button.Pressed, "#stop")
    def _stop_sending(self) -> None:
        self._stop.set()
        stop = self.query_one("#stop", Button)
        stop.label = Content("Stopping after this one…")
        stop.disabled = True

    def action_leave(self) -> None:
        if self._end is not None:
            self.answer(self._end)
        elif not self._stop.is_set():
            self._stop_sending()

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self._leave_for(Next.CLOSE)

    @on(Button.Pressed, "#open")
    def _open_message(self) -> None:
        self._leave_for(Next.OPEN)

    @on(Button.Pressed, "#again")
    def _send_again(self) -> None:
        self._leave_for(Next.AGAIN)

    def _leave_for(self, step: Next) -> None:
        if self._end is not None:
            self.answer(SendEnd(self._end.message, step, self._end.problem))


def headline(message: SentMessage) -> str:
    """The result in a few words."""
    count = len(message.recipients)
    accepted = sum(recipient.outcome is Outcome.ACCEPTED for recipient in message.recipients)
    if accepted == count:
        return "Accepted" if count == 1 else f"All {count:,} accepted"
    if message.outcome is Outcome.UNKNOWN:
        return "May have been delivered and billed"
    if accepted == 0:
        return "Stopped" if message.outcome is Outcome.STOPPED else "Refused"
    return f"{accepted:,} of {count:,} accepted"


def recipient_row(recipient: Recipient) -> Content:
    """`✓ +46701234567  accepted  1005 Queued`."""
    sign, word, style = _SIGNS[recipient.outcome]
    row = Content.assemble((f"{sign} ", style), f"{plain(recipient.to):<16} ", (word, style))
    said = " ".join(str(part) for part in (recipient.code, recipient.description) if part not in (None, ""))
    if said:
        row = Content.assemble(row, (f"   {plain(said)}", "$quiet"))
    return row
