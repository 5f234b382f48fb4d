"""Small bars for a few counts in a row: one cell each, an empty day as a low dot."""

from __future__ import annotations

from collections.abc import Sequence

_LEVELS = "▁▂▃▄▅▆▇█"


def day_bars(counts: Sequence[int]) -> str:
    """One character per count, the highest full; zero is `·`, so that few and none look different."""
    highest = max(counts, default=0)
    if highest <= 0:
        return "·" * len(counts)
    return "".join("·" if count <= 0 else _LEVELS[(count * len(_LEVELS) - 1) // highest] for count in counts)
