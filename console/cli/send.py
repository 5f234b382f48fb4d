"""`switchroom send`: what will happen in words, then one request per destination."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli.interrupts import stopped_by_interrupt
from console.cli.json_input import read_text
from console.cli.key_values import read_key_values
from console.cli.output import Invocation, remark, run_with_desks, shared_options, text_argument
from console.cli.sending import Asked, may_leave, sending_options, show_outcome
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
@sending_options
@click.argument("text", required=False)
@shared_options
def send(
    invocation: Invocation,
    source: str,
    to: tuple[str, ...],
    to_file: Path | None,
    options: tuple[str, ...],
    asked: Asked,
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
        if not may_leave(invocation, plan, asked, plan_words(plan), desks.outbox.requests, why=plan.charge):
            return None
        return await _sent(desks, plan, asked)

    message = run_with_desks(invocation, work)
    if message is not None:
        show_outcome(invocation, message)


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

    return [destination.typed for destination in parse_destinations(read_text(str(file), "to_file"))]


def _draft(account: str, source: str, to: tuple[str, ...], text: str, options: Iterable[str]) -> Draft:
    from console.domain.sms.draft import Draft, Premium

    values = read_key_values(options, _OPTIONS, "a message")
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


async def _sent(desks: Desks, plan: SendPlan, asked: Asked) -> Message:
    stop = asyncio.Event()
    several = len(plan.destinations) > 1

    def progress(seen: SendProgress) -> None:
        if several:
            remark(f"{seen.done} of {seen.total}  {seen.to}  {seen.outcome}")

    with stopped_by_interrupt(stop):
        return await desks.outbox.send(
            plan, on_progress=progress, stop=stop, resend_of=asked.resend_of, reason=asked.reason
        )
