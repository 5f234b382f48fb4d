"""`switchroom accounts`: who we are towards each provider."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from console.cli.output import (
    Cell,
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
    show_list,
    show_table,
)
from console.domain.account import Account, Environment
from console.errors import InvalidInput

if TYPE_CHECKING:
    from console.services.account_desk import AccountCheck, AccountDesk, ProviderForm
    from console.services.desks import Desks


@click.group()
def accounts() -> None:
    """Add, list, show, check and remove accounts."""


@accounts.command()
@click.argument("name")
@click.option("--provider", required=True, metavar="P", help="link-smsc, for instance.")
@click.option("--base-url", metavar="URL", help="The provider's address for this account.")
@click.option(
    "--environment",
    type=click.Choice([str(environment) for environment in Environment]),
    default=str(Environment.TEST),
    show_default=True,
    help="What is at stake: production is coloured and asks before it sends.",
)
@click.option("--read-only", is_flag=True, help="Never send with it.")
@click.option("-o", "options", multiple=True, metavar="KEY=VALUE", help="An option of the provider's, not a secret.")
@click.option("--secret-stdin", metavar="OPTION", help="Read the secret OPTION from standard input.")
@click.option("--allow-file", is_flag=True, help="Keep secrets in a file only you can read where there is no keyring.")
@shared_options
def add(
    invocation: Invocation,
    name: str,
    provider: str,
    base_url: str | None,
    environment: str,
    read_only: bool,
    options: tuple[str, ...],
    secret_stdin: str | None,
    allow_file: bool,
) -> None:
    """Add the account NAME.

    Secrets are asked for on a terminal and kept in the keyring; SWITCHROOM_<ACCOUNT>_<OPTION> in the environment
    always comes first.
    """
    given = _pairs(options)

    async def work(desks: Desks) -> dict[str, Any]:
        form = _form(desks.accounts, provider)
        account = _account(form, name, base_url, environment, read_only, given)
        if any(known.name == name for known in desks.accounts.accounts()):
            raise InvalidInput(f"There is already an account '{name}'.", hint="Choose another name.", field="name")
        secrets = _secrets(desks.accounts, form, account, secret_stdin)
        allowed = allow_file or (bool(secrets) and _file_allowed(desks.accounts))
        await desks.accounts.save(account, secrets, allow_file=allowed)
        show_findings(desks.accounts.findings(account))
        return _document(desks, account)

    document = run_with_desks(invocation, work)
    if invocation.json:
        emit(document)
    else:
        say("Account ", Styled(name, "strong"), " was added.")
        _show(document)
    for option in _missing(document):
        remark(f"It has no {option} yet: set {_variable(name, option)}, or add it in the console under Accounts.")
    if document["environment"] == Environment.PRODUCTION:
        remark(Styled(" production ", "production"), " What is sent with it reaches people and costs money.")


@accounts.command("list")
@shared_options
def list_(invocation: Invocation) -> None:
    """List the accounts, by name."""

    async def work(desks: Desks) -> list[dict[str, Any]]:
        return [_document(desks, account) for account in desks.accounts.accounts()]

    documents = run_with_desks(invocation, work)
    show_list(
        invocation,
        documents,
        lambda document: document,
        _row,
        heads=("name", "provider", "environment", "address", ""),
        nothing="There are no accounts. Add one with 'switchroom accounts add', or try 'switchroom --sandbox'.",
    )


@accounts.command()
@click.argument("name")
@shared_options
def show(invocation: Invocation, name: str) -> None:
    """Show the account NAME: its options, where its secrets are taken from, and where its callbacks go."""

    async def work(desks: Desks) -> dict[str, Any]:
        return _document(desks, desks.accounts.account(name))

    document = run_with_desks(invocation, work)
    if invocation.json:
        emit(document)
    else:
        _show(document)


@accounts.command()
@click.argument("name")
@shared_options
def check(invocation: Invocation, name: str) -> None:
    """Make the cheapest call that proves the credentials of NAME, and say what it proved.

    Exits with 1 when the provider refused them or could not be reached.
    """

    async def work(desks: Desks) -> AccountCheck:
        return await desks.accounts.check(name)

    checked = run_with_desks(invocation, work)
    if invocation.json:
        emit({"account": name, "ok": checked.ok, "proved": checked.sentence, "hint": checked.hint})
    else:
        sign = {True: Styled("● ", "delivered"), False: Styled("✕ ", "not_delivered"), None: Styled("? ", "unknown")}
        say(sign[checked.ok], checked.sentence, f" {checked.hint}" if checked.hint else "")
    if checked.ok is not True:
        exit_with(1)


@accounts.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@shared_options
def remove(invocation: Invocation, name: str, yes: bool) -> None:
    """Forget the account NAME and its secrets. What it sent and received stays."""

    async def work(desks: Desks) -> None:
        account = desks.accounts.account(name)
        if not yes:
            if not on_terminal():
                raise InvalidInput(f"Account '{name}' is only removed after a yes.", hint="Add --yes.", field="yes")
            question = f"Forget account {account.name} ({account.environment}) and its secrets?"
            click.confirm(question, abort=True, err=True)
        await desks.accounts.remove(name)

    run_with_desks(invocation, work)
    if invocation.json:
        emit({"removed": name})
    else:
        say("Account ", Styled(name, "strong"), " was removed. What it sent and received stays.")


def _pairs(options: Iterable[str]) -> dict[str, str]:
    pairs = {}
    for option in options:
        key, equals, value = option.partition("=")
        if not equals or not key.strip():
            raise InvalidInput("An option is written KEY=VALUE.", hint="Like -o service_id=1001.", field="options")
        pairs[key.strip()] = value
    return pairs


def _form(desk: AccountDesk, provider: str) -> ProviderForm:
    forms = {form.name: form for form in desk.providers()}
    if provider not in forms:
        raise InvalidInput(
            f"There is no provider '{provider}'.", hint=f"There is {', '.join(forms)}.", field="provider"
        )
    return forms[provider]


def _account(
    form: ProviderForm,
    name: str,
    base_url: str | None,
    environment: str,
    read_only: bool,
    options: Mapping[str, str],
) -> Account:
    from pydantic import ValidationError

    for field in form.fields:
        if field.secret and field.name in options:
            raise InvalidInput(
                f"The {field.name} is a secret and does not belong on a command line, where others can read it.",
                hint=f"Use --secret-stdin {field.name}, or {_variable(name, field.name)} in the environment.",
                field=field.name,
            )
    if base_url is None:
        known = ", ".join(url for url, _ in form.base_urls)
        raise InvalidInput(
            "The account needs the provider's address.", hint=f"Give --base-url: {known}.", field="base_url"
        )
    try:
        return Account(
            name=name,
            provider=form.name,
            base_url=base_url,
            environment=Environment(environment),
            read_only=read_only,
            options=dict(options),
        )
    except ValidationError:
        problem = InvalidInput(
            f"'{name}' cannot be the name of an account.",
            hint="Use letters, digits, '-', '_' and '.', at most 64 of them, starting with a letter or digit.",
            field="name",
        )
    raise problem


def _secrets(desk: AccountDesk, form: ProviderForm, account: Account, from_stdin: str | None) -> dict[str, str]:
    """The secrets to keep: one from standard input, the other required ones from whoever sits at the terminal."""
    secrets = {}
    if from_stdin is not None:
        if from_stdin not in {field.name for field in form.fields if field.secret}:
            names = ", ".join(field.name for field in form.fields if field.secret)
            raise InvalidInput(
                f"'{from_stdin}' is no secret of {form.name}.", hint=f"Its secrets: {names}.", field=from_stdin
            )
        secrets[from_stdin] = _read_secret(from_stdin)
    if not on_terminal():
        return secrets
    places = desk.secret_places(account)
    for field in form.fields:
        if field.secret and field.required and field.name not in secrets and places[field.name] is None:
            secrets[field.name] = click.prompt(field.label, hide_input=True, err=True)
    return secrets


def _read_secret(option: str) -> str:
    try:
        secret = sys.stdin.buffer.read().decode().removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        secret = ""
    if not secret or "\n" in secret or "\x00" in secret:
        raise InvalidInput(
            f"Standard input holds no {option}.", hint="Give it as one line of UTF-8 text.", field=option
        )
    return secret


def _file_allowed(desk: AccountDesk) -> bool:
    """The explicit yes that a file needs where there is no keyring."""
    if desk.secret_store() is not None or not on_terminal():
        return False
    return click.confirm(
        "There is no keyring on this machine. Keep the secret in a file that only you can read?", err=True
    )


def _variable(account: str, option: str) -> str:
    from console.settings.credentials import environment_variable

    return environment_variable(account, option)


def _document(desks: Desks, account: Account) -> dict[str, Any]:
    document = account.model_dump(mode="json")
    document["secrets"] = desks.accounts.secret_places(account)
    called_back = desks.accounts.called_back(account)
    document["callback_url"] = desks.listener.callback_url(account.name) if called_back else None
    return document


def _missing(document: Mapping[str, Any]) -> list[str]:
    """Secrets that sending needs and that are nowhere; those of callbacks are the user's choice."""
    return [option for option, place in document["secrets"].items() if place is None and "callback" not in option]


def _row(document: Mapping[str, Any]) -> tuple[Cell, ...]:
    remarks = [
        *(["read-only"] if document["read_only"] else []),
        *(f"no {option}" for option in _missing(document)),
    ]
    return (
        Styled(document["name"], "strong"),
        document["provider"],
        _environment(document["environment"]),
        document["base_url"],
        Styled(", ".join(remarks), "warning"),
    )


def _environment(environment: str) -> Styled:
    return Styled(environment, "production" if environment == Environment.PRODUCTION else None)


def _show(document: Mapping[str, Any]) -> None:
    rows: list[tuple[Cell, ...]] = [
        ("provider", document["provider"]),
        ("address", document["base_url"]),
        ("environment", _environment(document["environment"])),
    ]
    if document["read_only"]:
        rows.append(("read-only", "never sends"))
    rows += [(name, value) for name, value in document["options"].items()]
    rows += [(name, f"from the {place}") for name, place in document["secrets"].items() if place is not None]
    rows += [(name, Styled("missing", "warning")) for name in _missing(document)]
    if document["callback_url"] is not None:
        rows.append(("callbacks to", document["callback_url"]))
    show_table([(Styled(f"  {name}", "quiet"), value) for name, value in rows])
