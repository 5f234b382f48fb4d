"""`switchroom gates hosts`: whom a firewall has to let in. No account, no network."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from console.cli.json_input import read_text
from console.cli.output import Cell, Invocation, Styled, emit, exit_with, remark, say, shared_options, show_table
from console.errors import InvalidInput

if TYPE_CHECKING:
    from console.domain.gates.firewall import Comparison, Host

_FORMATS = ("nftables", "iptables", "cidr", "csv", "json")
WOULD_CHANGE = 4
"""The exit code of `--exit-code` where something is not as it should be."""


@click.command()
@click.option("--format", "form", type=click.Choice(_FORMATS), help="Print rules or a list for machines.")
@click.option("--compare", metavar="FILE", help="Hold a firewall's list or rules against it; - is standard input.")
@click.option("--exit-code", is_flag=True, help="With --compare: exit with 4 when they do not agree.")
@shared_options
def hosts(invocation: Invocation, form: str | None, compare: str | None, exit_code: bool) -> None:
    """List the hosts that callbacks come from.

    By the provider's document, with region and state.

    Rules and the CIDR list let in those in use; the table, CSV and JSON have those out of use as well.
    """
    from console.domain.gates.firewall import FORMATS
    from console.domain.gates.firewall import compare as compared

    if compare is not None and form is not None:
        raise InvalidInput("A list is either compared or printed.", hint="Leave out --format.", field="format")
    listed = _hosts()
    if compare is not None:
        found = compared(read_text(compare, "compare"), listed)
        if invocation.json:
            emit(_comparison_document(found))
        else:
            _show_comparison(found)
        if exit_code and not found.agrees:
            exit_with(WOULD_CHANGE)
    elif form is not None:
        click.echo(FORMATS[form](listed), nl=False)
    elif invocation.json:
        for host in listed:
            emit(asdict(host))
    else:
        show_table([_row(host) for host in listed], heads=("host", "address", "region", "state"))


def _hosts() -> list[Host]:
    from console.providers.registry import gate_providers

    return [host for provider in gate_providers() for host in provider.hosts()]


def _row(host: Host) -> tuple[Cell, ...]:
    state = host.state if host.since is None else f"{host.state} since {host.since}"
    return (host.name, host.address, host.region, Styled(state, None if host.since is None else "quiet"))


def _comparison_document(found: Comparison) -> dict[str, object]:
    return {
        "agrees": found.agrees,
        "missing": [asdict(host) for host in found.missing],
        "decommissioned": [asdict(host) for host in found.decommissioned],
        "extra": list(found.extra),
        "covered": [{**asdict(one.host), "net": one.net} for one in found.covered],
        "unreadable": list(found.unreadable),
    }


def _show_comparison(found: Comparison) -> None:
    rows: list[tuple[Cell, ...]] = [
        *((Styled("✕ missing", "error"), host.address, f"{host.name}, let it in") for host in found.missing),
        *(
            (Styled("⚠ out of use", "warning"), host.address, f"{host.name}, since {host.since}: shut it out")
            for host in found.decommissioned
        ),
        *((Styled("⚠ extra", "warning"), written, "no host of the document") for written in found.extra),
        *((Styled("⚠ unreadable", "warning"), written, "no address") for written in found.unreadable),
        *(("· covered", one.host.address, f"{one.host.name}, by {one.net}") for one in found.covered),
    ]
    if rows:
        show_table(rows)
    if found.agrees:
        say(Styled("● ", "delivered"), "The list lets in every host in use and nobody else.")
    else:
        remark("The list does not agree with the provider's document.")
