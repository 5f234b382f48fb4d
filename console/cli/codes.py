"""`switchroom codes`: what a result code means."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from console.cli.output import Cell, Invocation, Styled, emit, remark, say, shared_options, show_table

if TYPE_CHECKING:
    from console.domain.codes.result_code import ResultCode
    from console.domain.state import State

_WIDTH = 88
_LABEL = 10


@click.command()
@click.argument("query", nargs=-1)
@click.option("--catalogue", metavar="C", help="Only this provider's codes, e.g. link-smsc.")
@shared_options
def codes(invocation: Invocation, query: tuple[str, ...], catalogue: str | None) -> None:
    """Look up result codes: by number, by its beginning, by words, by state ("not delivered", "billed", "temporary").

    All words must hold. One match, or one exact code, is explained in full.
    """
    from console.domain.codes.families import family
    from console.domain.codes.search import search
    from console.providers.registry import provider, providers

    chosen = providers() if catalogue is None else [provider(catalogue)]
    words = " ".join(query)
    found = search([code for one in chosen for code in one.codes()], words)
    if invocation.json:
        for code in found:
            emit(_document(code))
        return
    exact = [code for code in found if str(code.code) == words.strip()]
    if not found:
        remark(f"No code matches '{words}'.")
        service = family(int(words)) if words.isdecimal() and len(words) == 6 else None
        if service is not None:
            remark(f"By its first three digits it is a code of {service}.")
    elif exact or len(found) == 1:
        for number, code in enumerate(exact or found):
            if number:
                say()
            explain(code)
    else:
        show_table([_row(code) for code in found], heads=("code", "name", *_STATE_HEADS, "catalogue"), right=(0,))


_STATE_HEADS = ("finality", "delivery", "billing")


def _document(code: ResultCode) -> dict[str, object]:
    state = code.state
    return {
        "catalogue": code.catalogue,
        "code": code.code,
        "name": code.name,
        "description": code.description,
        "finality": state.finality if state else None,
        "delivery": state.delivery if state else None,
        "billing": state.billing if state else None,
        "cause": code.cause,
        "remedy": code.remedy,
        "check": code.check,
        "resend": code.resend,
        "customer": code.customer,
    }


def _row(code: ResultCode) -> tuple[Cell, ...]:
    return (str(code.code), code.name, *_state_cells(code.state), Styled(code.catalogue, "quiet"))


def _state_cells(state: State | None) -> tuple[Cell, Cell, Cell]:
    if state is None:
        return ("-", "-", "-")
    finality: Cell = Styled(state.finality, state.finality) if state.finality != "final" else str(state.finality)
    billing: Cell = Styled("unknown", "unknown") if state.billing == "unknown" else state.billing.replace("_", " ")
    return (finality, Styled(state.delivery.replace("_", " "), str(state.delivery)), billing)


def explain(code: ResultCode) -> None:
    """Everything the catalogue says about a code, for people."""
    say(Styled(f"{code.code} {code.name}", "strong"), Styled(f"  {code.catalogue}", "quiet"))
    if code.state is not None:
        finality, delivery, billing = _state_cells(code.state)
        mark = "finality unknown" if code.state.finality == "unknown" else finality
        say("  ", mark, " · ", _named(delivery, "delivery"), " · ", _named(billing, "billing"))
    say()
    for label, text in (
        ("Document", f"“{code.description}”"),
        ("Cause", code.cause),
        ("Check", code.check),
        ("Remedy", code.remedy),
        ("Resend", code.resend),
        ("Say", f"“{code.customer}”"),
    ):
        lines = textwrap.wrap(text, _WIDTH - _LABEL - 2)
        say("  ", Styled(label.ljust(_LABEL), "head"), lines[0])
        for line in lines[1:]:
            say(" " * (_LABEL + 2), line)


def _named(cell: Cell, question: str) -> Cell:
    """ "unknown" alone would not say of what."""
    text = cell.text if isinstance(cell, Styled) else cell
    return Styled(f"{question} unknown", "unknown") if text == "unknown" else cell
