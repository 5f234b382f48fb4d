"""Which account and which gate a command is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from console.cli.gates_shapes import age
from console.cli.output import Styled, remark
from console.errors import GateMissing, InvalidInput, NotFound, ProviderUnreachable

if TYPE_CHECKING:
    from console.services.desks import Desks
    from console.services.known_gate import KnownGate

C = TypeVar("C", bound=Callable[..., Any])

By = Literal["id", "refid"]

offline_option = click.option("--offline", is_flag=True, help="Ask nobody: show the last known copies.")


by_option = click.option("--by", type=click.Choice(["id", "refid"]), help="What GATE is, where it could be both.")


def gate_argument(command: C) -> C:
    """`GATE`, a refId or an id, and `--by` for one that could be both."""
    return click.argument("name", metavar="GATE")(by_option(command))


def chosen_account(desks: Desks, named: str | None) -> str:
    """The account that was named, else the only one that keeps gates. Raises InvalidInput."""
    if named is not None:
        return named
    names = [account.name for account in desks.gates.accounts()]
    if len(names) == 1:
        return names[0]
    if not names:
        raise InvalidInput(
            "There is no account that keeps gates.",
            hint="Add one with 'switchroom accounts add NAME --provider link-gate', or try 'switchroom --sandbox'.",
            field="account",
        )
    raise InvalidInput(
        "Several accounts keep gates.", hint=f"Name one with --account: {', '.join(names)}.", field="account"
    )


def chosen_accounts(desks: Desks, named: str | None) -> list[str]:
    """The account that was named, else all that keep gates. Raises InvalidInput where there is none."""
    if named is None and len(desks.gates.accounts()) > 1:
        return [account.name for account in desks.gates.accounts()]
    return [chosen_account(desks, named)]


async def find_gate(
    desks: Desks, account: str | None, name: str, by: By | None, *, offline: bool = False, removed: bool = False
) -> KnownGate:
    """The gate of that refId or id, of one account or any; where it is not known here yet, the list is read first.

    With `removed` one that is there no more will do. Raises GateMissing (offline: NotFound), InvalidInput, and as
    reading a list does.
    """
    accounts = chosen_accounts(desks, account)
    try:
        known = await desks.gates.find(account, name, by)
        if offline or removed or not known.removed:
            return known
    except NotFound:
        if offline:
            raise
    for each in accounts:
        await desks.gates.refresh(each)
    try:
        return await desks.gates.find(account, name, by)
    except NotFound:
        raise GateMissing(f"There is no gate {name}.", hint="'switchroom gates list' shows those there are.") from None


async def find_fresh(desks: Desks, account: str | None, name: str, by: By | None) -> KnownGate:
    """The same, read anew; as last known, and said to be, where the provider cannot be reached."""
    known = await find_gate(desks, account, name, by)
    try:
        return await desks.gates.fetch(known.account, known.gate_id)
    except ProviderUnreachable as error:
        remark(Styled("⚠ ", "warning"), error.message)
        tell_known_age(desks, known)
        return known


def tell_known_age(desks: Desks, known: KnownGate) -> None:
    """How old the copy is that is shown in place of what is there, on stderr."""
    since = age(known.fetched_at, desks.clock())
    remark(Styled("⚠ ", "warning"), f"{known.gate.name} of {known.account} is shown as it was {since} ago.")


async def refresh_if_reachable(desks: Desks, account: str) -> bool:
    """Read the list anew; where nobody can be reached, say so and answer no."""
    try:
        await desks.gates.refresh(account)
    except ProviderUnreachable as error:
        remark(Styled("⚠ ", "warning"), error.message)
        return False
    return True
