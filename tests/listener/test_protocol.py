"""The limits of a connection, with clients that misbehave."""

from __future__ import annotations

import time

import pytest

from tests.listener.conftest import StartListener
from tests.listener.plain import request, until

OPEN = {"name": "open"}


def test_a_connection_serves_many_requests(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN])
    wire = listener.wire()
    for number in range(20):
        wire.send(request("POST", "/callbacks/open", str(number).encode()))
        assert wire.answer().status == 200
    assert [row["body"] for row in listener.stored()] == [str(number).encode() for number in range(20)]


def test_pipelined_requests_are_answered_in_order(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN], mode="slow 0.02")
    wire = listener.wire()
    requests = [request("POST", "/callbacks/open", str(number).encode()) for number in range(10)]
    requests.insert(5, request("POST", "/nowhere", b"x"))
    wire.send(b"".join(requests))
    assert [wire.answer().status for _ in requests] == [200] * 5 + [404] + [200] * 5
    assert [row["body"] for row in listener.stored()] == [str(number).encode() for number in range(10)]


def test_requests_sent_without_waiting_share_a_commit(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN])
    wire = listener.wire()
    wire.send(b"".join(request("POST", "/callbacks/open", b"%d" % number) for number in range(10)))
    assert [wire.answer().status for _ in range(10)] == [200] * 10
    assert max(row["batch"] for row in listener.stored()) > 1


def test_who_runs_far_ahead_of_the_answers_gets_them_all_in_order(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN, {"name": "other", "acknowledge_body": "other"}], mode="slow 0.01")
    names = ["open" if number % 3 else "other" for number in range(2_000)]
    wire = listener.wire()
    for start in range(0, len(names), 40):
        wire.send(b"".join(request("POST", f"/callbacks/{name}", b"x" * 100) for name in names[start : start + 40]))
    assert [wire.answer().body for _ in names] == [b"OK" if name == "open" else b"other" for name in names]
    assert [row["account"] for row in listener.stored()] == names


def test_garbage_behind_a_request_does_not_cost_its_answer(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN], mode="slow 0.1")
    wire = listener.wire()
    wire.send(request("POST", "/callbacks/open", b"x") + b"garbage\r\n\r\n")
    assert [wire.answer().status, wire.answer().status] == [200, 400]
    assert wire.ended()
    assert listener.health()["malformed"] == 1


@pytest.mark.parametrize(
    "first",
    [
        request("POST", "/callbacks/open", b"x", Connection="close"),
        b"POST /callbacks/open HTTP/1.0\r\nContent-Length: 1\r\n\r\nx",
    ],
)
def test_nothing_is_read_behind_a_last_request(start_listener: StartListener, first: bytes) -> None:
    listener = start_listener(accounts=[OPEN])
    wire = listener.wire()
    wire.send(first + request("POST", "/callbacks/open", b"y"))
    answer = wire.answer()
    assert (answer.status, answer.headers["connection"]) == (200, "close")
    assert wire.ended()
    assert [row["body"] for row in listener.stored()] == [b"x"]


def test_100_continue_waits_for_the_answers_before_it(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN], mode="slow 0.2")
    wire = listener.wire()
    waits = b"POST /callbacks/open HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n"
    wire.send(request("POST", "/callbacks/open", b"x") + waits)
    assert wire.answer().status == 200
    wire.reads(b"HTTP/1.1 100 Continue\r\n\r\n")
    wire.send(b"y")
    assert wire.answer().status == 200


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a TLS client\r\n\r\n",
        b"GET http:// HTTP/1.1\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /caf\xc3\xa9 HTTP/1.1\r\n\r\n",
        b"CONNECT elsewhere:443 HTTP/1.1\r\nHost: elsewhere\r\n\r\n",
        b"POST /callbacks/open HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST /callbacks/open HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST /callbacks/open HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        b"POST /callbacks/open HTTP/1.1\r\nNo colon\r\n\r\n",
    ],
)
def test_what_is_not_http_gets_400_and_no_traceback(start_listener: StartListener, garbage: bytes) -> None:
    listener = start_listener(accounts=[OPEN])
    wire = listener.wire()
    wire.send(garbage)
    assert wire.answer().status == 400
    assert wire.ended()
    assert listener.health()["malformed"] == 1
    assert listener.ask("POST", "/callbacks/open", b"news").status == 200
    assert listener.terminate() == (0, "")


def test_a_head_without_end_is_cut_off_by_size(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN])
    wire = listener.wire()
    wire.send(b"POST /callbacks/open HTTP/1.1\r\n")
    time.sleep(0.1)
    wire.send(b"X-Long: " + b"a" * 70_000)
    assert wire.answer().status == 431
    assert wire.ended()


@pytest.mark.parametrize("first", [b"", b"POST /callbacks/open HTT", b"POST /callbacks/open HTTP/1.1\r\nX-A: 1\r\n"])
def test_a_head_that_never_ends_is_cut_off_by_time(start_listener: StartListener, first: bytes) -> None:
    listener = start_listener(accounts=[OPEN], settings={"header_timeout": 0.4})
    wire = listener.wire()
    wire.send(first)
    if first:
        assert wire.answer().status == 408
    assert wire.ended()
    assert listener.health()["received"] == 0


def test_a_head_that_trickles_gains_no_time(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN], settings={"header_timeout": 0.5})
    wire = listener.wire()
    begun = time.monotonic()
    with pytest.raises(OSError):  # noqa: PT012 - it breaks at whichever byte comes too late
        wire.send(b"GET /callbacks/open HTTP/1.1\r\nX: ")
        while time.monotonic() - begun < 10:
            wire.send(b"a")
            time.sleep(0.05)


def test_a_body_that_trickles_is_cut_off(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN], body_timeout=0.5)
    wire = listener.wire()
    wire.send(request("POST", "/callbacks/open", b"x" * 1_000)[:-999])
    wire.send(b"y")
    assert wire.answer().status == 408
    assert wire.ended()
    until(lambda: listener.health()["broken_off"] == 1)
    assert listener.stored() == []


def test_an_idle_connection_is_closed(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN], settings={"idle_timeout": 0.3})
    wire = listener.wire()
    wire.send(request("POST", "/callbacks/open", b"x"))
    assert wire.answer().status == 200
    assert wire.ended()


def test_a_slow_store_is_not_taken_for_a_slow_client(start_listener: StartListener) -> None:
    listener = start_listener(
        accounts=[OPEN], mode="slow 1.5", settings={"header_timeout": 0.3, "idle_timeout": 0.3}, body_timeout=0.3
    )
    wire = listener.wire()
    wire.send(request("POST", "/callbacks/open", b"1") + request("POST", "/callbacks/open", b"2"))
    assert [wire.answer().status, wire.answer().status] == [200, 200]


def test_connections_beyond_the_limit_are_sent_away(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN], settings={"connections": 5})
    wires = [listener.wire() for _ in range(5)]
    for wire in wires:
        wire.send(request("POST", "/callbacks/open", b"x"))
        assert wire.answer().status == 200
    surplus = listener.wire().answer()
    assert (surplus.status, surplus.headers["retry-after"]) == (503, "2")
    wires[0].close()
    time.sleep(0.1)
    health = listener.health()
    assert (health["connections_refused"], health["received"]) == (1, 5)
