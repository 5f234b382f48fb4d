"""`switchroom gates probe`: calls a destination as the platform would."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from console.cli.gates_asking import confirm, yes_option
from console.cli.gates_choice import By, find_fresh, gate_argument
from console.cli.output import (
    Invocation,
    Styled,
    emit,
    exit_with,
    mask_option,
    remark,
    run_with_desks,
    say,
    shared_options,
    show_findings,
)
from console.domain.redact import mask_text
from console.errors import InvalidInput

if TYPE_CHECKING:
    from console.services.desks import Desks
    from console.services.gate_probe import ProbeExchange, ProbeReport, ProbeStep
    from console.services.gate_samples import Sample

_SIGNS = {
    "ok": Styled("● ", "delivered"),
    "warning": Styled("⚠ ", "warning"),
    "failure": Styled("✕ ", "not_delivered"),
    "skipped": Styled("· ", "quiet"),
}


@click.command()
@gate_argument
@click.option("--destination", type=click.IntRange(1), default=1, show_default=True, help="Which of its destinations.")
@click.option("--event", type=int, metavar="ID", help="Send this callback of the log in place of the newest.")
@click.option("--timezone", default="UTC", show_default=True, metavar="TZ", help="Write a template's dates there.")
@yes_option
@mask_option
@shared_options
def probe(
    invocation: Invocation,
    name: str,
    by: By | None,
    destination: int,
    event: int | None,
    timezone: str,
    yes: bool,
) -> None:
    """Call a destination as the platform would.

    From here: its name, connection, TLS and certificate, then one callback, judged by the gate's acknowledge.

    It calls a real server, so it asks first. Exits with 1 when the platform would not be satisfied.
    """

    async def work(desks: Desks) -> dict[str, Any]:
        masked = invocation.masks(desks)
        known = await find_fresh(desks, invocation.account, name, by)
        samples = desks.gates.samples
        sample: Sample = await samples.sample(event) if event is not None else (await samples.samples(known.gate))[0]
        plan = desks.gates.probe.prepare(known.account, known.gate, destination - 1, sample, timezone)
        show_findings(plan.rendering.findings)
        if plan.refusal is not None:
            raise InvalidInput(plan.refusal, hint="Nobody was called.")
        remark(f"It would get {sample.title}:")
        remark(f"  {plan.rendering.method} {_url(plan.rendering.url, mask=masked)}")
        confirm(plan.confirmation, yes=yes)
        on_step = None if invocation.json else _say_step
        report = await desks.gates.probe.run(plan, on_step)
        exchange = _masked(report.exchange) if masked and report.exchange is not None else report.exchange
        if exchange is not None and not invocation.json:
            _say_exchange(exchange)
        return _document(plan.account, _url(plan.rendering.url, mask=masked), report, exchange)

    document = run_with_desks(invocation, work)
    if invocation.json:
        emit(document)
    if document["verdict"] == "failure":
        exit_with(1)


def _url(url: str, *, mask: bool) -> str:
    """Masked without its query: that is where a template puts numbers and texts."""
    address, question_mark, query = url.partition("?")
    return f"{address}{question_mark}{mask_text(query)}" if mask else url


def _masked(exchange: ProbeExchange) -> ProbeExchange:
    """Without numbers and texts: a body holds both."""
    return replace(
        exchange,
        url=_url(exchange.url, mask=True),
        request_body=mask_text(exchange.request_body),
        answer_body=mask_text(exchange.answer_body),
    )


def _document(account: str, url: str, report: ProbeReport, exchange: ProbeExchange | None) -> dict[str, Any]:
    return {
        "account": account,
        "url": url,
        "verdict": str(report.verdict.result),
        "steps": [
            {
                "part": step.part,
                "result": str(step.result),
                "sentence": step.sentence,
                "hint": step.hint,
                "details": [{"label": label, "value": value} for label, value in step.details],
            }
            for step in report.steps
        ],
        "exchange": None
        if exchange is None
        else {
            "method": exchange.method,
            "url": exchange.url,
            "request_headers": [list(header) for header in exchange.request_headers],
            "request_body": exchange.request_body,
            "status": exchange.status,
            "answer_headers": [list(header) for header in exchange.answer_headers],
            "answer_body": exchange.answer_body,
        },
        "answers_empty": report.answers_empty,
    }


def _say_step(step: ProbeStep) -> None:
    say(_SIGNS[step.result], Styled(f"{step.part:<12}", "head"), step.sentence, f" {step.hint}" if step.hint else "")
    for label, value in step.details:
        say(" " * 14, Styled(f"{label}  ", "quiet"), value)


def _say_exchange(exchange: ProbeExchange) -> None:
    from console.domain.plain_text import plain_lines

    say()
    say(Styled(f"{exchange.method} {exchange.url}", "strong"))
    _say_headers(exchange.request_headers)
    for line in plain_lines(exchange.request_body):
        say("  ", line)
    if exchange.status is None:
        return
    say(Styled(f"HTTP {exchange.status}", "strong"))
    _say_headers(exchange.answer_headers)
    for line in plain_lines(exchange.answer_body):
        say("  ", line)


def _say_headers(headers: tuple[tuple[str, str], ...]) -> None:
    for name, value in headers:
        say("  ", Styled(f"{name}: ", "quiet"), value)
