from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.sms.encoding import Encoding
from console.domain.sms.replacements import propose, replace_all, replace_one
from console.domain.sms.segments import segment
from console.domain.sms.suggestions import forced_by

texts = st.text(st.one_of(st.characters(), st.sampled_from("ae\u0301\u0308’–…Ж😀\u200d\ufe0f\u0336")), max_size=60)


def test_all_at_once_with_before_and_after() -> None:
    text = "Hej! Det är “klart” – ring oss… " + "a" * 60
    proposal = propose(segment(text, "link-smsc"))
    assert proposal.text == 'Hej! Det är "klart" - ring oss... ' + "a" * 60
    assert (proposal.before.encoding, proposal.before.segments) == (Encoding.UCS_2, 2)
    assert (proposal.after.encoding, proposal.after.segments) == (Encoding.GSM_7, 1)
    assert (proposal.replaced, proposal.left, proposal.segments_saved) == (4, 0, 1)


def test_one_at_a_time() -> None:
    text = "a’b–c"
    quote, dash = forced_by(text)
    assert replace_one(text, dash) == "a’b-c"
    assert replace_one(text, quote) == "a'b–c"
    proposal = propose(segment(text), only=quote)
    assert (proposal.text, proposal.replaced, proposal.left) == ("a'b–c", 1, 1)


def test_a_letter_taken_apart_is_put_together() -> None:
    assert replace_all("Cafe\u0301 a\u030a u\u0308\u0301") == "Café å ü"


def test_what_has_no_fair_replacement_stays() -> None:
    text = "Привет’ 😀 = \u0338"
    assert replace_all(text) == "Привет' 😀 = \u0338"
    assert propose(segment(text)).left == len(forced_by(text)) - 1


def test_a_character_that_has_moved_is_left_alone() -> None:
    (forced,) = forced_by("ab’")
    assert replace_one("a", forced) == "a"
    assert replace_one("abc", forced) == "abc"


def test_longer_twins_can_cost_a_segment() -> None:
    proposal = propose(segment("Ж" + "…" * 69))
    assert proposal.segments_saved < 0


@given(texts)
def test_one_after_another_from_the_end_is_all_at_once(text: str) -> None:
    changed = text
    for forced in reversed(forced_by(text)):
        changed = replace_one(changed, forced)
    assert changed == replace_all(text)


@given(texts)
def test_nothing_but_the_unfair_is_left_after_all_are_replaced(text: str) -> None:
    proposal = propose(segment(text))
    assert proposal.text == replace_all(text)
    assert proposal.left == sum(forced.suggestion is None for forced in forced_by(text))
    if all(forced.suggestion is not None for forced in forced_by(text)):
        assert proposal.after.encoding is Encoding.GSM_7
