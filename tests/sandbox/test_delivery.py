"""Attempts are repeated until one succeeds, and callbacks find the listener that runs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from pathlib import Path

from console.domain.account import Account
from console.sandbox.delivery import Attempt, Deliverer, Tally, fixed_target, target_of_home
from console.settings.files import save_account
from console.settings.paths import find_home

FAILED = Attempt("the receiver answered 503")


def deliver(attempts: Iterable[Attempt], *, within: float = 60.0) -> tuple[bool, Tally, list[str]]:
    said: list[str] = []
    ahead = iter(attempts)

    async def attempt() -> Attempt:
        return next(ahead)

    deliverer = Deliverer(attempts=4, pause=0.01, tell=said.append)
    return asyncio.run(deliverer.deliver(attempt, within=lambda: within)), deliverer.tally, said


def test_what_succeeds_is_tried_once() -> None:
    assert deliver([Attempt()]) == (True, Tally(confirmed=1), [])


def test_what_nobody_had_to_be_called_for_counts_for_nothing() -> None:
    assert deliver([Attempt(reached=False)]) == (True, Tally(), [])


def test_it_goes_on_until_an_attempt_succeeds() -> None:
    assert deliver([FAILED, FAILED, Attempt()]) == (True, Tally(confirmed=1, unconfirmed=2), [])


def test_it_gives_up_and_says_so() -> None:
    confirmed, tally, said = deliver([FAILED] * 9)
    assert not confirmed
    assert tally == Tally(unconfirmed=4, given_up=1)
    assert said == ["callback given up after 4 attempts: the receiver answered 503"]


def test_it_gives_up_at_once_where_there_is_no_hope() -> None:
    _, tally, said = deliver([Attempt("the gate was removed", hopeless=True)])
    assert tally == Tally(unconfirmed=1, given_up=1)
    assert said == ["callback given up after 1 attempt: the gate was removed"]


def test_it_gives_up_when_the_time_is_over() -> None:
    assert deliver([FAILED] * 9, within=0.001)[1] == Tally(unconfirmed=1, given_up=1)


def test_it_waits_no_longer_than_is_left() -> None:
    assert deliver([Attempt("busy", wish=30)], within=5)[1] == Tally(unconfirmed=1, given_up=1)


def test_a_fixed_url_may_name_the_provider() -> None:
    assert fixed_target("http://x/callbacks/{provider}", "link-smsc")() == "http://x/callbacks/link-smsc"


def test_a_home_tells_which_listener_runs_and_which_account_is_ours(tmp_path: Path) -> None:
    home = find_home(tmp_path, sandbox=False)
    find = target_of_home(home, "link-smsc", "http://127.0.0.1:5/smscsimplehttp")
    assert find() is None
    home.listener_file.write_text(json.dumps({"url": "http://127.0.0.1:9000", "pid": 1}))
    assert find() == "http://127.0.0.1:9000/callbacks"
    save_account(home, Account(name="a-real-one", provider="link-smsc", base_url="https://se.example.com"))
    save_account(home, Account(name="practice", provider="link-smsc", base_url="http://127.0.0.1:5/smscsimplehttp/"))
    assert find() == "http://127.0.0.1:9000/callbacks/practice"
    home.listener_file.write_text("{")
    assert find() is None
