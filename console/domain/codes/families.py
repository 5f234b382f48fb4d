"""Codes outside every table still say where they come from: the first three of six digits name LINK's service."""

from __future__ import annotations

_FAMILIES = {103: "LINK Gate", 104: "LINK Keyword", 106: "LINK SMS REST", 112: "LINK WhatsApp"}


def family(code: int) -> str | None:
    """The service a six-digit code belongs to, None where that cannot be said."""
    return _FAMILIES.get(code // 1000) if 100_000 <= code <= 999_999 else None
