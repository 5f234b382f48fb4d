"""What every send shares: asking before it, showing what would go out, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from console.cli.output import Invocation, Styled, emit, exit_with, on_terminal, remark, say, show_table
from console.errors import InvalidInput

if TYPE_CHECKING:
    from console.domain.message import Message
    from console.services.outbox import PlannedRequest

_SIGNS = {
    "accepted": Styled("●", "delivered"),
    "refused": Styled("✕", "not_delivered"),
    "unknown": Styled("?", "unknown"),
}

dry_run_option = click.option("--dry-run", is_flag=True, help="Show the requests, secrets masked, and send nothing.")
yes_option = click.option("--yes", is_flag=True, help="Do not ask.")
resend_of_option = click.option("--resend-of", metavar="ID", help="The message that is sent again.")
reason_option = click.option("--reason", help="Why a message of unknown outcome is sent again.")


def confirm(lines: Iterable[str], word: str | None, why: str, *, yes: bool) -> None:
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


def show_requests(invocation: Invocation, requests: Sequence[PlannedRequest], lines: Iterable[str]) -> None:
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
    """What became of each recipient's request; ends the command with 1 or 3 where not all were accepted."""
    from console.domain.message import Outcome
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
    outcomes = {recipient.outcome for recipient in message.recipients}
    if outcomes & {Outcome.UNKNOWN, Outcome.SENDING}:
        remark("? It may have been delivered and billed. Look at the message before anything is sent again.")
        exit_with(3)
    if outcomes - {Outcome.ACCEPTED}:
        exit_with(1)
