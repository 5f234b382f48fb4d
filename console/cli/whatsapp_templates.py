"""`switchroom whatsapp templates`: our own copy of what was approved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from console.cli.json_input import read_json
from console.cli.output import (
    Cell,
    Invocation,
    Styled,
    emit,
    exit_with,
    finding_document,
    instant,
    local_time,
    on_terminal,
    remark,
    run_with_desks,
    say,
    shared_options,
    show_findings,
    show_json,
    show_list,
)
from console.domain.plain_text import plain
from console.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterable

    from console.domain.whatsapp.shapes.shape import Shape
    from console.services.desks import Desks
    from console.services.known_template import KnownTemplate, TemplateImport

_HEADS = ("name", "namespace", "account", "languages", "values", "changed", "last sent")


@click.group()
def templates() -> None:
    """Keep what approved templates look like: their values, buttons, languages and words.

    The API sends templates and lists none, so this is our own copy: entered in the console, imported, or learned from
    a message that was sent.
    """


@templates.command("list")
@shared_options
def list_(invocation: Invocation) -> None:
    """List the templates of the account, or of all accounts."""

    async def work(desks: Desks) -> None:
        show_list(
            invocation,
            await desks.whatsapp.register.templates(invocation.account),
            _document,
            _row,
            heads=_HEADS,
            nothing="No template is kept; 'switchroom whatsapp templates import FILE' reads some.",
        )

    run_with_desks(invocation, work)


@templates.command()
@click.argument("name")
@click.option("--namespace", help="Where several have that name.")
@shared_options
def show(invocation: Invocation, name: str, namespace: str | None) -> None:
    """Show one template: the values it takes, and its words in each language."""

    async def work(desks: Desks) -> None:
        known = await desks.whatsapp.register.template(invocation.account, name, namespace)
        show_findings(desks.whatsapp.register.findings(known.shape))
        if invocation.json:
            emit(_document(known))
        else:
            _tell(known)

    run_with_desks(invocation, work)


@templates.command("import")
@click.argument("file", metavar="FILE")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask before a template is replaced.")
@shared_options
def import_(invocation: Invocation, file: str, dry_run: bool, yes: bool) -> None:
    """Take the templates of FILE into the account's register, as 'export' writes them; - reads standard input.

    One that is kept otherwise is replaced, after a question. Exits with 1 when some could not be read; the others are
    taken.
    """
    from console.domain.findings import blocks

    account = invocation.required_account()
    document = read_json(file, "file")

    async def work(desks: Desks) -> TemplateImport:
        desks.accounts.account(account)
        planned = await desks.whatsapp.register.read_import(account, document)
        if not dry_run:
            _ask(planned, yes=yes)
            await desks.whatsapp.register.take_import(planned)
        return planned

    planned = run_with_desks(invocation, work)
    told = {"new": planned.new, "changed": planned.changed, "same": planned.same}
    if invocation.json:
        names = {what: [shape.name for shape in shapes] for what, shapes in told.items()}
        emit({**names, "findings": [finding_document(finding) for finding in planned.findings]})
    else:
        show_findings(planned.findings)
        signs = {"new": Styled("+ ", "added"), "changed": Styled("~ ", "changed"), "same": Styled("= ", "quiet")}
        for what, shapes in told.items():
            for shape in shapes:
                say(signs[what], shape.name, Styled(f"  {what}", "quiet"))
        if dry_run:
            remark("Nothing was changed.")
    if blocks(planned.findings):
        exit_with(1)


@templates.command()
@shared_options
def export(invocation: Invocation) -> None:
    """Write the templates of the account, or of all accounts, as JSON."""

    async def work(desks: Desks) -> None:
        document = await desks.whatsapp.register.export(invocation.account)
        if invocation.json:
            emit(document)
        else:
            show_json(document)

    run_with_desks(invocation, work)


@templates.command()
@click.argument("message_id", metavar="MESSAGE")
@shared_options
def learn(invocation: Invocation, message_id: str) -> None:
    """Keep what the templates of a message look like. MESSAGE is our id, or the provider's."""

    async def work(desks: Desks) -> None:
        message = (await desks.messages.message(message_id)).message
        register = desks.whatsapp.register
        lessons = await register.lessons(message.account, desks.whatsapp.outbox.sent_request(message))
        for lesson in lessons:
            known = await register.learn(lesson)
            if invocation.json:
                emit(_document(known))
            else:
                say(Styled("+ ", "added"), lesson.shape.name, Styled(f"  {lesson.words}", "quiet"))
        if not lessons:
            remark("This message teaches nothing new.")

    run_with_desks(invocation, work)


@templates.command()
@click.argument("name")
@click.option("--namespace", help="Where several have that name.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@shared_options
def remove(invocation: Invocation, name: str, namespace: str | None, yes: bool) -> None:
    """Forget one template, with the values that were sent last. At WhatsApp it stays as it is."""

    async def work(desks: Desks) -> None:
        register = desks.whatsapp.register
        known = await register.template(invocation.account, name, namespace)
        if not yes:
            told = (
                f"{plain(known.shape.name, 60)} of account '{known.account}' would be forgotten, with its last values."
            )
            _confirm(told, "removed")
        await register.remove(known.account, known.shape)
        if invocation.json:
            emit(_document(known))
        else:
            say(Styled("- ", "removed"), known.shape.name, Styled("  removed", "quiet"))

    run_with_desks(invocation, work)


def _document(known: KnownTemplate) -> dict[str, Any]:
    """As an export has it, with what we know of it under `switchroom`."""
    from console.domain.whatsapp.shapes.exchange import shape_document

    ours = {
        "account": known.account,
        "origin": str(known.origin),
        "changed_at": instant(known.changed_at),
        "used_at": instant(known.used_at),
    }
    return {**shape_document(known.shape), "switchroom": ours}


def _row(known: KnownTemplate) -> tuple[Cell, ...]:
    shape = known.shape
    return (
        Styled(shape.name, "strong"),
        shape.namespace or "-",
        known.account,
        " ".join(shape.languages) or "-",
        ", ".join(slot.name for slot in shape.slots.values()) or "-",
        Styled(local_time(known.changed_at), "quiet"),
        Styled("-" if known.used_at is None else local_time(known.used_at), "quiet"),
    )


def _tell(known: KnownTemplate) -> None:
    shape = known.shape
    say(Styled(shape.name, "strong"), f"  {shape.namespace or 'no namespace'}  {known.account}  {known.origin}")
    for key, slot in shape.slots.items():
        say("  ", Styled(f"{key:<10}", "head"), f"{slot.kind:<10}{slot.name}")
    for variant in shape.variants:
        say(Styled(variant.language, "strong"))
        for line in _lines((variant.header, variant.body, variant.footer)):
            say("  ", line)
        if any(variant.buttons):
            say("  ", *(f"[ {label} ] " for label in variant.buttons))


def _lines(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in text.splitlines()]


def _ask(planned: TemplateImport, *, yes: bool) -> None:
    """Before what somebody wrote is replaced. Raises InvalidInput without a yes."""
    if yes or not planned.changed:
        return
    _confirm(f"{_names(planned.changed)} would be replaced by what the file says.", "imported")


def _confirm(told: str, done: str) -> None:
    """Raises InvalidInput without a yes."""
    if not on_terminal():
        raise InvalidInput(told, hint=f"Nothing was {done}; add --yes if it is meant.")
    remark(told)
    if not click.confirm("Go on?", err=True):
        raise InvalidInput(f"Nothing was {done}.")


def _names(shapes: Iterable[Shape]) -> str:
    return ", ".join(shape.name for shape in shapes)
