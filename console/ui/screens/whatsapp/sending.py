"""From a request to what became of it: one question in words, the send, and what can be learned from it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.screen import Screen

from console.domain.account import Environment
from console.domain.findings import Severity
from console.domain.message import Message, Outcome
from console.domain.plain_text import plain
from console.domain.whatsapp.message_request import MessageRequest
from console.errors import SwitchroomError
from console.services.whatsapp_desk import WhatsAppDesk
from console.services.whatsapp_plan import WhatsAppPlan
from console.ui.dialogs.before_sending import resend_question, send_question
from console.ui.dialogs.confirm import ConfirmDialog
from console.ui.dialogs.sending import Next, SendEnd, SendingDialog
from console.ui.messages import WorkEnded, WorkStarted
from console.ui.widgets.segment_meter import plural


@dataclass(frozen=True, slots=True)
class Ended:
    """`refusal` is why it was not sent although somebody wanted it; `message` what was recorded, None for nothing;
    `open` whether somebody wants to see it."""

    message: Message | None = None
    refusal: str | None = None
    open: bool = False

    @property
    def left(self) -> bool:
        """Whether anything may have gone out: what was refused altogether stays for correction."""
        return self.message is not None and self.message.outcome is not Outcome.REFUSED


async def send_in_words(
    screen: Screen[None], desk: WhatsAppDesk, account: str | None, request: MessageRequest, resend_of: str | None
) -> Ended:
    """To be awaited in a worker. Windows and account are looked at anew before the question, and again after it."""
    while True:
        plan = await desk.outbox.plan(account, request)
        if plan.refusal is not None:
            return Ended(refusal=plan.refusal)
        reason = None
        if resend_of is not None:
            reason = await screen.app.push_screen_wait(resend_question(resend_of))
            if reason is None:
                return Ended()
        if not await screen.app.push_screen_wait(confirmation(plan)):
            return Ended()
        end = await _send(screen, desk, plan, resend_of, reason)
        if end is None or end.message is None:
            return Ended(refusal=end.problem.message if end is not None and end.problem is not None else None)
        await _learn(screen, desk, plan, end.message)
        if end.next is not Next.AGAIN:
            return Ended(end.message, open=end.next is Next.OPEN)
        request, resend_of = desk.outbox.again(end.message), end.message.id


def confirmation(plan: WhatsAppPlan) -> ConfirmDialog:
    """What will happen, in words, before it does."""
    return send_question(
        len(plan.request.messages) * len(plan.destinations),
        production=plan.account.environment is Environment.PRODUCTION,
        word=plan.confirm_word,
        sentences=sentences(plan),
    )


def sentences(plan: WhatsAppPlan) -> list[str]:
    """The plan's words, and the first of the warnings that they do not give already."""
    warnings = [one.text for one in plan.findings if one.severity is Severity.WARNING]
    new = [f"⚠ {text}" for text in warnings if not any(text in sentence for sentence in plan.words)]
    return [*plan.words, *new[:3]]


async def _send(
    screen: Screen[None], desk: WhatsAppDesk, plan: WhatsAppPlan, resend_of: str | None, reason: str | None
) -> SendEnd | None:
    screen.post_message(WorkStarted("whatsapp.send", f"Sending to {plural(len(plan.destinations), 'contact')}"))
    try:
        return await screen.app.push_screen_wait(
            SendingDialog(
                lambda _progressed, stop: desk.outbox.send(plan, stop=stop, resend_of=resend_of, reason=reason),
                plan.destinations,
            )
        )
    finally:
        screen.post_message(WorkEnded("whatsapp.send"))


async def _learn(screen: Screen[None], desk: WhatsAppDesk, plan: WhatsAppPlan, message: Message) -> None:
    """A template that was sent teaches its shape, if somebody wants that; no failure here is one of the send."""
    if message.outcome is Outcome.REFUSED:
        return
    try:
        for lesson in await desk.register.lessons(plan.account.name, plan.request):
            known = lesson.known is not None
            if await screen.app.push_screen_wait(
                ConfirmDialog(
                    f"{'Change' if known else 'Keep'} the template {lesson.shape.name}?",
                    sentences=[
                        lesson.words,
                        "The builder then offers its values by name. That the request was taken proves nothing about "
                        "the template; F6 shows and changes what is held.",
                    ],
                    yes="Change it" if known else "Keep it",
                )
            ):
                await desk.register.learn(lesson)
                screen.notify(f"{plain(lesson.shape.name, 60)} is in the register.", markup=False)
    except SwitchroomError as error:
        screen.notify(plain(f"Not kept in the register: {error.message}"), severity="warning", markup=False)
