"""Which characters force UCS-2 on a text, and what could stand in their place.

A replacement is offered where it is fair: the reader of the SMS understands the same. So accents may go and typographic
signs become plain ones; but `≠` does not become `=`, `10²` does not become `102`, and letters of another script, emoji
and signs without a plain twin have none. U+2019 becomes an apostrophe, a zero-width space nothing.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from console.domain.sms.alphabet import GSM
from console.domain.sms.encoding import codepoint, forcing_positions


@dataclass(frozen=True, slots=True)
class Forced:
    """A character in no GSM table.

    `suggestion` is the GSM text that may stand in the place of the characters from `start` to `stop` (half open): None
    where nothing fair exists, empty where the character can simply go. The range is the character alone, except for a
    combining mark that joins with the letter before it into one character of the alphabet.
    """

    index: int
    char: str
    suggestion: str | None
    start: int
    stop: int

    @property
    def codepoint(self) -> str:
        return codepoint(self.char)


def _same(replacement: str, characters: str) -> dict[str, str]:
    return dict.fromkeys(characters, replacement)


_PLAIN_TWINS: dict[str, str] = {
    **_same("'", "\u2018\u2019\u201a\u201b\u2032\u2035\u02b9\u02bb\u02bc\u02bd\u02c8\u02ca\u02cb`\u00b4\u055a\ua78c"),
    **_same('"', "\u201c\u201d\u201e\u201f\u2033\u2036\u02ba\u02dd\u00ab\u00bb\u301d\u301e\u301f"),
    **_same("<", "\u2039\u2329\u27e8\u3008"),
    **_same(">", "\u203a\u232a\u27e9\u3009"),
    **_same("-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u00af\u02d7\u2e3a\u2e3b"),
    **_same("*", "\u2022\u2023\u2219\u25cf\u25e6\u2217"),
    **_same(".", "\u00b7\u30fb\u2027"),
    **_same("/", "\u2044\u2215"),
    **_same(" ", "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"),
    **_same("\n", "\u000b\u0085\u2028\u2029"),
    "\u2026": "...",
    "\u2025": "..",
    "\u2024": ".",
    "\u2034": "'''",
    "\u2223": "|",
    "\u00a6": "|",
    "\u223c": "~",
    "\u02dc": "~",
    "\u02c6": "^",
    "\u203c": "!!",
    "\u2192": "->",
    "\u2190": "<-",
    "\u2194": "<->",
    "\u21d2": "=>",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u00d7": "x",
    "\u00b1": "+/-",
    "\u00a9": "(c)",
    "\u00ae": "(R)",
    "\u2122": "TM",
    "\u00aa": "a",
    "\u00ba": "o",
    "\u00b5": "u",
    # Letters that Unicode does not take apart.
    "đ": "d",
    "Đ": "D",
    "ð": "d",
    "Ð": "D",
    "ħ": "h",
    "Ħ": "H",
    "ı": "i",
    "ł": "l",
    "Ł": "L",
    "ŧ": "t",
    "Ŧ": "T",
    "œ": "oe",
    "Œ": "OE",
    "þ": "th",
    "Þ": "Th",
    "ẞ": "SS",
    "ə": "e",
    "Ə": "E",
    "ƒ": "f",
    "ŋ": "ng",
    "Ŋ": "NG",
}

_INVISIBLE = frozenset(
    "\u00ad\u200b\u2060\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Zero-width spaces, the soft hyphen and direction marks: nothing is seen when they go."""

