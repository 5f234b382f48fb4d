"""Counting and cutting: golden cases from the documents, and laws that hold for every text."""

from __future__ import annotations

import json

import pytest
import smsutil
from hypothesis import given
from hypothesis import strategies as st

from console.domain.sms.alphabet import BASIC, EXTENSION, GSM
from console.domain.sms.encoding import Encoding
from console.domain.sms.profiles import PROFILES, STANDARD, Profile, find_profile
from console.domain.sms.segments import segment
from console.errors import InvalidInput

LINK = PROFILES["link-smsc"]
# As with real sizes, a part takes no fewer extension characters than it takes characters in UCS-2.
TINY = Profile("tiny", "a test", gsm_single=12, gsm_joined=9, ucs2_single=6, ucs2_joined=4, limit=3)

gsm_texts = st.text(st.sampled_from(sorted(GSM)), max_size=400)
dense_texts = st.text(st.sampled_from("ab€[\n"), max_size=400)
ucs2_texts = st.text(st.sampled_from("aбé€😀漢"), max_size=250)
broken_texts = st.text(st.sampled_from(["a", "\ud83d", "\ude00", "😀", "\0"]), max_size=200)
any_texts = st.one_of(gsm_texts, dense_texts, ucs2_texts, broken_texts, st.text(max_size=300))
profiles = st.sampled_from([*PROFILES.values(), TINY])

E_ACUTE_TAKEN_APART = "e\u0301"


@pytest.mark.parametrize(
    ("text", "profile", "encoding", "units", "segments", "remaining"),
    [
        ("", "standard", "GSM-7", 0, 0, 160),
        ("a", "standard", "GSM-7", 1, 1, 159),
        ("a" * 160, "standard", "GSM-7", 160, 1, 0),
        ("a" * 161, "standard", "GSM-7", 161, 2, 145),
        ("a" * 306, "standard", "GSM-7", 306, 2, 0),
        ("a" * 307, "standard", "GSM-7", 307, 3, 152),
        ("€" * 80, "standard", "GSM-7", 160, 1, 0),
        ("€" * 81, "standard", "GSM-7", 162, 2, 143),
        ("a" * 152 + "€" + "a" * 10, "standard", "GSM-7", 164, 2, 141),
        ("a" * 151 + "€" + "a" * 10, "standard", "GSM-7", 163, 2, 143),
        # 306 units, but the pair at the edge leaves a septet empty: three parts, not two.
        ("a" * 152 + "€" + "a" * 152, "standard", "GSM-7", 306, 3, 152),
        ("\r\n" * 80, "standard", "GSM-7", 160, 1, 0),
        ("\r\n" * 80 + "\n", "standard", "GSM-7", 161, 2, 145),
        ("Ç" * 160, "standard", "GSM-7", 160, 1, 0),
        ("ç" * 70, "standard", "UCS-2", 70, 1, 0),
        ("ç" * 71, "standard", "UCS-2", 71, 2, 63),
        ("ç" * 71, "link-smsc", "UCS-2", 71, 2, 55),
        ("ж" * 134, "standard", "UCS-2", 134, 2, 0),
        ("ж" * 135, "standard", "UCS-2", 135, 3, 66),
        ("ж" * 126, "link-smsc", "UCS-2", 126, 2, 0),
        ("ж" * 127, "link-smsc", "UCS-2", 127, 3, 62),
        ("ж" * 66 + "😀" + "ж" * 4, "standard", "UCS-2", 72, 2, 61),
        ("ж" * 62 + "😀" + "ж" * 7, "link-smsc", "UCS-2", 71, 2, 54),
        ("ж" * 66 + "😀" + "ж" * 66, "standard", "UCS-2", 134, 3, 66),
        ("😀" * 35, "standard", "UCS-2", 70, 1, 0),
        ("😀" * 36, "standard", "UCS-2", 72, 2, 61),
        (E_ACUTE_TAKEN_APART, "standard", "UCS-2", 2, 1, 68),
        ("\ud83d" * 71, "standard", "UCS-2", 71, 2, 63),
        ("\0" * 71, "standard", "UCS-2", 71, 2, 63),
    ],
)
def test_golden_cases(text: str, profile: str, encoding: str, units: int, segments: int, remaining: int) -> None:
    counted = segment(text, profile)
    assert (counted.encoding, counted.units, counted.segments, counted.remaining) == (
        encoding,
        units,
        segments,
        remaining,
    )


@pytest.mark.parametrize(
    ("text", "segments", "fits"),
    [
        ("a" * 1377, 9, True),  # "maximum length of 1377 bytes"
        ("a" * 1378, 10, False),
        ("ж" * 567, 9, True),  # "maximum length of 567 characters"
        ("ж" * 568, 10, False),
        ("a" * 152 + "€" + "a" * 1223, 10, False),  # 1377 septets, and one lost at an edge
    ],
)
def test_nine_segments_is_the_most_of_link_smsc(text: str, segments: int, fits: bool) -> None:
    counted = segment(text, LINK)
    assert (counted.segments, counted.fits, counted.limit_segments) == (segments, fits, 9)


def test_a_header_counts_no_more_than_255_parts() -> None:
    assert segment("a" * 153 * 255, "standard").fits
    assert not segment("a" * (153 * 255 + 1), "standard").fits


@pytest.mark.parametrize("name", ["livelink", "mobivate"])
def test_providers_that_name_no_sizes_have_the_standard_ones(name: str) -> None:
    for text in ("a" * 1000, "ж" * 500, "€" * 200):
        assert segment(text, name).per_segment == segment(text, STANDARD).per_segment


