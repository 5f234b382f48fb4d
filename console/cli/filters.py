"""The filter language as a command's arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from console.errors import InvalidInput

if TYPE_CHECKING:
    from console.domain.callbacks.filter import Filter

F = TypeVar("F", bound=Callable[..., Any])

# `-since:1h` is a term turned around, not seven short options; so these commands have none, not even -h.
FILTER_SETTINGS = {"ignore_unknown_options": True, "help_option_names": ["--help"]}


def filter_argument(command: F) -> F:
    return click.argument("words", metavar="[FILTER]...", nargs=-1, type=click.UNPROCESSED)(command)


def read_filter(words: Iterable[str], account: str | None = None) -> Filter:
    """Raises InvalidInput for a filter that cannot be read: a script must not get more than it asked for."""
    from console.domain.callbacks.filter import parse

    text = " ".join(words)
    if account is not None:
        text = f"{text} account:={account}".strip()
    where = parse(text)
    if where.findings:
        first = where.findings[0]
        raise InvalidInput(first.text, hint=first.hint, field="filter")
    return where
