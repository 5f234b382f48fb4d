"""The user's keys, checked before the screen gets them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.errors import SettingsError
from console.settings.keymap import KnownBinding, keymap

KNOWN = (
    KnownBinding("app.quit", "q", "app"),
    KnownBinding("app.help", "question_mark", "app"),
    KnownBinding("callbacks.follow", "f,end", "callbacks"),
    KnownBinding("callbacks.filter", "slash", "callbacks"),
    KnownBinding("codes.filter", "slash", "codes"),
)


def test_nothing_set_changes_nothing() -> None:
    assert keymap({}, KNOWN) == {}


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ("x", "x"),
        ("ctrl+s", "ctrl+s"),
        ("j, down", "j,down"),
        ("?", "question_mark"),
        ("/", "slash"),
        ("+", "plus"),
        (",", "comma"),
        ("ctrl+/", "ctrl+slash"),
        ("ctrl++", "ctrl++"),
        ("-,_", "minus,underscore"),
    ],
)
def test_keys_are_named_as_textual_names_them(keys: str, wanted: str) -> None:
    known = (KnownBinding("app.quit", "f12", "app"),)
    assert keymap({"app.quit": keys}, known) == {"app.quit": wanted}


def test_an_id_nobody_knows_is_told_with_the_nearest() -> None:
    with pytest.raises(SettingsError) as caught:
        keymap({"callback.follow": "f"}, KNOWN)
    assert caught.value.hint == "Did you mean callbacks.follow?"
    assert caught.value.field == "keys.callback.follow"


def test_a_key_that_another_has_in_the_same_place_is_refused() -> None:
    with pytest.raises(SettingsError) as caught:
        keymap({"callbacks.follow": "/"}, KNOWN)
    assert "callbacks.filter" in caught.value.message
    assert caught.value.field == "keys.callbacks.follow"


def test_two_of_the_users_own_on_one_key_are_refused() -> None:
    with pytest.raises(SettingsError, match="cannot be x"):
        keymap({"callbacks.follow": "x", "callbacks.filter": "x"}, KNOWN)


def test_the_same_key_in_another_place_is_fine() -> None:
    assert keymap({"codes.filter": "f"}, KNOWN) == {"codes.filter": "f"}


def test_two_may_swap_their_keys() -> None:
    swapped = keymap({"callbacks.follow": "slash", "callbacks.filter": "f"}, KNOWN)
    assert swapped == {"callbacks.follow": "slash", "callbacks.filter": "f"}


@pytest.mark.parametrize("keys", ["", "a,,b", "a,"])
def test_an_empty_key_is_refused(keys: str) -> None:
    with pytest.raises(SettingsError, match="empty key"):
        keymap({"app.quit": keys}, KNOWN)


@given(st.dictionaries(st.sampled_from([known.id for known in KNOWN]), st.sampled_from("abcf/?q"), max_size=5))
def test_what_is_accepted_has_no_clash_in_any_place(table: dict[str, str]) -> None:
    try:
        accepted = keymap(table, KNOWN)
    except SettingsError:
        return
    held = [(known.context, key) for known in KNOWN for key in accepted.get(known.id, known.keys).split(",")]
    assert len(held) == len(set(held))
