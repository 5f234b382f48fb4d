"""`-o KEY=VALUE`: what a command takes under names of a document."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from console.domain.plain_text import plain
from console.errors import InvalidInput


def read_key_values(options: Iterable[str], keys: Collection[str], what: str) -> dict[str, str]:
    """By key, in snake case; the last one said counts. `what` is what a sentence calls the whole. Raises
    InvalidInput for a key that is none of `keys`."""
    values: dict[str, str] = {}
    for option in options:
        key, equals, value = option.partition("=")
        key = key.strip().replace("-", "_")
        if not equals or key not in keys:
            raise InvalidInput(
                f"'{plain(option, 60)}' is no option of {what}.",
                hint=f"Write -o KEY=VALUE, where KEY is one of {', '.join(keys)}.",
                field=key,
            )
        values[key] = value
    return values
