"""Callbacks are repeated until they are confirmed, and find the listener that runs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from console.domain.account import Account
from console.sandbox.delivery import Deliverer, fixed_target, target_of_home
from console.sandbox.link_smsc.callbacks import Callback
from console.settings.files import save_account
from console.settings.paths import find_home
from tests.sandbox.conftest import Receiver

CALLBACK = Callback("POST", content_type="text/plain", body=b"told")


def deliver(
    target: Callable[[], str | None], callback: Callback = CALLBACK, acknowledge: str | None = None
) -> tuple[bool, Deliverer, list[str]]:
    said: list[str] = []

    async def work() -> tuple[bool, Deliverer, list[str]]:
        deliverer = Deliverer(target, attempts=4, pause=0.01, acknowledge=acknowledge, tell=said.append)
        try:
            return await deliverer.deliver(callback), deliverer, said
        finally:
            await deliverer.aclose()

    return asyncio.run(work())


def test_what_is_confirmed_is_sent_once(receiver: Receiver) -> None:
    confirmed, deliverer, said = deliver(lambda: receiver.url)
    assert confirmed
    assert receiver.next().body == b"told"
    assert receiver.stays_silent(0.1)
    assert (deliverer.tally.confirmed, deliverer.tally.unconfirmed, said) == (1, 0, [])


@pytest.mark.parametrize("status", [201, 202, 204, 302, 404, 500, 503])
def test_only_200_confirms(receiver: Receiver, status: int) -> None:
    receiver.answers = [(status, "", {}), (status, "", {})]
    confirmed, deliverer, _ = deliver(lambda: receiver.url)
    assert confirmed
    assert [received.body for received in receiver.take(3)] == [b"told"] * 3
    assert (deliverer.tally.confirmed, deliverer.tally.unconfirmed) == (1, 2)


def test_the_agreed_body_is_looked_for(receiver: Receiver) -> None:
    receiver.answers = [(200, "", {}), (200, "FAIL", {}), (200, "OK\n", {})]
    confirmed, deliverer, _ = deliver(lambda: receiver.url, acknowledge="OK")
    assert confirmed
    assert deliverer.tally.unconfirmed == 2


def test_it_gives_up_and_says_so(receiver: Receiver) -> None:
    receiver.answers = [(503, "", {})] * 9
    confirmed, deliverer, said = deliver(lambda: receiver.url)
    assert not confirmed
    assert (deliverer.tally.unconfirmed, deliverer.tally.given_up) == (4, 1)
    assert said == ["callback given up after 4 attempts: the receiver answered 503"]


def test_a_receiver_that_is_not_there_is_tried_again(receiver: Receiver) -> None:
    urls = iter([None, "http://127.0.0.1:1/", receiver.url])
    confirmed, _, _ = deliver(lambda: next(urls))
    assert confirmed


def test_credentials_in_the_url_become_basic_auth(receiver: Receiver) -> None:
    deliver(lambda: receiver.url.replace("http://", "http://link:s3cret@"))
    assert receiver.next().headers["authorization"].startswith("Basic ")


def test_a_failed_delivery_does_not_say_the_url() -> None:
    _, _, said = deliver(lambda: "http://link:s3cret@127.0.0.1:1/callbacks/acme/t0ken")
    assert said
    assert "s3cret" not in said[0]
    assert "t0ken" not in said[0]


@pytest.mark.parametrize(("path", "wanted"), [("", "id=1"), ("?a=b", "a=b&id=1")])
def test_a_query_joins_the_one_of_the_url(receiver: Receiver, path: str, wanted: str) -> None:
    deliver(lambda: receiver.url + path, Callback("GET", query="id=1"))
    received = receiver.next()
    assert (received.method, received.query) == ("GET", wanted)


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
