"""`switchroom send`: what will happen in words, then one request per destination."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli.interrupts import stopped_by_interrupt
from console.cli.output import (
    Invocation,
    Styled,
    emit,
    exit_with,
    on_terminal,
    remark,
    run_with_desks,
    say,
    shared_options,
    show_findings,
    show_table,
    text_argument,
)
from console.errors import InvalidInput

if TYPE_CHECKING:
    from console.domain.message import Message
    from console.domain.sms.draft import Draft
    from console.services.desks import Desks
    from console.services.outbox import SendPlan, SendProgress

_OPTIONS = ("tariff", "vat", "charge_only", "async", "user_data_header", "reference_id")
_YES = {"true", "yes", "1", "on"}
_NO = {"false", "no", "0", "off"}


@click.command()
@click.option("--from", "source", default="", metavar="SOURCE", help="An MSISDN, a short number or a name.")
@click.option("--to", "to", multiple=True, metavar="DEST", help="A destination; give it as often as needed.")
@click.option(
    "--to-file",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help="A file with destinations, one a line, or between commas or semicolons.",
)
@click.option("-o", "options", multiple=True, metavar="KEY=VALUE", help=f"One of {', '.join(_OPTIONS)}.")
@click.option("--dry-run", is_flag=True, help="Show the requests, secrets masked, and send nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--resend-of", metavar="ID", help="The message that is sent again.")
@click.option("--reason", help="Why a message of unknown outcome is sent again.")
@click.argument("text", required=False)
@shared_options
def send(
    invocation: Invocation,
    source: str,
    to: tuple[str, ...],
    to_file: Path | None,
    options: tuple[str, ...],
    dry_run: bool,
    yes: bool,
    resend_of: str | None,
    reason: str | None,
    text: str | None,
) -> None:
    """Send TEXT, or standard input where TEXT is -, as an SMS.

    Exits with 0 when every request was accepted, 1 when one was refused, 3 when nobody knows what became of one: it
    may have been delivered and billed.
    """
    account = invocation.required_account()
    destinations = (*to, *(_destinations(to_file) if to_file is not None else ()))
    draft = _draft(account, source, destinations, _text(text, options), options)

    async def work(desks: Desks) -> Message | None:
        plan = desks.outbox.plan(draft)
        show_findings(plan.findings)
        if plan.refusal is not None:
            raise InvalidInput(plan.refusal, hint="Nothing was sent.")
        if dry_run:
            _show_requests(invocation, desks, plan)
            return None
        _confirm(plan, yes=yes)
        return await _sent(desks, plan, resend_of, reason)

    message = run_with_desks(invocation, work)
    if message is not None:
        _show_outcome(invocation, message)


def _text(text: str | None, options: Iterable[str]) -> str:
    """A silent charging needs no text; anything else without one reads standard input."""
    if text is None and any(option.partition("=")[0].strip() == "charge_only" for option in options):
        return ""
    if text is None and sys.stdin.isatty():
        raise InvalidInput(
            "There is no text to send.", hint="Give it as TEXT, or '-' for standard input.", field="text"
        )
    return text_argument(text)


def _destinations(file: Path) -> list[str]:
    from console.domain.phone import parse_destinations

    try:
        listed = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        text = listed.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{file} cannot be read as a list of numbers.", hint=str(error), field="to_file") from None
    return [destination.typed for destination in parse_destinations(text)]


def _draft(account: str, source: str, to: tuple[str, ...], text: str, options: Iterable[str]) -> Draft:
    from console.domain.sms.draft import Draft, Premium

    values: dict[str, str] = {}
    for option in options:
        key, equals, value = option.partition("=")
        key = key.strip().replace("-", "_")
        if not equals or key not in _OPTIONS:
            raise InvalidInput(
                f"'{option}' is no option of a message.",
                hint=f"Write -o KEY=VALUE, where KEY is one of {', '.join(_OPTIONS)}.",
                field=key,
            )
        values[key] = value
    return Draft(
        account=account,
        source=source,
        destinations=to,
        text=text,
        premium=Premium(
            tariff=values.get("tariff"),
            vat=values.get("vat"),
            charge_only=_flag(values, "charge_only"),
            reference_id=values.get("reference_id"),
        ),
        asynchronous=_flag(values, "async"),
        user_data_header=values.get("user_data_header"),
    )


def _flag(values: dict[str, str], key: str) -> bool:
    value = values.get(key, "false").strip().lower()
    if value not in _YES | _NO:
        raise InvalidInput(f"'{values[key]}' is neither true nor false.", hint=f"Write -o {key}=true.", field=key)
    return value in _YES


def plan_words(plan: SendPlan) -> list[str]:
    """What a confirmation says, line by line."""
    draft, count = plan.draft, len(plan.destinations)
    to = plan.destinations[0] if count == 1 else f"{count} recipients"
    segments = f"{plan.segments_total} segment{'s' if plan.segments_total != 1 else ''}"
    each = f" ({plan.segments_each} each)" if count > 1 else ""
    return [
        f"From {draft.source or '-'} to {to}, {segments}{each}.",
        f"Account {plan.account.name}, {plan.account.environment}.",
        plan.charge or "The receivers are not charged.",
    ]


def _confirm(plan: SendPlan, *, yes: bool) -> None:
    if yes:
        return
    if not on_terminal():
        if plan.confirm_word is None:
            return
        raise InvalidInput(
            "This needs a confirmation, and there is no terminal to ask on: "
            + (plan.charge or f"account '{plan.account.name}' is production."),
            hint="Nothing was sent; add --yes if it is meant.",
        )
    for line in plan_words(plan):
        remark(line)
    if plan.confirm_word is None:
        agreed = click.confirm("Send it?", err=True)
    else:
        typed = click.prompt(f"Type {plan.confirm_word} to send", default="", show_default=False, err=True)
        agreed = typed.strip() == plan.confirm_word
    if not agreed:
        raise InvalidInput("Nothing was sent.")


def _show_requests(invocation: Invocation, desks: Desks, plan: SendPlan) -> None:
    requests = desks.outbox.requests(plan)
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
    for line in plan_words(plan):
        remark(line)
    remark("Nothing is sent. This would be:")
    for request in requests:
        say(request.curl)


async def _sent(desks: Desks, plan: SendPlan, resend_of: str | None, reason: str | None) -> Message:
    stop = asyncio.Event()
    several = len(plan.destinations) > 1

    def progress(seen: SendProgress) -> None:
        if several:
            remark(f"{seen.done} of {seen.total}  {seen.to}  {seen.outcome}")

    with stopped_by_interrupt(stop):
        return await desks.outbox.send(plan, on_progress=progress, stop=stop, resend_of=resend_of, reason=reason)


_SIGNS = {
    "accepted": Styled("●", "delivered"),
    "refused": Styled("✕", "not_delivered"),
    "unknown": Styled("?", "unknown"),
}


def _show_outcome(invocation: Invocation, message: Message) -> None:
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
