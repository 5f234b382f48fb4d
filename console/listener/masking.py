"""Headers as they are kept, without the credentials in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from console.domain.redact import is_secret_name, mask_headers

_REMEMBERED: Final = 512


class HeaderMask:
    """Lower-case names in order of arrival, secret values masked.

    The names of a provider's headers are the same in every request, so each is judged once.
    """

    def __init__(self) -> None:
        self._names: dict[bytes, tuple[str, bool]] = {}

    def __call__(self, headers: Iterable[tuple[bytes, bytes]]) -> tuple[tuple[str, str], ...]:
        names = self._names
        kept = []
        for raw, value in headers:
            name, secret = names.get(raw) or self._learn(raw)
            text = value.decode("latin-1")
            kept.append(mask_headers(((name, text),))[0] if secret else (name, text))
        return tuple(kept)

    def _learn(self, raw: bytes) -> tuple[str, bool]:
        name = raw.decode("latin-1").lower()
        learnt = (name, is_secret_name(name))
        if len(self._names) < _REMEMBERED:
            self._names[raw] = learnt
        return learnt
