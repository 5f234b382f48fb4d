"""The id of a message, as an answer to a send gives it."""

from __future__ import annotations

_LONGEST = 1_024
"""Characters of an id that a report's is compared with; a longer one could never be joined."""


def read_id(text: str) -> str | None:
    """The id without blanks around it; None for an empty one, and for what no id is: too long, or not printable."""
    found = text.strip()
    return found if found and len(found) <= _LONGEST and found.isprintable() else None
