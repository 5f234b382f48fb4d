"""Callbacks go out by what the gates say: to a real receiver, over real HTTP."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring

from console.sandbox.delivery import Deliverer, Tally
from console.sandbox.link_gate.behaviours import Behaviour
from console.sandbox.link_gate.delivery import GateDelivery, takes
from console.sandbox.link_gate.gates import Gate, Gates
from console.sandbox.link_smsc.callbacks import Format, Subject, Told, delivery_report, received_message
from tests.sandbox.conftest import Received, Receiver
from tests.sandbox.link_gate.conftest import a_destination, a_gate

REPORT = Told(
    Subject.REPORT,
    delivery_report(
        message_id="QX91ab",
        part=None,
        code=1001,
        parts=1,
        source="LINK",
        destination="+46701740605",
        reference=None,
        sent=1_795_161_602.0,
        occurred=1_795_161_605.0,
    ),
)
MESSAGE = Told(
    Subject.MESSAGE,
    received_message(
        message_id="m1", source="+46701740605", destination="72401", text="Vote 3", reference=None, occurred=0.0
    ),
)


@dataclass
class Platform:
    """Gates and what delivers through them. `before` is called before each attempt."""

    gates: Gates = field(default_factory=Gates)
    attempts: int = 4
    acknowledge: str | None = None
    also_called: frozenset[str] = frozenset()
    always: frozenset[Behaviour] = frozenset()
    before: Callable[[], None] = lambda: None
    said: list[str] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    def deliver(self, *told: Told) -> list[bool]:
        async def work() -> list[bool]:
            deliverer = Deliverer(attempts=self.attempts, pause=0.01, tell=self.said.append)
            self.tally = deliverer.tally
            delivery = GateDelivery(
                self.gates,
                deliverer,
                follow=self.before,
                acknowledge=self.acknowledge,
                also_called=self.also_called,
                always=self.always,
                tell=self.said.append,
            )
            try:
                return await asyncio.gather(*(delivery.deliver(each) for each in told))
            finally:
                await delivery.aclose()

        return asyncio.run(work())


def platform(*gates: Gate, **more: Any) -> Platform:
    made = Platform(**more)
    for gate in gates:
        made.gates.add(gate)
    return made


def leading_to(*urls: str, ref_id: str = "DLR", gate_type: str = "ONE_ORDERED", **changes: Any) -> Gate:
    """A gate; `changes` that belong to a destination go there."""
    own = {key: changes.pop(key) for key in ("ttl", "throttle", "acknowledge") if key in changes}
    return a_gate(ref_id, gateType=gate_type, destinations=[a_destination(url, **changes) for url in urls], **own)


def paths(received: list[Received]) -> list[str]:
    return [each.path.removeprefix("/callbacks/acme/") for each in received]


def delivered(receiver: Receiver, told: Told = REPORT, always: tuple[Behaviour, ...] = (), **changes: Any) -> Received:
    """What arrives through a gate with one destination."""
    gates = [leading_to(receiver.url, ref_id=ref_id, **changes) for ref_id in ("DLR", "MO")]
    assert platform(*gates, always=frozenset(always)).deliver(told) == [True]
    return receiver.next()


# --- which gate -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ref_id", "subject"),
    [
        *((name, Subject.REPORT) for name in ("DLR", "dlr", "DLR-MAIN", "Dlr_2", "DLR 3", "DLR.x")),
        *((name, Subject.MESSAGE) for name in ("MO", "mo-72401", "MO 1")),
        *((name, None) for name in ("DLRS", "MOCK", "OLD-DLR", "TEST", None)),
    ],
)
def test_the_first_word_of_its_ref_id_says_what_a_gate_takes(ref_id: str | None, subject: Subject | None) -> None:
    assert [each for each in Subject if takes({"refId": ref_id}, each)] == ([] if subject is None else [subject])


def test_reports_and_messages_have_gates_of_their_own(receiver: Receiver) -> None:
    gates = [leading_to(f"{receiver.url}/{name}", ref_id=name) for name in ("DLR", "MO", "TEST")]
    assert platform(*gates).deliver(REPORT, MESSAGE) == [True, True]
    assert sorted(paths(receiver.take(2))) == ["DLR", "MO"]
    assert receiver.stays_silent(0.1)


def test_every_gate_that_takes_it_gets_it(receiver: Receiver) -> None:
    platform(*(leading_to(f"{receiver.url}/{name}", ref_id=name) for name in ("DLR-A", "DLR-B"))).deliver(REPORT)
    assert sorted(paths(receiver.take(2))) == ["DLR-A", "DLR-B"]


def test_without_a_gate_nothing_is_delivered() -> None:
    made = platform()
    assert made.deliver(REPORT) == [False]
    assert made.tally == Tally(given_up=1)
    assert made.said == ["callback given up at once: no gate has a refId that begins with DLR"]


# --- to which destinations ------------------------------------------------------------------------------------------


def test_all_means_each_destination(receiver: Receiver) -> None:
    urls = [f"{receiver.url}/{name}" for name in "abc"]
    made = platform(leading_to(*urls, gate_type="ALL"))
    assert made.deliver(REPORT) == [True]
    assert sorted(paths(receiver.take(3))) == ["a", "b", "c"]
    assert made.tally == Tally(confirmed=3)


def test_one_that_fails_does_not_repeat_the_others(receiver: Receiver) -> None:
    made = platform(leading_to("http://127.0.0.1:1/", f"{receiver.url}/b", gate_type="ALL"))
    assert made.deliver(REPORT) == [False]
    assert paths(receiver.take(1)) == ["b"]
    assert receiver.stays_silent(0.1)
    assert made.tally == Tally(confirmed=1, unconfirmed=4, given_up=1)


def test_one_ordered_goes_to_the_first_that_takes_it(receiver: Receiver) -> None:
    urls = [f"{receiver.url}/{name}" for name in "abc"]
    made = platform(leading_to(*urls))
    receiver.answers = [(200, "", {}), (503, "", {})]
    assert made.deliver(REPORT) == [True]
    assert made.deliver(REPORT) == [True]
    assert paths(receiver.take(3)) == ["a", "a", "b"]
    assert receiver.stays_silent(0.1)


def test_one_ordered_begins_again_when_none_takes_it(receiver: Receiver) -> None:
    made = platform(leading_to(f"{receiver.url}/a", f"{receiver.url}/b"))
    receiver.answers = [(503, "", {})] * 3
    assert made.deliver(REPORT) == [True]
    assert paths(receiver.take(4)) == ["a", "b", "a", "b"]


def test_one_random_goes_to_any_of_them_but_once(receiver: Receiver) -> None:
    urls = [f"{receiver.url}/{name}" for name in "ab"]
    assert all(platform(leading_to(*urls, gate_type="ONE_RANDOM")).deliver(*[REPORT] * 60))
    assert set(paths(receiver.take(60))) == {"a", "b"}
    assert receiver.stays_silent(0.1)


def test_a_dropped_one_is_done_with(receiver: Receiver) -> None:
    made = platform(leading_to("do://drop", receiver.url))
    assert made.deliver(REPORT) == [True]
    assert receiver.stays_silent(0.1)
    assert made.tally == Tally()
    assert made.said == ["QX91ab  dropped by gate DLR"]


def test_nobody_but_this_machine_is_called(receiver: Receiver) -> None:
    made = platform(leading_to("https://user:s3cret@hooks.example.com/dlr", receiver.url))
    assert made.deliver(REPORT) == [True]
    assert receiver.next().path == "/callbacks/acme"
    alone = platform(leading_to("https://user:s3cret@hooks.example.com/dlr"))
    assert alone.deliver(REPORT) == [False]
    assert "hooks.example.com is not on this machine" in alone.said[0]
    assert "s3cret" not in alone.said[0]


def test_the_host_of_the_callback_url_is_called_as_well() -> None:
    made = platform(leading_to("http://no-such-host.invalid/"), also_called=frozenset({"no-such-host.invalid"}))
    assert made.deliver(REPORT) == [False]
    assert "cannot be reached" in made.said[0]


# --- until when -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_any_2xx_confirms(receiver: Receiver, status: int) -> None:
    receiver.answers = [(status, "", {})]
    made = platform(leading_to(receiver.url))
    made.deliver(REPORT)
    assert made.tally == Tally(confirmed=1)


@pytest.mark.parametrize("status", [302, 404, 500, 503])
def test_anything_else_is_repeated(receiver: Receiver, status: int) -> None:
    receiver.answers = [(status, "", {}), (status, "", {})]
    made = platform(leading_to(receiver.url))
    assert made.deliver(REPORT) == [True]
    assert len({received.body for received in receiver.take(3)}) == 1
    assert made.tally == Tally(confirmed=1, unconfirmed=2)


def test_acknowledge_wants_a_body(receiver: Receiver) -> None:
    receiver.answers = [(200, "", {}), (200, " \n", {}), (201, "anything", {})]
    made = platform(leading_to(receiver.url, acknowledge=True))
    assert made.deliver(REPORT) == [True]
    assert made.tally == Tally(confirmed=1, unconfirmed=2)


def test_acknowledge_may_want_the_agreed_body(receiver: Receiver) -> None:
    receiver.answers = [(200, "", {}), (200, "FAIL", {}), (200, "OK\n", {})]
    made = platform(leading_to(receiver.url, acknowledge=True), acknowledge="OK")
    assert made.deliver(REPORT) == [True]
    assert made.tally == Tally(confirmed=1, unconfirmed=2)


def test_it_gives_up_and_says_so_without_the_url(receiver: Receiver) -> None:
    receiver.answers = [(503, "", {})] * 9
    made = platform(leading_to(f"{receiver.url}/t0ken".replace("http://", "http://link:s3cret@")))
    assert made.deliver(REPORT) == [False]
    assert made.said == ["callback given up after 4 attempts: the receiver answered 503"]


def test_it_gives_up_at_the_end_of_the_ttl(receiver: Receiver) -> None:
    receiver.answers = [(503, "", {})] * 9
    made = platform(leading_to(receiver.url, ttl=1))
    assert made.deliver(REPORT) == [False]
    assert made.tally == Tally(unconfirmed=1, given_up=1)


def test_what_waits_goes_where_the_gate_leads_by_then(receiver: Receiver) -> None:
    made = platform(leading_to("http://127.0.0.1:1/"))
    (gate,) = made.gates.all()
    tries = 0

    def mend() -> None:
        nonlocal tries
        tries += 1
        if tries == 2:
            made.gates.replace({**gate, "destinations": [a_destination(receiver.url)]})

    made.before = mend
    assert made.deliver(REPORT) == [True]
    assert made.tally == Tally(confirmed=1, unconfirmed=1)


def test_what_waits_for_a_gate_that_is_removed_is_given_up() -> None:
    made = platform(leading_to("http://127.0.0.1:1/"))
    (gate,) = made.gates.all()
    made.before = lambda: made.gates.remove(gate["id"]) if made.gates.all() else None
    assert made.deliver(REPORT) == [False]
    assert made.said == ["callback given up after 1 attempt: the gate was removed"]


async def test_a_throttle_spreads_requests_over_time(receiver: Receiver) -> None:
    begun = asyncio.get_running_loop().time()
    made = platform(leading_to(receiver.url, throttle=20))
    assert await asyncio.to_thread(made.deliver, *[REPORT] * 7) == [True] * 7
    assert asyncio.get_running_loop().time() - begun >= 6 / 20


# --- written how ----------------------------------------------------------------------------------------------------


def test_json(receiver: Receiver) -> None:
    received = delivered(receiver)
    assert (received.method, received.query) == ("POST", "")
    assert received.headers["content-type"].startswith("application/json")
    assert received.json == REPORT.properties


def test_xml(receiver: Receiver) -> None:
    received = delivered(receiver, contentType="application/xml")
    assert received.headers["content-type"].startswith("application/xml")
    assert fromstring(received.body).findtext("id") == "QX91ab"


def test_a_form(receiver: Receiver) -> None:
    received = delivered(receiver, contentType="application/x-www-form-urlencoded")
    assert received.headers["content-type"] == "application/x-www-form-urlencoded"
    assert received.pairs["id"] == "QX91ab"


def test_a_message(receiver: Receiver) -> None:
    assert delivered(receiver, MESSAGE).json["content"]["userData"] == "Vote 3"


def test_put_has_a_body(receiver: Receiver) -> None:
    received = delivered(receiver, customParameters={"method": "PUT"})
    assert (received.method, received.json["id"]) == ("PUT", "QX91ab")


def test_get_without_a_template_has_the_pairs(receiver: Receiver) -> None:
    received = delivered(receiver, customParameters={"method": "GET"})
    assert (received.method, received.body) == ("GET", b"")
    assert received.pairs["customParameters.destination"] == "+46701740605"


def test_get_with_a_template_has_that_alone(receiver: Receiver) -> None:
    received = delivered(receiver, customParameters={"method": "GET", "template": "a=${id}&t=${timestamp|date|yyyy}"})
    assert (received.method, received.query, received.body) == ("GET", "a=QX91ab&t=2026", b"")


def test_post_with_a_template_has_both(receiver: Receiver) -> None:
    received = delivered(receiver, customParameters={"template": "a=${id}"})
    assert (received.method, received.query, received.json["id"]) == ("POST", "a=QX91ab", "QX91ab")


def test_a_template_may_stand_alone(receiver: Receiver) -> None:
    received = delivered(receiver, always=(Behaviour.TEMPLATE_ALONE,), customParameters={"template": "a=${id}"})
    assert (received.method, received.query, received.body) == ("POST", "a=QX91ab", b"")


@pytest.mark.parametrize(("before", "after"), [("", "a=1"), ("?b=2", "b=2&a=1")])
def test_a_query_joins_the_one_of_the_url(receiver: Receiver, before: str, after: str) -> None:
    made = platform(leading_to(f"{receiver.url}{before}#x", customParameters={"template": "a=1"}))
    assert made.deliver(REPORT) == [True]
    assert receiver.next().query == after


def test_what_a_message_asks_for_goes_before_the_gate(receiver: Receiver) -> None:
    told = Told(Subject.REPORT, REPORT.properties, Format.XML)
    received = delivered(receiver, told, customParameters={"method": "GET", "template": "a=${id}"})
    assert (received.method, received.query) == ("POST", "")
    assert fromstring(received.body).findtext("id") == "QX91ab"


def test_the_gates_parameters_come_with_it(receiver: Receiver) -> None:
    gate = a_gate("DLR", destinations=[a_destination(receiver.url)], customParameters={"costCenter": "4400"})
    platform(gate).deliver(REPORT)
    assert receiver.next().json["gateCustomParameters"] == {"costCenter": "4400"}


def test_credentials_become_basic_auth(receiver: Receiver) -> None:
    wanted = "Basic " + b64encode("link:sécret".encode()).decode()
    assert delivered(receiver, username="link", password="sécret").headers["authorization"] == wanted
    assert "authorization" not in delivered(receiver, username="", password=None).headers
    platform(leading_to(receiver.url.replace("http://", "http://link:s%C3%A9cret@"))).deliver(REPORT)
    assert receiver.next().headers["authorization"] == wanted
