"""What of a request is a secret, and must not be kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import unquote_plus

MASK: Final = "***"

_SECRET = re.compile(
    r"auth|cookie|passw|passphrase|\bpwd\b|secret|token|credential|api.?key|app.?key|access.?key|signature|session",
    re.IGNORECASE,
)
_REMEMBERED = 512


class HeaderMask:
    """Headers as they are kept: lower-case names in order, secret values masked.

    The names of a provider's headers are the same in every request, so each is looked at once.
    """

    def __init__(self) -> None:
        self._names: dict[bytes, tuple[str, bool]] = {}

    def __call__(self, headers: Iterable[tuple[bytes, bytes]]) -> tuple[tuple[str, str], ...]:
        names = self._names
        kept = []
        for raw, value in headers:
            name, secret = names.get(raw) or self._learn(raw)
            kept.append((name, MASK if secret else value.decode("latin-1")))
        return tuple(kept)

    def _learn(self, raw: bytes) -> tuple[str, bool]:
        name = raw.decode("latin-1").lower()
        learnt = (name, _SECRET.search(name) is not None)
        if len(self._names) < _REMEMBERED:
            self._names[raw] = learnt
        return learnt


def mask_query(query: str) -> str:
    """The query as received, byte for byte, except for the values of parameters that are called like a secret."""
    if not query:
        return query
    pairs = []
    for pair in query.split("&"):
        name, equals, _ = pair.partition("=")
        secret = equals and _SECRET.search(unquote_plus(name))
        pairs.append(f"{name}={MASK}" if secret else pair)
    return "&".join(pairs)
