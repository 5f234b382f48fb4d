"""Result codes of every provider, with how often each was seen here."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.codes.result_code import ResultCode
from console.domain.timestamps import Millis


@dataclass(frozen=True, slots=True)
class Sighting:
    """How often a code was seen in events here, and when last. `daily` counts the last seven days, oldest first."""

    count: int
    last_at: Millis | None
    daily: tuple[int, ...]


class CodeBook:
    def catalogues(self) -> list[str]:
        raise NotImplementedError

    def search(self, query: str = "", *, catalogue: str | None = None) -> list[ResultCode]:
        """Best first: exact code, code prefix, words in name and texts, state words; all words must hold."""
        raise NotImplementedError

    def explain(self, provider: str, code: int) -> ResultCode | None:
        raise NotImplementedError

    async def sightings(self) -> dict[tuple[str, int], Sighting]:
        """By (catalogue, code). Catalogue names are provider names."""
        raise NotImplementedError
