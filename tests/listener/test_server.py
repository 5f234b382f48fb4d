"""The life of a listener: what it binds, who may run it, how it refuses, recovers and stops."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.listener.conftest import StartListener
from tests.listener.plain import Wire, request, until

OPEN = {"name": "open"}
TOKEN = {"name": "token", "token": "s3cret"}


def test_a_taken_port_is_said_in_a_sentence(start_listener: StartListener) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        listener = start_listener(settings={"port": port})
    assert listener.first_line["kind"] == "port_taken"
    assert f"Port {port} on 127.0.0.1 is taken" in listener.first_line["message"]
    assert "--port" in listener.first_line["hint"]
    assert listener.wait() == (1, "")
    assert not (listener.home / "listener.json").exists()


def test_a_port_can_be_taken_again_at_once(start_listener: StartListener) -> None:
    first = start_listener(accounts=[OPEN])
    first.ask("POST", "/callbacks/open", b"x")
    first.terminate()
    second = start_listener(accounts=[OPEN], settings={"port": first.port})
    assert second.ask("POST", "/callbacks/open", b"y").status == 200


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1", "256.1.1.1"])
def test_a_host_that_is_not_here_is_said_in_a_sentence(start_listener: StartListener, host: str) -> None:
    listener = start_listener(settings={"host": host})
    assert listener.first_line["kind"] == "listener"
    assert "is no address of this machine" in listener.first_line["message"]


def test_nobody_from_outside_gets_in_without_proof(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN, TOKEN], settings={"host": "0.0.0.0"})
    assert listener.first_line["message"] == "Anybody who reaches this address could send callbacks for open."
    assert "callback_token" in listener.first_line["hint"]
    assert listener.wait()[0] == 1


def test_with_proof_it_listens_everywhere_but_not_without_an_account(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[TOKEN], settings={"host": "0.0.0.0"})
    assert listener.first_line["url"] == f"http://127.0.0.1:{listener.port}"
    assert listener.ask("POST", "/callbacks", b"echo").status == 404
    assert listener.ask("POST", "/callbacks/token/s3cret", b"echo").status == 200


def test_behind_a_public_url_a_callback_has_to_name_its_account(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN], settings={"public_url": "https://hooks.example.com/sw"})
    answer = listener.ask("POST", "/callbacks", b"echo")
    assert answer.status == 404
    assert b"name its account" in answer.body
    assert listener.ask("POST", "/callbacks/open", b"echo").status == 200
    assert len(listener.stored()) == 1


def test_an_empty_secret_is_none(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[{"name": "open", "token": ""}])
    assert "token or password of open is empty" in listener.first_line["message"]


def test_two_listeners_never_share_a_home(start_listener: StartListener) -> None:
    first = start_listener(accounts=[OPEN])
    second = start_listener(accounts=[OPEN])
    assert first.first_line["url"] in second.first_line["message"]
    assert str(first.process.pid) in second.first_line["message"]
    assert first.ask("POST", "/callbacks/open", b"x").status == 200


def test_what_a_killed_listener_left_behind_is_no_hindrance(start_listener: StartListener) -> None:
    first = start_listener(accounts=[OPEN])
    assert (first.home / "listener.json").exists()
    first.kill()
    assert (first.home / "listener.json").exists()
    second = start_listener(accounts=[OPEN])
    written = json.loads((second.home / "listener.json").read_text())
    assert (written["url"], written["pid"]) == (second.first_line["url"], second.process.pid)
    assert written["database"] == str(second.home / "switchroom.db")
    assert written["started_at"] > 0
    assert second.terminate() == (0, "")
    assert not (second.home / "listener.json").exists()


def test_a_full_queue_answers_503_and_empties_again(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN], mode="slow 0.6", settings={"queue": 3})
    wires = [listener.wire() for _ in range(8)]
    for wire in wires:
        wire.send(request("POST", "/callbacks/open", b"x"))
        time.sleep(0.01)
    assert listener.health()["state"] == "refusing"
    answers = [wire.answer() for wire in wires]
    assert sorted(answer.status for answer in answers) == [200] * 3 + [503] * 5
    assert {answer.headers["retry-after"] for answer in answers if answer.status == 503} == {"2"}
    health = listener.health()
    assert (health["received"], health["stored"], health["refused"], health["waiting"]) == (8, 3, 5, 0)
    assert health["state"] == "accepting"


def test_a_full_disk_answers_503_and_recovers(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN], mode="full")
    answer = listener.ask("POST", "/callbacks/open", b"1")
    assert (answer.status, answer.headers["retry-after"]) == (503, "30")
    health = listener.health()
    assert (health["state"], health["problem"]) == ("refusing", "The disk is full.")
    listener.mode("store")
    assert listener.ask("POST", "/callbacks/open", b"2").status == 200
    health = listener.health()
    assert (health["state"], health["problem"]) == ("accepting", None)
    assert [row["body"] for row in listener.stored()] == [b"2"]


def test_a_poisoned_callback_is_kept_without_its_meaning(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN], mode="poison")
    bodies = [b"1", b"poison", b"2"]
    wires = [listener.wire() for _ in bodies]
    for wire, body in zip(wires, bodies, strict=True):
        wire.send(request("POST", "/callbacks/open", body))
    assert [wire.answer().status for wire in wires] == [200] * 3
    assert {row["body"]: row["kind"] for row in listener.stored()} == {
        b"1": "report",
        b"2": "report",
        b"poison": "unrecognised",
    }


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopping_listener_answers_what_it_has(start_listener: StartListener, number: int) -> None:
    listener = start_listener(accounts=[OPEN], mode="slow 0.4")
    idle, half, whole = listener.wire(), listener.wire(), listener.wire()
    idle.send(request("GET", "/health"))
    assert idle.answer().status == 200
    split = request("POST", "/callbacks/open", b"half")
    half.send(split[:-2])
    whole.send(request("POST", "/callbacks/open", b"whole"))
    until(lambda: listener.health()["waiting"] == 1)
    listener.process.send_signal(number)
    assert idle.ended()
    half.send(split[-2:])
    for wire in (half, whole):
        answer = wire.answer()
        assert (answer.status, answer.headers["connection"]) == (200, "close")
    assert listener.wait() == (0, "")
    assert sorted(row["body"] for row in listener.stored()) == [b"half", b"whole"]
    with pytest.raises(ConnectionRefusedError):
        Wire(listener.port)


def test_stopping_has_a_limit_and_says_what_was_not_stored(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN], mode="slow 30", drain_limit=0.3)
    wire = listener.wire()
    wire.send(request("POST", "/callbacks/open", b"x"))
    until(lambda: listener.health()["waiting"] == 1)
    listener.process.send_signal(signal.SIGTERM)
    assert listener.process.wait(10) == 1
    with pytest.raises((EOFError, ConnectionError)):
        wire.answer()
    assert listener.process.stdout is not None
    said = json.loads(listener.process.stdout.readline())
    assert said["message"].endswith("callbacks still waiting: 1.")


def test_accounts_may_be_added_while_it_runs(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN])
    assert listener.ask("POST", "/callbacks/new", b"x").status == 404
    listener.accounts([OPEN, {"name": "new", "acknowledge_body": "hello"}])
    until(lambda: listener.ask("POST", "/callbacks/new", b"x").status == 200)
    assert listener.ask("POST", "/callbacks/new", b"x").body == b"hello"


def test_accounts_that_cannot_be_used_leave_the_old_ones_in_place(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[TOKEN], settings={"host": "0.0.0.0"})
    listener.accounts([TOKEN, OPEN])
    until(lambda: listener.health()["problem"] is not None)
    assert "Anybody who reaches" in listener.health()["problem"]
    assert listener.ask("POST", "/callbacks/token/s3cret", b"x").status == 200
    assert listener.ask("POST", "/callbacks/open", b"x").status == 404
    listener.accounts([TOKEN])
    until(lambda: listener.health()["problem"] is None)


def test_it_ends_with_its_parent(tmp_path: Path) -> None:
    code = (
        "import subprocess, sys, os, json\n"
        "options = json.dumps({'parent': os.getpid()})\n"
        "command = [sys.executable, '-m', 'tests.listener.plain_listener', sys.argv[1], options]\n"
        "child = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)\n"
        "print(child.stdout.readline().decode(), child.pid, flush=True)\n"
        "os._exit(1)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, cwd=Path(__file__).parents[2], check=False
    )
    pid = int(done.stdout.split()[-1])
    until(lambda: not (tmp_path / "listener.json").exists())
    until(lambda: not _lives(pid))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text() if Path("/proc").is_dir() else True


def test_many_connections_at_once_lose_nothing(start_listener: StartListener) -> None:
    listener = start_listener(accounts=[OPEN])

    def send(first: int) -> None:
        wire = Wire(listener.port)
        for number in range(first, first + 100):
            wire.send(request("POST", "/callbacks/open", b"%d" % number))
            assert wire.answer().status == 200
        wire.close()

    threads = [threading.Thread(target=send, args=(first,)) for first in range(0, 800, 100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = listener.stored()
    assert sorted(int(row["body"]) for row in rows) == list(range(800))
    assert max(row["batch"] for row in rows) > 1
