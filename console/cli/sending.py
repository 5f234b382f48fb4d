"""What every send shares: asking before it, showing what would go out, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import update_wrapper
from typing import TYPE_CHECKING, TypeVar

import click

from console.cli.output import (
    Invocation,
    OutputLost,
    Styled,
    emit,
    exit_with,
    on_terminal,
    remark,
    say,
    show_findings,
    show_table,
)
from console.errors import InvalidInput

if TYPE_CHECKING:
    from console.domain.message import Message
    from console.services.outbox import PlannedRequest, SendPlan
    from console.services.whatsapp_plan import WhatsAppPlan

P = TypeVar("P", bound="SendPlan | WhatsAppPlan")

_SIGNS = {
    "accepted": Styled("●", "delivered"),
    "refused": Styled("✕", "not_delivered"),
    "unknown": Styled("?", "unknown"),
}

_OPTIONS = (
    click.option("--reason", help="Why a message of unknown outcome is sent again."),
    click.option("--resend-of", metavar="ID", help="The message that is sent again."),
    click.option("--yes", is_flag=True, help="Do not ask."),
    click.option("--dry-run", is_flag=True, help="Show the requests, secrets masked, and send nothing."),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """How a message is to be sent."""

    dry_run: bool
    yes: bool
    resend_of: str | None
    reason: str | None


def sending_options(command: Callable[..., None]) -> Callable[..., None]:
    """`--dry-run`, `--yes`, `--resend-of` and `--reason`, handed over as `asked`."""

    def called(
        *args: object, dry_run: bool, yes: bool, resend_of: str | None, reason: str | None, **kwargs: object
    ) -> None:
        command(*args, asked=Asked(dry_run, yes, resend_of, reason), **kwargs)

    decorated: Callable[..., None] = update_wrapper(called, command)
    for option in _OPTIONS:
        decorated = option(decorated)
    return decorated


def may_leave(
    invocation: Invocation,
    plan: P,
    asked: Asked,
    words: Sequence[str],
    requests: Callable[[P], Sequence[PlannedRequest]],
    *,
    why: str | None = None,
) -> bool:
    """Whether what was planned is to be sent now: False after a dry run, which shows the `requests`. `words` say what
    will happen, `why` what makes a confirmation necessary besides production. Raises InvalidInput where it is refused
    or not confirmed."""
    show_findings(plan.findings)
    if plan.refusal is not None:
        raise InvalidInput(plan.refusal, hint="Nothing was sent.")
    if asked.dry_run:
        _show_requests(invocation, requests(plan), words)
        return False
    _confirm(words, plan.confirm_word, why or f"account '{plan.account.name}' is production.", yes=asked.yes)
    return True


def _confirm(lines: Iterable[str], word: str | None, why: str, *, yes: bool) -> None:
    """`word` is what must be typed, None for a plain yes, which nobody needs to give where there is no terminal; `why`
    is what makes it necessary. Raises InvalidInput without it."""
    if yes:
        return
    if not on_terminal():
        if word is None:
            return
        raise InvalidInput(
            f"This needs a confirmation, and there is no terminal to ask on: {why}",
            hint="Nothing was sent; add --yes if it is meant.",
        )
    for line in lines:
        remark(line)
    if word is None:
        agreed = click.confirm("Send it?", err=True)
    else:
        typed = click.prompt(f"Type {word} to send", default="", show_default=False, err=True)
        agreed = typed.strip() == word
    if not agreed:
        raise InvalidInput("Nothing was sent.")


def _show_requests(invocation: Invocation, requests: Sequence[PlannedRequest], lines: Iterable[str]) -> None:
    """A dry run; `lines` is what a confirmation would say."""
    if invocation.json:
        emit(
            {
                "requests": [
                    {
                        "method": request.method,
                        "url": request.url,
                        "headers": request.headers,
                        "body": request.body,
                        "curl": request.curl,
                    }
                    for request in requests
                ]
            }
        )
        return
    for line in lines:
        remark(line)
    remark("Nothing is sent. This would be:")
    for request in requests:
        say(request.curl)


def show_outcome(invocation: Invocation, message: Message) -> None:
    """What became of each recipient's request; ends the command with 1 or 3 where not all were accepted.

    Raises OutputLost where that cannot be written, with 3 unless nothing was accepted: whoever asked does not know
    what became of it, and must not send it again.
    """
    from console.domain.message import Outcome

    outcomes = {recipient.outcome for recipient in message.recipients}
    try:
        _show_recipients(invocation, message)
    except BrokenPipeError:
        raise
    except OSError as error:
        left = bool(outcomes & {Outcome.ACCEPTED, Outcome.UNKNOWN, Outcome.SENDING})
        lost = OutputLost(
            f"Message {message.id} was recorded ({message.outcome}), but this could not be written: {error.strerror}.",
            hint=f"{'Do not send it again: ' if left else ''}'switchroom messages show {message.id}' has all of it.",
        )
        lost.exit_code = 3 if left else 1
        raise lost from None
    if outcomes & {Outcome.UNKNOWN, Outcome.SENDING}:
        remark("? It may have been delivered and billed. Look at the message before anything is sent again.")
        exit_with(3)
    if outcomes - {Outcome.ACCEPTED}:
        exit_with(1)


def _show_recipients(invocation: Invocation, message: Message) -> None:
    from console.services.exports import provider_ids, sent_json

    if invocation.json:
        emit(sent_json(message))
    else:
        show_table(
            [
                (
                    _SIGNS.get(recipient.outcome, "·"),
                    recipient.to,
                    recipient.outcome,
                    "-" if recipient.code is None else str(recipient.code),
                    recipient.description or "",
                    " ".join(provider_ids(recipient)),
                )
                for recipient in message.recipients
            ]
        )
        say(Styled(f"message {message.id}", "quiet"))
