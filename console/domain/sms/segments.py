"""How many SMS a text becomes and what each of them says.

Parts are filled greedily: an escape pair or a surrogate pair that does not fit moves whole into the next part, so the
number of parts is not the number of units divided by the size of one. Greedy is minimal, because a part that took
less could only push more into those after it. When the whole text fits a single SMS there is no joining header and
the single size holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from console.domain.sms.encoding import Encoding, is_basic, is_gsm, septet_layout, utf16_units
from console.domain.sms.profiles import PROFILES, STANDARD, Profile, find_profile
from console.domain.sms.suggestions import Forced, forced_by

_ESCAPE = 0x1B
_GSM_7 = Encoding.GSM_7
_UCS_2 = Encoding.UCS_2


@dataclass(frozen=True, slots=True)
class Segment:
    """One part. `start` and `stop` are its half-open range of characters in the whole text."""

    text: str
    units: int
    start: int
    stop: int


@dataclass(frozen=True, init=False)
class Segmentation:
    """The count of one text under one profile.

    `units` are the text's own septets or UTF-16 code units, without headers and padding; `remaining` is what the last
    segment still takes. The empty text is no segment: there is nothing to send and nothing to pay, and a charge
    without a text (LINK's ChargeOnly) sends no SMS either. `per_segment` and `forced_by` are worked out when asked for,
    so that the count itself stays cheap enough for every key.
    """

    text: str
    profile: Profile
    encoding: Encoding
    units: int
    segments: int
    remaining: int

    def __init__(
        self, text: str, profile: Profile, encoding: Encoding, units: int, segments: int, remaining: int
    ) -> None:
        # What a frozen dataclass writes by itself goes through object.__setattr__ and takes longer than the whole count
        # of an ordinary SMS.
        fields = self.__dict__
        fields["text"] = text
        fields["profile"] = profile
        fields["encoding"] = encoding
        fields["units"] = units
        fields["segments"] = segments
        fields["remaining"] = remaining

    @property
    def limit_segments(self) -> int:
        return self.profile.limit

    @property
    def fits(self) -> bool:
        """Whether the profile allows so many segments."""
        return self.segments <= self.profile.limit

    @cached_property
    def per_segment(self) -> tuple[Segment, ...]:
        """The parts in order; joined they are the text."""
        return split(self.text, self.profile)

    @cached_property
    def forced_by(self) -> tuple[Forced, ...]:
        """The characters that force UCS-2, in order."""
        return forced_by(self.text) if self.encoding is Encoding.UCS_2 else ()


def segment(text: str, profile: Profile | str = STANDARD) -> Segmentation:
    """Count a text. `profile` may be a name; raises InvalidInput for an unknown one."""
    if isinstance(profile, str):
        profile = PROFILES.get(profile) or find_profile(profile)
    if is_basic(text):
        units = len(text)
        single, joined = profile.gsm_single, profile.gsm_joined
        if units > single:
            segments = -(-units // joined)
            return Segmentation(text, profile, _GSM_7, units, segments, segments * joined - units)
        return Segmentation(text, profile, _GSM_7, units, 1 if units else 0, single - units)
    cuts: list[int] | None
    if is_gsm(text):
        encoding, single, joined = _GSM_7, profile.gsm_single, profile.gsm_joined
        layout = septet_layout(text)
        units = len(layout)
        cuts = _septet_cuts(layout, joined) if units > single else None
    else:
        encoding, single, joined = _UCS_2, profile.ucs2_single, profile.ucs2_joined
        layout = utf16_units(text)
        units = len(layout) // 2
        cuts = _utf16_cuts(layout, joined) if units > single else None
    if cuts is None:
        return Segmentation(text, profile, encoding, units, 1, single - units)
    return Segmentation(text, profile, encoding, units, len(cuts), joined - (units - cuts[-1]))


def split(text: str, profile: Profile = STANDARD) -> tuple[Segment, ...]:
    """The parts of a text in order."""
    if not text:
        return ()
    if is_gsm(text):
        layout = septet_layout(text)
        units = len(layout)
        if units <= profile.gsm_single:
            return (Segment(text, units, 0, len(text)),)
        starts = _septet_cuts(layout, profile.gsm_joined)
        stops = [*starts[1:], units]
        lengths = [stop - start - layout.count(_ESCAPE, start, stop) for start, stop in zip(starts, stops, strict=True)]
    else:
        layout = utf16_units(text)
        units = len(layout) // 2
        if units <= profile.ucs2_single:
            return (Segment(text, units, 0, len(text)),)
        starts = _utf16_cuts(layout, profile.ucs2_joined)
        stops = [*starts[1:], units]
        lengths = _lengths_in_characters(text, starts, stops)
    parts = []
    begin = 0
    for start, stop, length in zip(starts, stops, lengths, strict=True):
        parts.append(Segment(text[begin : begin + length], stop - start, begin, begin + length))
        begin += length
    return tuple(parts)


def _septet_cuts(layout: bytes, size: int) -> list[int]:
    """The septet at which each part begins."""
    units = len(layout)
    cuts = [0]
    cut = size
    while cut < units:
        if layout[cut - 1] == _ESCAPE:
            cut -= 1
        cuts.append(cut)
        cut += size
    return cuts


def _utf16_cuts(layout: bytes, size: int) -> list[int]:
    """The code unit at which each part begins.

    Two lone surrogates that happen to make a pair are one: so they would be read on the other side.
    """
    units = len(layout) // 2
    cuts = [0]
    cut = size
    while cut < units:
        if layout[2 * cut + 1] & 0xFC == 0xDC and layout[2 * cut - 1] & 0xFC == 0xD8:
            cut -= 1
        cuts.append(cut)
        cut += size
    return cuts


def _lengths_in_characters(text: str, starts: list[int], stops: list[int]) -> list[int]:
    """Parts measured in code units, measured in characters of `text`."""
    lengths = []
    begin = 0
    for start, stop in zip(starts, stops, strict=True):
        room = stop - start
        end = begin + room
        # A character beyond the basic plane takes two units: take back as many characters as units are too many.
        while (over := len(utf16_units(text[begin:end])) // 2 - room) > 0:
            end -= -(-over // 2)
        lengths.append(end - begin)
        begin = end
    return lengths
