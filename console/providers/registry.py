"""The providers Switchroom speaks to, by name. Naming them loads none of their clients."""

from __future__ import annotations

from difflib import get_close_matches

from console.errors import InvalidInput
from console.providers.contract import Provider
from console.providers.link_smsc.provider import LinkSmsc

_PROVIDERS: dict[str, Provider] = {known.name: known for known in (LinkSmsc(),)}


def providers() -> list[Provider]:
    """All of them, in the order they are shown."""
    return list(_PROVIDERS.values())


def provider(name: str) -> Provider:
    """Raises InvalidInput naming the known ones."""
    found = _PROVIDERS.get(name)
    if found is None:
        near = get_close_matches(name, _PROVIDERS, n=1)
        meant = f"Did you mean {near[0]}? " if near else ""
        raise InvalidInput(
            f"There is no provider called {name!r}.",
            hint=f"{meant}Known: {', '.join(_PROVIDERS)}.",
            field="provider",
        )
    return found
