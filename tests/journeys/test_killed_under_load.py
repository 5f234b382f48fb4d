"""Killed under load: what was answered 2xx is in the database, once."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

from tests.listener.plain import Wire, request

ROOT = Path(__file__).parents[2]
CONNECTIONS = 8
KILLS = 4


def start(home: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The real listener on the real store, as a user starts it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "console", "--home", str(home), "listen", "--port", "0", "--json"],
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    first = json.loads(process.stdout.readline())
    assert first["database"] == str(home / "switchroom.db")
    return process, int(first["url"].rpartition(":")[2])


def end(process: subprocess.Popen[bytes]) -> int:
    code = process.wait(30)
    if process.stdout:
        process.stdout.close()
    return code


def report(name: str) -> bytes:
    told = {"refId": None, "id": name, "timestamp": "2026-11-20T08:00:05Z", "resultCode": 1001}
    return request("POST", "/callbacks", json.dumps(told).encode(), Content_Type="application/json")


def send_until_cut(port: int, names: str, sent: list[str], answered: list[str]) -> None:
    """Keeps up to four requests on the way; notes which were sent and which were answered 200."""
    wire = Wire(port)
    on_the_way: list[str] = []
    try:
        for number in range(1_000_000):
            name = f"{names}-{number}"
            sent.append(name)
            on_the_way.append(name)
            wire.send(report(name))
            if len(on_the_way) == 4:
                assert wire.answer().status == 200
                answered.append(on_the_way.pop(0))
    except (OSError, EOFError):
        pass
    finally:
        wire.close()


def test_what_was_acknowledged_survives_a_kill_once(tmp_path: Path) -> None:
    chance = random.Random(7)
    sent: list[str] = []
    answered: list[str] = []
    for kill in range(KILLS):
        process, port = start(tmp_path)
        before = len(answered)
        threads = [
            threading.Thread(target=send_until_cut, args=(port, f"K{kill}C{number}", sent, answered))
            for number in range(CONNECTIONS)
        ]
        for thread in threads:
            thread.start()
        time.sleep(chance.uniform(0.2, 0.8))
        process.kill()
        end(process)
        for thread in threads:
            thread.join()
        assert len(answered) > before
        with closing(sqlite3.connect(tmp_path / "switchroom.db")) as database:
            check(database, sent, answered)

    # Told again, as a provider does with what got no answer: nothing is doubled.
    process, port = start(tmp_path)
    wire = Wire(port)
    for name in [*answered[-20:], *sorted(set(sent) - set(answered))]:
        wire.send(report(name))
        assert wire.answer().status == 200
    wire.close()
    process.terminate()
    assert end(process) == 0
    with closing(sqlite3.connect(tmp_path / "switchroom.db")) as database:
        rows = database.execute("SELECT provider_message_id FROM event").fetchall()
        assert sorted(name for (name,) in rows) == sorted(sent)
        (repeats,) = database.execute("SELECT sum(repeats) FROM event").fetchone()
        assert repeats >= 20
        (integrity,) = database.execute("PRAGMA integrity_check").fetchone()
        assert integrity == "ok"


def check(database: sqlite3.Connection, sent: list[str], answered: list[str]) -> None:
    callbacks = [json.loads(body)["id"] for (body,) in database.execute("SELECT body FROM callback")]
    events = [name for (name,) in database.execute("SELECT provider_message_id FROM event")]
    assert set(answered) <= set(callbacks) <= set(sent)
    assert len(callbacks) == len(set(callbacks))
    assert sorted(events) == sorted(callbacks)
    assert database.execute("SELECT count(*) FROM event WHERE kind <> 'report'").fetchone() == (0,)
