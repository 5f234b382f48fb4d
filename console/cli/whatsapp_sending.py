"""`switchroom whatsapp check` and `send`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from console.cli.interrupts import stopped_by_interrupt
from console.cli.output import (
    Invocation,
    Styled,
    emit,
    exit_with,
    finding_document,
    remark,
    run_with_desks,
    say,
    shared_options,
    show_findings,
)
from console.cli.sending import Asked, may_leave, sending_options, show_outcome
from console.cli.whatsapp_files import Given, read_request, request_options

if TYPE_CHECKING:
    from console.domain.findings import Finding
    from console.domain.message import Message
    from console.services.desks import Desks


@click.command()
@request_options
@shared_options
def check(invocation: Invocation, file: str, to: tuple[str, ...], source: str | None, options: tuple[str, ...]) -> None:
    """Say what is wrong with FILE, a request or one message in JSON, and send nothing.

    With --account it is completed as it would be for sending, and held against the account, its templates and the
    24-hour windows. Exits with 1 when it would be refused.
    """
    from console.domain.findings import blocks

    given = read_request(file, to, source, options)
    found = _findings(invocation, given)
    refused = blocks(found)
    if invocation.json:
        emit({"refused": refused, "findings": [finding_document(finding) for finding in found]})
    else:
        show_findings(found)
        what = "message" if given.alone else "request"
        say(
            Styled(f"✕ This {what} would be refused.", "not_delivered")
            if refused
            else Styled(f"● Nothing forbids sending this {what}.", "delivered")
        )
    if refused:
        exit_with(1)


def _findings(invocation: Invocation, given: Given) -> list[Finding]:
    from console.domain.whatsapp.rules.message import check_message
    from console.domain.whatsapp.rules.request import check_request

    account = invocation.account
    if account is None:
        return check_message(given.request.messages[0], "") if given.alone else check_request(given.request)

    async def work(desks: Desks) -> list[Finding]:
        found = (await desks.whatsapp.outbox.plan(account, given.request)).findings
        if not given.alone:
            return list(found)
        # Of a message by itself nobody asks who gets it.
        return [finding for finding in found if finding.field.startswith(("messages", "account"))]

    return run_with_desks(invocation, work)


@click.command()
@request_options
@sending_options
@shared_options
def send(
    invocation: Invocation,
    file: str,
    to: tuple[str, ...],
    source: str | None,
    options: tuple[str, ...],
    asked: Asked,
) -> None:
    """Send FILE, a request or one message in JSON; - reads standard input.

    What it leaves open is taken from the account and the options; options win over the file. Exits with 0 when every
    destination was accepted, 1 when one was refused, 3 when nobody knows: it may have been delivered and billed.
    """
    account = invocation.required_account()
    given = read_request(file, to, source, options)

    async def work(desks: Desks) -> Message | None:
        plan = await desks.whatsapp.outbox.plan(account, given.request)
        if not may_leave(invocation, plan, asked, plan.words, desks.whatsapp.outbox.requests):
            return None
        stop = asyncio.Event()
        with stopped_by_interrupt(stop):
            sent = await desks.whatsapp.outbox.send(plan, stop=stop, resend_of=asked.resend_of, reason=asked.reason)
        for lesson in await desks.whatsapp.register.lessons(account, plan.request):
            remark("· ", lesson.words, f" 'switchroom whatsapp templates learn {sent.id}' keeps it.")
        return sent

    message = run_with_desks(invocation, work)
    if message is not None:
        show_outcome(invocation, message)
