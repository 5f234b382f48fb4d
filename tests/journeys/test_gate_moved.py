"""Move the gate of delivery reports to a new host and back, from a shell: reports follow, and nothing else changes."""

from __future__ import annotations

import json
import queue
import subprocess
import time
from pathlib import Path
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.journeys.workplace import Workplace

WITHIN = 20.0
"""Seconds until a report is there."""


def test_the_dlr_gate_to_a_new_host_and_back(workplace: Workplace, tmp_path: Path, httpserver: HTTPServer) -> None:
    workplace.has_account()
    workplace.has_gates()
    files, new_host = tmp_path / "gates", queue.Queue[dict[str, Any]]()

    def take(request: Request) -> Response:
        new_host.put(json.loads(request.data))
        return Response("ok")

    httpserver.expect_request("/dlr").respond_with_handler(take)
    with workplace.listens():
        done(workplace, "gates", "export", str(files), "DLR-MAIN")
        file = files / "DLR-MAIN.yaml"
        before = file.read_text()
        old = f"{workplace.listener}/callbacks/acme-sms"
        assert old in before
        file.write_text(before.replace(old, httpserver.url_for("/dlr")))

        planned = workplace.switchroom("gates", "plan", str(files), "--exit-code")
        assert planned.returncode == 4
        assert "~ destination 1 url" in planned.stdout.decode()
        moved = json.loads(done(workplace, "gates", "apply", str(files), "--yes", "--json"))

        sent(workplace, "+46701234567")
        report = new_host.get(timeout=WITHIN)
        assert (report["resultCode"], report["customParameters"]["destination"]) == (1001, "+46701234567")

        done(workplace, "gates", "undo", "--batch", moved["batch"], "--yes")
        file.write_text(before)
        assert workplace.switchroom("gates", "plan", str(files), "--exit-code").returncode == 0

        sent(workplace, "+46700002106")
        assert reports(workplace, 1) == [("+46700002106", 2106)]
        assert new_host.empty()

    history = done(workplace, "gates", "history", "DLR-MAIN", "--json").splitlines()
    urls = [json.loads(line)["destinations"][0]["url"] for line in history]
    assert urls == [old, httpserver.url_for("/dlr"), old]


def done(workplace: Workplace, *words: str) -> str:
    """What a command that succeeds prints."""
    result: subprocess.CompletedProcess[bytes] = workplace.switchroom(*words)
    assert result.returncode == 0, result.stderr.decode()
    return result.stdout.decode()


def sent(workplace: Workplace, to: str) -> None:
    done(workplace, "send", "--account", "acme-sms", "--from", "LINK", "--to", to, "Order 77")


def reports(workplace: Workplace, count: int) -> list[tuple[str, int]]:
    """The final reports that came here, once there are so many."""
    end = time.monotonic() + WITHIN
    while True:
        rows = workplace.rows("SELECT destination, code FROM event WHERE kind = 'report' ORDER BY id")
        if len(rows) >= count or time.monotonic() > end:
            return [(destination, code) for destination, code in rows]
        time.sleep(0.05)
