"""What an empty list of gates says: what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from console.domain.plain_text import plain
from console.ui.actions import action

_KEY = "bold $primary"


def no_accounts(*, sandbox: bool) -> Content:
    if sandbox:
        return Content.styled("◌ The sandbox is starting; its gates appear here by themselves.", "$state-temporary")
    return Content.assemble(
        ("No account keeps gates.\n\n", "bold"),
        "A gate says where LINK Mobility delivers reports and received messages.\n",
        (action("console.accounts").key, _KEY),
        " then ",
        ("a", _KEY),
        " adds an account; choose LINK Gate as its provider.\n",
        "To practise without one, leave with ",
        ("q", _KEY),
        " and run ",
        ("switchroom --sandbox", "bold $text-primary"),
        ".\n\n",
        ("f", _KEY),
        " shows the hosts callbacks come from, for your firewall.",
    )


def no_gates(accounts: Sequence[str], *, reading: bool) -> Content:
    names = ", ".join(map(plain, accounts))
    if reading:
        return Content.styled(f"◌ Reading the gates of {names}…", "$state-temporary")
    return Content.assemble(
        (f"{names} has no gates.\n\n" if len(accounts) == 1 else f"{names} have no gates.\n\n", "bold"),
        ("n", _KEY),
        " makes one, ",
        ("r", _KEY),
        " reads again.",
    )


def nothing_matches() -> Content:
    return Content.assemble(
        ("No gate matches.\n\n", "bold"), ("Esc", _KEY), " drops the search, ", ("/", _KEY), " changes it."
    )