def test_a_pair_moves_whole_into_the_next_part() -> None:
    first, second = segment("a" * 152 + "€" + "b" * 10).per_segment
    assert (first.units, second.units) == (152, 12)
    assert second.text.startswith("€")
    first, second = segment("ж" * 62 + "😀" + "ж" * 10, LINK).per_segment
    assert (first.units, second.units) == (62, 12)
    assert second.text.startswith("😀")


def test_two_lone_halves_that_make_a_pair_are_not_parted() -> None:
    first, second = segment("ж" * 66 + "\ud83d\ude00" + "ж" * 10).per_segment
    assert first.units == 66
    assert second.text.startswith("\ud83d\ude00")


def test_an_unknown_profile_is_named_with_the_known_ones() -> None:
    with pytest.raises(InvalidInput) as refused:
        segment("a", "link_smsc")
    assert refused.value.field == "profile"
    assert "Did you mean link-smsc?" in (refused.value.hint or "")
    with pytest.raises(InvalidInput):
        find_profile("")


def _weights(text: str, encoding: Encoding) -> list[tuple[int, int]]:
    """(units, characters) of everything that may not be cut, one after another."""
    if encoding is Encoding.GSM_7:
        return [(2 if character in EXTENSION else 1, 1) for character in text]
    atoms: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        pair = "\ud800" <= text[at] <= "\udbff" and "\udc00" <= text[at + 1 : at + 2] <= "\udfff"
        atoms.append((2, 2) if pair else (2 if text[at] > "\uffff" else 1, 1))
        at += 2 if pair else 1
    return atoms


def _fewest(weights: list[int], single: int, joined: int) -> int:
    """The least number of parts, trying every place to cut."""
    if sum(weights) <= single:
        return 1 if weights else 0
    fewest = [0]
    for stop in range(1, len(weights) + 1):
        best, room = len(weights), joined
        for start in range(stop - 1, -1, -1):
            room -= weights[start]
            if room < 0:
                break
            best = min(best, fewest[start] + 1)
        fewest.append(best)
    return fewest[-1]


def _sizes(profile: Profile, encoding: Encoding) -> tuple[int, int]:
    if encoding is Encoding.GSM_7:
        return profile.gsm_single, profile.gsm_joined
    return profile.ucs2_single, profile.ucs2_joined


@given(any_texts, profiles)
def test_segments_joined_give_the_text(text: str, profile: Profile) -> None:
    parts = segment(text, profile).per_segment
    assert "".join(part.text for part in parts) == text
    assert [text[part.start : part.stop] for part in parts] == [part.text for part in parts]


@given(any_texts, profiles)
def test_the_parts_are_what_the_count_says(text: str, profile: Profile) -> None:
    counted = segment(text, profile)
    single, joined = _sizes(profile, counted.encoding)
    parts = counted.per_segment
    size = single if len(parts) < 2 else joined
    assert len(parts) == counted.segments
    assert all(0 < part.units <= size for part in parts)
    assert sum(part.units for part in parts) == counted.units
    assert counted.remaining == size - (parts[-1].units if parts else 0)
    assert [part.units for part in parts] == [
        sum(units for units, _ in _weights(part.text, counted.encoding)) for part in parts
    ]


@given(any_texts, profiles)
def test_greedy_is_minimal(text: str, profile: Profile) -> None:
    counted = segment(text, profile)
    weights = [units for units, _ in _weights(text, counted.encoding)]
    assert counted.segments == _fewest(weights, *_sizes(profile, counted.encoding))


@given(any_texts, profiles)
def test_no_pair_is_cut(text: str, profile: Profile) -> None:
    counted = segment(text, profile)
    allowed, at = {0}, 0
    for _, characters in _weights(text, counted.encoding):
        at += characters
        allowed.add(at)
    assert all(part.start in allowed for part in counted.per_segment)


@given(any_texts, st.one_of(st.characters(), st.sampled_from("€a\ud83d\ude00")), profiles)
def test_adding_a_character_never_lowers_the_count(text: str, character: str, profile: Profile) -> None:
    assert segment(text + character, profile).segments >= segment(text, profile).segments


@given(st.one_of(gsm_texts, dense_texts, ucs2_texts).filter(bool))
def test_another_package_counts_the_same(text: str) -> None:
    """Where that package is right: it calls the empty text one part of UCS-2, and a raw ESC a GSM character."""
    theirs = smsutil.split(text)
    ours = segment(text)
    assert [part.content for part in theirs.parts] == [part.text for part in ours.per_segment]
    assert theirs.encoding == ("gsm0338" if ours.encoding is Encoding.GSM_7 else "utf_16_be")


@given(any_texts)
def test_the_encoding_is_gsm_when_every_character_is(text: str) -> None:
    assert (segment(text).encoding is Encoding.GSM_7) == all(character in BASIC | EXTENSION for character in text)


@given(any_texts)
def test_forced_by_is_every_character_outside_the_tables(text: str) -> None:
    assert [(forced.index, forced.char) for forced in segment(text).forced_by] == [
        (index, character) for index, character in enumerate(text) if character not in GSM
    ]


def test_a_million_characters_are_no_trouble() -> None:
    for text in ("a" * 1_000_000, "€" * 1_000_000, "😀" * 1_000_000, "\ud83d" * 1_000_000):
        counted = segment(text)
        assert len(counted.per_segment) == counted.segments
        assert json.dumps(counted.per_segment[0].text)
