"""Putting GSM characters in the place of those that force UCS-2, one at a time or all at once, and what it saves."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.sms.profiles import STANDARD, Profile
from console.domain.sms.segments import Segmentation, segment
from console.domain.sms.suggestions import Forced, forced_by


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
        return len(self.after.forced_by)

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
    return _with(text, forced_by(text))


def propose(text: str, profile: Profile | str = STANDARD, *, only: Forced | None = None) -> Replacement:
    """What replacing all, or `only` one, would give. Raises InvalidInput for an unknown profile."""
    before = segment(text, profile)
    if only is not None:
        changed = replace_one(text, only)
        return Replacement(before, segment(changed, profile), int(changed != text))
    candidates = [forced for forced in before.forced_by if forced.suggestion is not None]
    return Replacement(before, segment(_with(text, candidates), profile), len(candidates))


def _with(text: str, candidates: list[Forced] | tuple[Forced, ...]) -> str:
    pieces = []
    done = 0
    for forced in candidates:
        if forced.suggestion is None:
            continue
        pieces += [text[done : forced.start], forced.suggestion]
        done = forced.stop
    return "".join([*pieces, text[done:]])
