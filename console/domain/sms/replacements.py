"""Putting GSM characters in the place of those that force UCS-2, one at a time or all at once, and what it saves."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.sms.encoding import count_forcing
from console.domain.sms.segments import Segmentation, segment
from console.domain.sms.suggestions import Forced, with_plain_twins


@dataclass(frozen=True, slots=True)
class Replacement:
    """A text before and after. `replaced` counts the characters taken out, `left` those that still force UCS-2."""

    before: Segmentation
    after: Segmentation
    replaced: int

    @property
    def text(self) -> str:
        return self.after.text

    @property
    def left(self) -> int:
        return count_forcing(self.text)

    @property
    def segments_saved(self) -> int:
        """Segments fewer to pay for each recipient; below zero where the plain twins are longer and UCS-2 stays."""
        return self.before.segments - self.after.segments


def replace_one(text: str, forced: Forced) -> str:
    """The text with one character replaced; unchanged where it has no replacement or no longer stands there."""
    if forced.suggestion is None or text[forced.index : forced.index + 1] != forced.char:
        return text
    return text[: forced.start] + forced.suggestion + text[forced.stop :]


def replace_all(text: str) -> str:
    """The text with every character replaced that has a fair replacement."""
    return with_plain_twins(text)[0]


def propose(before: Segmentation, *, only: Forced | None = None) -> Replacement:
    """What replacing all, or `only` one, would give."""
    text, profile = before.text, before.profile
    if only is not None:
        changed = replace_one(text, only)
        return Replacement(before, segment(changed, profile), int(changed != text))
    changed, replaced = with_plain_twins(text)
    return Replacement(before, segment(changed, profile) if replaced else before, replaced)
