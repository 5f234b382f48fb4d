"""What an empty log says: what to do next, with the address that is really there."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from console.domain.plain_text import plain
from console.ui.actions import action, key_name

_MOST = 8


def nothing_yet(running: bool, urls: Sequence[tuple[str, str | None]], *, sandbox: bool = False) -> Content:
    """`urls` are (account, where its callbacks go; None while nobody listens). In a `sandbox` there is no account for
    as long as it takes to start."""
    lines = [Content.styled("No callbacks yet.", "bold"), Content("")]
    known = [(name, url) for name, url in urls if url is not None]
    if not urls and sandbox:
        lines.append(
            Content.styled("The sandbox is starting; what comes from it appears here by itself.", "$state-temporary")
        )
    elif not urls:
        lines += [
            Content("There is no account that callbacks come for, so nobody has a reason to call."),
            Content.assemble(_key("console.accounts"), " opens the accounts."),
        ]
    elif not running or not known:
        lines.append(Content.assemble("The listener is stopped. ", _key("console.listener"), " starts it."))
    else:
        lines.append(Content("The listener answers at"))
        lines.append(Content(""))
        for name, url in known[:_MOST]:
            lines.append(Content.assemble(f"  {plain(url or '')}  ", (plain(name), "$quiet")))
        if len(known) > _MOST:
            lines.append(Content.styled(f"  and {len(known) - _MOST} more, under Accounts", "$quiet"))
        lines += [
            Content(""),
            Content("Have the provider send its callbacks there, or write a message"),
            Content.assemble("and watch its reports arrive: ", _key("console.compose"), " opens the composer."),
        ]
    return Content("\n").join(lines)


def _key(action_id: str) -> tuple[str, str]:
    return key_name(action(action_id).key), "bold $primary"


def nothing_matches() -> Content:
    return Content("\n").join(
        [
            Content.styled("Nothing passes the filter.", "bold"),
            Content(""),
            Content.assemble(("Esc", "bold $primary"), " drops it, ", ("/", "bold $primary"), " changes it."),
        ]
    )


def searching() -> Content:
    """Nothing passed so far, and there is more to look at."""
    return Content("\n").join(
        [
            Content.styled("Searching, from the newest event back …", "bold"),
            Content(""),
            Content.assemble(("Esc", "bold $primary"), " ends it, ", ("/", "bold $primary"), " changes the filter."),
        ]
    )
