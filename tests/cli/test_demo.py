"""`switchroom demo`: everything for real, and nothing left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from console.cli import demo
from tests.cli.command import error_of, switchroom


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_every_step_happens_and_nothing_stays(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "console", "demo", "--json"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment,
        timeout=100,
        check=True,
    )
    steps = {step["name"]: step for step in map(json.loads, done.stdout.splitlines())}
    assert list(steps) == ["sandbox", "listener", "compose", "send", "reports", "messages", "explain", "done"]
    assert [report["code"] for report in steps["reports"]["reports"]].count(1001) == 3
    assert [message["segments"] for message in steps["compose"]["messages"]] == [1, 1, 2]
    assert steps["explain"]["code"] == 2106
    assert steps["done"]["ok"] is True
    assert done.stderr == b""
    assert list(tmp_path.iterdir()) == []
    assert list(Path(os.environ["SWITCHROOM_HOME"]).iterdir()) == []
    for name in ("sandbox", "listener"):
        assert is_gone(steps[name]["pid"])


def test_people_read_the_story_without_colours() -> None:
    result = switchroom("demo")
    assert result.exit_code == 0
    for part in ("2106 Number error", "2 segments (63 + 9 units)", "part 1", "Remedy", "everything is stopped"):
        assert part in result.stdout
    assert "\x1b" not in result.stdout
    assert "SWITCHROOM_DEMO_PASSWORD" not in os.environ


def test_a_stopped_demo_ends_what_it_started(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "console", "demo", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    ) as process:
        assert process.stdout is not None
        sandbox = json.loads(process.stdout.readline())["pid"]
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        assert process.returncode == 1
    deadline = time.monotonic() + 20
    while not is_gone(sandbox) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert is_gone(sandbox)
    assert list(tmp_path.iterdir()) == []


def test_what_does_not_happen_is_one_sentence_and_exit_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_TEXTS", {"+46700009901": "its report is lost"})
    monkeypatch.setattr(demo, "REPORT_LIMIT", 1.5)
    result = switchroom("demo", "--json")
    assert result.exit_code == 1
    failed = json.loads(result.stdout.splitlines()[-1])["error"]
    assert failed["kind"] == "demo"
    assert "did not all arrive" in failed["message"]
    assert len(result.stderr.splitlines()) == 1


def test_a_place_without_room_for_a_home_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    result = switchroom("demo", "--json")
    assert result.exit_code == 1
    assert error_of(result)["kind"] == "demo"
