from __future__ import annotations

from console.ui.actions import action
from console.ui.screens.callbacks.nothing_yet import nothing_matches, nothing_yet

OPENS_THE_ACCOUNTS = f"{action('console.accounts').key} opens the accounts."
URL = "http://127.0.0.1:8471/callbacks/"


def test_without_an_account_the_accounts_are_the_next_step() -> None:
    said = nothing_yet(running=True, urls=()).plain
    assert "There is no account" in said
    assert OPENS_THE_ACCOUNTS in said


def test_a_sandbox_without_an_account_is_still_starting() -> None:
    said = nothing_yet(running=False, urls=(), sandbox=True).plain
    assert "The sandbox is starting" in said
    assert OPENS_THE_ACCOUNTS not in said


def test_a_stopped_listener_is_to_be_started() -> None:
    for running, url in ((False, URL + "acme"), (True, None)):
        said = nothing_yet(running, [("acme", url)]).plain
        assert "l starts it." in said
        assert URL not in said


def test_a_running_listener_says_where_each_account_is_called() -> None:
    said = nothing_yet(True, [(f"acme-{number}", f"{URL}acme-{number}") for number in range(1, 4)]).plain
    assert [line.split() for line in said.splitlines() if URL in line] == [
        [f"{URL}acme-{number}", f"acme-{number}"] for number in range(1, 4)
    ]
    assert "3 opens the composer." in said


def test_many_accounts_are_not_all_listed() -> None:
    said = nothing_yet(True, [(f"acme-{number}", f"{URL}acme-{number}") for number in range(30)]).plain
    listed = said.count(URL)
    assert 0 < listed < 30
    assert f"and {30 - listed} more" in said


def test_a_hostile_name_is_made_harmless() -> None:
    said = nothing_yet(True, [("a\x1b[31m\u202eb", URL)]).plain
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_a_filter_that_leaves_nothing_says_how_to_drop_it() -> None:
    assert "Esc drops it" in nothing_matches().plain
