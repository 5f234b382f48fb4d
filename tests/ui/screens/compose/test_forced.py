from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.sms.segments import segment
from console.ui.screens.compose.forced import group_row, grouped, replace_group, saving

TEXT = "Den gäller – i tio minuter – ring oss… ж"


def test_each_character_is_one_row_with_its_places_and_its_replacement() -> None:
    rows = [group_row(group).plain for group in grouped(segment(TEXT).forced_by)]
    assert rows[0].split() == ["–", "U+2013", "at", "12,", "28", "→", "-"]
    assert rows[1].split() == ["…", "U+2026", "at", "38", "→", "..."]
    assert "no GSM character stands for it" in rows[2]


def test_one_character_is_replaced_wherever_it_stands() -> None:
    forced = segment(TEXT).forced_by
    assert replace_group(TEXT, forced, grouped(forced)[0]) == TEXT.replace("–", "-")


def test_what_is_saved_is_told_for_all_recipients() -> None:
    counted = segment("å" * 99 + "–", "link-smsc")
    assert counted.segments == 2
    told = saving(counted, 3)
    assert told is not None
    assert told.plain == "replaced: GSM-7, 1 segment, 3 fewer to pay"


def test_nothing_is_promised_where_nothing_can_be_replaced() -> None:
    assert saving(segment("ж"), 3) is None


def test_hostile_characters_are_shown_by_their_signs() -> None:
    rows = "".join(group_row(group).plain for group in grouped(segment("\x1b\u202e\x00").forced_by))
    assert "\x1b" not in rows
    assert "\u202e" not in rows
    assert "\x00" not in rows


@given(st.text(alphabet="aж–…é\u0301'’{", max_size=40))
def test_replacing_group_after_group_leaves_what_has_no_replacement(text: str) -> None:
    for _ in range(50):
        forced = segment(text).forced_by
        group = next((one for one in grouped(forced) if one.suggestion is not None), None)
        if group is None:
            break
        text = replace_group(text, forced, group)
    assert all(one.suggestion is None for one in segment(text).forced_by)
