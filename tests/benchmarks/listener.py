"""How much a durable answer costs: `python -m tests.benchmarks.listener [--rounds N] [--connections N...]`.

In each round every server runs in turn, so that what else the machine does hits all of them; what counts are the ratios
within a round, and their medians. Server and load have a core each. Durable servers are held to their word: each round
compares the callbacks in the database with those answered 200.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from statistics import median

SERVERS = ("durable", "storeless", "starlette", "per-request")
DURABLE = ("durable", "per-request")
GOALS = (
    ("requests/s, durable / storeless", "rate", "durable", "storeless", ">=", 0.7),
    ("requests/s, durable / starlette", "rate", "durable", "starlette", ">=", 1.0),
    ("p99, durable / per-request", "p99", "durable", "per-request", "<=", 0.5),
)

Figures = dict[str, float]


def pinned(core: int, *arguments: str) -> subprocess.Popen[str]:
    """A process of ours on one core, where the platform and the machine have that."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    process = subprocess.Popen([sys.executable, "-m", *arguments], stdout=subprocess.PIPE, text=True)
    if len(cores) > 1:
        os.sched_setaffinity(process.pid, {cores[core % len(cores)]})
    return process


def measure(server: str, connections: int, seconds: float, joined: int) -> Figures:
    with tempfile.TemporaryDirectory() as home:
        messages = joined if server in DURABLE else 0
        running = pinned(0, "tests.benchmarks.listener_servers", server, home, str(messages))
        assert running.stdout is not None
        try:
            port = running.stdout.readline().strip()
            load = pinned(
                1, "tests.benchmarks.listener_load", port, str(connections), "1", str(seconds), "0", str(joined)
            )
            printed, _ = load.communicate(timeout=60 + seconds)
            figures: Figures = json.loads(printed)
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(timeout=30)
            running.stdout.close()
        if figures["failed"]:
            raise SystemExit(f"{server}: {figures['failed']} requests were not answered 200")
        if server in DURABLE:
            with closing(sqlite3.connect(Path(home) / "switchroom.db")) as database:
                (stored,) = database.execute("SELECT count(*) FROM callback").fetchone()
            if stored < figures["answered"]:
                raise SystemExit(f"{server}: {figures['answered']} answered, {stored} stored")
    return {"rate": figures["requests"] / figures["seconds"], "p50": figures["p50"], "p99": figures["p99"]}


def show(line: str) -> None:
    sys.stdout.write(line + "\n")


def spread(values: list[float]) -> str:
    return f"{min(values):9.2f} {median(values):9.2f} {max(values):9.2f}"


def compare(connections: int, rounds: int, seconds: float, joined: int) -> bool:
    seen: dict[str, list[Figures]] = {server: [] for server in SERVERS}
    for turn in range(rounds):
        for place in range(len(SERVERS)):
            server = SERVERS[(turn + place) % len(SERVERS)]
            seen[server].append(measure(server, connections, seconds, joined))
    show(f"\n{connections} connections, {rounds} rounds of {seconds:g} s, min / median / max")
    for server in SERVERS:
        for figure, unit in (("rate", "requests/s"), ("p50", "p50, ms"), ("p99", "p99, ms")):
            show(f"  {server:12} {unit:11} {spread([figures[figure] for figures in seen[server]])}")
    reached = True
    for title, figure, ours, theirs, sign, goal in GOALS:
        ratios = [mine[figure] / other[figure] for mine, other in zip(seen[ours], seen[theirs], strict=True)]
        good = median(ratios) >= goal if sign == ">=" else median(ratios) <= goal
        reached &= good
        show(f"  {title:34} {spread(ratios)}   goal {sign} {goal}: {'reached' if good else 'MISSED'}")
    return reached


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--connections", type=int, nargs="+", default=[32, 256])
    parser.add_argument("--joined", type=int, default=0, help="messages in the database for the reports to join")
    given = parser.parse_args()
    results = [compare(count, given.rounds, given.seconds, given.joined) for count in given.connections]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
