"""How soon the console is there, and how much memory it takes, against a minimal Textual application.

Run from the checkout: `python -m tests.benchmarks.first_frame [ROUNDS]`. Real processes on a real pseudo-terminal take
turns; the console opens a home with an account and some thousand events, and starts its listener. Time runs from the
fork to the first frame with content; ratios are taken within a round, and their medians count. To reach: at most 1.6
times the time and twice the memory.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
from pathlib import Path

import click

from console.domain.account import Account, Environment
from console.settings.paths import find_home
from console.wiring import now, open_desks
from tests.benchmarks.terminal import Terminal, two_cores
from tests.ui.told import report, tell

EVENTS = 5_000
MOST_TIME, MOST_MEMORY = 1.6, 2.0


def fill(folder: Path, events: int, *, newest_to: str = "+4790000001") -> None:
    """A home with an account and events, of which the newest went to a number of its own."""
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    (folder / "config.toml").write_text("[listener]\nport = 0\n", encoding="utf-8")
    home = find_home(folder, sandbox=False)

    async def add_account() -> None:
        desks = open_desks(home, sandbox=False)
        account = Account(
            name="acme-sms",
            provider="link-smsc",
            base_url="http://127.0.0.1:9/smscsimplehttp",
            environment=Environment.SANDBOX,
            options={"service_id": "1001", "username": "sandbox"},
        )
        await desks.accounts.save(account, {"password": "sandbox"}, allow_file=True)
        await desks.aclose()

    asyncio.run(add_account())
    begin = now() - events * 100
    for start in range(0, events, 5_000):
        count = min(5_000, events - start)
        tell(home, [report(start + number, begin + (start + number) * 100) for number in range(count)])
    if events:
        tell(home, [report(events, now(), to=newest_to)])


def look(arguments: list[str], marks: list[str], core: int | None) -> tuple[list[float], int]:
    """Milliseconds until each of the marks was painted, and the peak of memory in KiB."""
    terminal = Terminal(arguments, core)
    times = [terminal.wait_for(mark) * 1_000 for mark in marks]
    terminal.drain(1.5)
    return times, terminal.quit()


def main() -> int:
    """Print the figures; 1 where a goal is missed."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    program_core, reader_core = two_cores()
    if reader_core is not None:
        os.sched_setaffinity(0, {reader_core})
    hello_times, frame_times, row_times, hello_sizes, our_sizes = [], [], [], [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder, EVENTS)
        ours = ["-m", "console", "--home", str(folder)]
        for number in range(rounds + 1):
            (hello,), hello_size = look(["-m", "tests.benchmarks.hello_app"], ["Hello, terminal"], program_core)
            (frame, rows), our_size = look(ours, ["Callbacks", "Delivered"], program_core)
            if number == 0:
                continue  # the first round fills the caches of the disk
            hello_times.append(hello)
            frame_times.append(frame)
            row_times.append(rows)
            hello_sizes.append(hello_size)
            our_sizes.append(our_size)

    def ratio(ours: list[float] | list[int], base: list[float] | list[int]) -> float:
        return statistics.median(one / other for one, other in zip(ours, base, strict=True))

    time, memory = ratio(frame_times, hello_times), ratio(our_sizes, hello_sizes)
    click.echo(
        f"minimal application  {statistics.median(hello_times):7.0f} ms  "
        f"{statistics.median(hello_sizes) / 1024:6.1f} MB"
    )
    click.echo(
        f"console, frame       {statistics.median(frame_times):7.0f} ms  {statistics.median(our_sizes) / 1024:6.1f} MB"
    )
    click.echo(f"console, events      {statistics.median(row_times):7.0f} ms")
    click.echo(f"first frame  {time:.2f} times  {'reached' if time <= MOST_TIME else 'MISSED'} (<= {MOST_TIME:g})")
    click.echo(f"its events   {ratio(row_times, hello_times):.2f} times")
    click.echo(
        f"memory       {memory:.2f} times  {'reached' if memory <= MOST_MEMORY else 'MISSED'} (<= {MOST_MEMORY:g})"
    )
    return 0 if time <= MOST_TIME and memory <= MOST_MEMORY else 1


if __name__ == "__main__":
    sys.exit(main())