_JOINERS = frozenset("\u200c\u200d") | frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Joiners and variation selectors, which shape the character before them."""

_KEYCAP = "\u20e3"

_SAME_CHARACTER_OTHER_FORM = frozenset({"<wide>", "<narrow>", "<noBreak>", "<compat>", "<font>"})
"""Decompositions (Unicode, UAX 44 table 14) that keep the meaning. Superscripts, fractions and circles do not."""


def forced_by(text: str) -> tuple[Forced, ...]:
    """Every character that forces UCS-2, in order, with its replacement."""
    return tuple(forcing(text))


def forcing(text: str) -> Iterator[Forced]:
    """The same one after the other, for whoever needs but the first of them."""
    positions = forcing_positions(text)
    characters = [text[index] for index in positions]
    twins = {char: plain_twin(char) for char in set(characters)}
    if any(map(_rides_on_the_character_before, twins)):
        return _riding(text, positions)
    behind = [index + 1 for index in positions]
    return map(Forced, positions, characters, map(twins.get, characters), positions, behind)


def with_plain_twins(text: str) -> tuple[str, int]:
    """The text with every character replaced that has a fair replacement, and how many those were."""
    twins = {char: plain_twin(char) for char in set(text) - GSM}
    if not any(map(_rides_on_the_character_before, twins)):
        fair = {ord(char): twin for char, twin in twins.items() if twin is not None}
        counts = Counter(text)
        return text.translate(fair), sum(counts[chr(point)] for point in fair)
    pieces = []
    done = replaced = 0
    for forced in forcing(text):
        if forced.suggestion is not None:
            pieces += [text[done : forced.start], forced.suggestion]
            done = forced.stop
            replaced += 1
    return "".join([*pieces, text[done:]]), replaced


def _riding(text: str, positions: Iterable[int]) -> Iterator[Forced]:
    """Where some of them ride on the character before."""
    composed_up_to = -1
    base: str | None = None
    for index in positions:
        char = text[index]
        if not _rides_on_the_character_before(char):
            yield Forced(index, char, plain_twin(char), index, index + 1)
            continue
        if composed_up_to != index:
            base = _last_of(text[index - 1]) if index else None
        if base is None:
            yield Forced(index, char, "" if index == 0 and char in _JOINERS else None, index, index + 1)
            continue
        composed = unicodedata.normalize("NFC", base + char) if text[index - 1] == base else ""
        if len(composed) == 1 and composed in GSM:
            yield Forced(index, char, composed, index - 1, index + 1)
            base = composed
        else:
            yield Forced(index, char, "" if _may_go(char, base) else None, index, index + 1)
        # Further marks ride on the same letter.
        composed_up_to = index + 1


def _last_of(char: str) -> str | None:
    """The GSM character that stands where `char` stood once it is replaced, None where it stays as it is."""
    if char in GSM:
        return char
    twin = plain_twin(char)
    return twin[-1] if twin else None


def _rides_on_the_character_before(char: str) -> bool:
    return char in _JOINERS or char == _KEYCAP or unicodedata.combining(char) != 0


def _may_go(mark: str, base: str) -> bool:
    """Whether `base` means the same without the mark. A stroke through a character (class 1) does not go: `≠`."""
    if mark in _JOINERS:
        return True
    return base.isalnum() and (mark == _KEYCAP or unicodedata.combining(mark) != 1)


@lru_cache(maxsize=4096)
def plain_twin(char: str) -> str | None:
    """The fair GSM replacement of one character that is in no GSM table, looked at alone."""
    if char in _PLAIN_TWINS:
        return _PLAIN_TWINS[char]
    if char in _INVISIBLE:
        return ""
    decomposition = unicodedata.decomposition(char)
    if not decomposition:
        return None
    form, _, _ = decomposition.partition(" ")
    if form.startswith("<") and form not in _SAME_CHARACTER_OTHER_FORM:
        return None
    whole = unicodedata.normalize("NFKC", char)
    if whole and all(character in GSM for character in whole):
        return whole
    letters: list[str] = []
    for part in unicodedata.normalize("NFKD", char):
        if unicodedata.combining(part):
            if not letters or not _may_go(part, letters[-1][-1]):
                return None
            continue
        letter = part if part in GSM else _PLAIN_TWINS.get(part)
        if not letter:
            return None
        letters.append(letter)
    return "".join(letters) or None
