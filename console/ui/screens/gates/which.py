"""Asking which account or which destination is meant, where there are several."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from console.domain.account import Account
from console.domain.gates.gate import Gate
from console.domain.gates.sealing import masked
from console.domain.plain_text import plain
from console.ui.dialogs.choice import ChoiceDialog
from console.ui.screens.gates.destination_list import destination_row


def which_account(question: str, accounts: Sequence[Account], first: str | None) -> ChoiceDialog[str]:
    """Answers with its name."""
    return ChoiceDialog(question, [(one.name, _account_row(one)) for one in accounts], first)


def which_destination(question: str, gate: Gate) -> ChoiceDialog[int]:
    """Answers with its place, from 0."""
    rows = map(destination_row, masked(gate).destinations)
    return ChoiceDialog(
        question, [(place, Content.assemble((f"{place + 1} ", "bold"), row)) for place, row in enumerate(rows)]
    )


def _account_row(account: Account) -> Content:
    return Content.assemble(
        (f"{plain(account.name, 40):<20} ", "bold"),
        (f"{account.environment.value}{', read-only' if account.read_only else ''}", "$quiet"),
    )
