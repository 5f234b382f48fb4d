"""Result codes of every provider, with how often each was seen here."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.codes.result_code import ResultCode
from console.domain.timestamps import Clock, Millis
from console.services.archive import Archive


@dataclass(frozen=True, slots=True)
class Sighting:
    """How often a code was seen in events here, and when last. `daily` counts the last seven days, oldest first."""

    count: int
    last_at: Millis | None
    daily: tuple[int, ...]


class CodeBook:
    """Every provider's code table under one cover. Catalogues are named like their providers."""

    def __init__(self, archive: Archive, clock: Clock) -> None:
        self._archive = archive
        self._clock = clock

    def catalogues(self) -> list[str]:
        from console.providers.registry import providers

        return [provider.name for provider in providers() if provider.codes()]

    def search(self, query: str = "", *, catalogue: str | None = None) -> list[ResultCode]:
        """Best first: exact code, code prefix, words in name and texts, state words; all words must hold.

        Raises InvalidInput for an unknown catalogue.
        """
        from console.domain.codes.search import search
        from console.providers.registry import provider, providers

        chosen = providers() if catalogue is None else [provider(catalogue)]
        return search([code for one in chosen for code in one.codes()], query)

    def explain(self, provider: str, code: int) -> ResultCode | None:
        """What a provider means by a code; None where its document does not say, or nobody knows the provider."""
        from console.providers.registry import providers

        tables = (one.codes() for one in providers() if one.name == provider)
        return next((known for table in tables for known in table if known.code == code), None)

    async def sightings(self) -> dict[tuple[str, int], Sighting]:
        """By (catalogue, code). Catalogue names are provider names."""
        from console.store.events import sightings

        now = self._clock()
        seen = await self._archive.read(lambda connection: sightings(connection, now))
        return {key: Sighting(found.count, found.last_at, found.daily) for key, found in seen.items()}
