from __future__ import annotations

import os
import subprocess
import sys

import pytest

# A loop that is held for good: what leaves in order never gets its turn.
HELD = (
    "import threading, time; from console.ui.terminal import end_without_terminal; "
    "threading.Thread(target=end_without_terminal, args=(0.05, {grace}), daemon=True).start(); "
    "print('held', flush=True); time.sleep({asleep})"
)


def held(grace: float, asleep: float) -> tuple[subprocess.Popen[str], int]:
    """A process whose terminal has this other end."""
    ours, theirs = os.openpty()
    code = HELD.format(grace=grace, asleep=asleep)
    child = subprocess.Popen([sys.executable, "-c", code], stdin=theirs, stdout=subprocess.PIPE, text=True)
    os.close(theirs)
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child, ours


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals that hang up")
def test_who_cannot_leave_without_a_terminal_is_ended() -> None:
    child, ours = held(grace=0.1, asleep=600)
    with child:
        os.close(ours)
        assert child.wait(timeout=60) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals that hang up")
def test_with_a_terminal_nobody_is_ended() -> None:
    child, ours = held(grace=0, asleep=1)
    with child:
        assert child.wait(timeout=60) == 0
    os.close(ours)
