from __future__ import annotations

import os
import subprocess
import sys

import pytest

# The loop is held for `held` seconds, and then turns for `turns`.
LOOP = """
import asyncio, threading, time
from console.ui.terminal import end_without_terminal

async def main():
    watching = (asyncio.get_running_loop(), 0.05, {grace})
    threading.Thread(target=end_without_terminal, args=watching, daemon=True).start()
    print("started", flush=True)
    time.sleep({held})
    await asyncio.sleep({turns})

asyncio.run(main())
"""


def started(*, grace: float, held: float = 0, turns: float = 0) -> tuple[subprocess.Popen[str], int]:
    """A process, and the other end of its terminal."""
    ours, theirs = os.openpty()
    code = LOOP.format(grace=grace, held=held, turns=turns)
    child = subprocess.Popen([sys.executable, "-c", code], stdin=theirs, stdout=subprocess.PIPE, text=True)
    os.close(theirs)
    assert child.stdout is not None
    assert child.stdout.readline() == "started\n"
    return child, ours


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no terminals that hang up")


def test_who_is_held_without_a_terminal_is_ended() -> None:
    child, ours = started(grace=0.1, held=600)
    with child:
        os.close(ours)
        assert child.wait(timeout=60) == 1


def test_who_leaves_in_order_takes_the_time_that_needs() -> None:
    child, ours = started(grace=1, turns=3)
    with child:
        os.close(ours)
        assert child.wait(timeout=60) == 0


def test_with_a_terminal_nobody_is_ended() -> None:
    child, ours = started(grace=0, held=1)
    with child:
        assert child.wait(timeout=60) == 0
    os.close(ours)
