"""A program on a pseudo-terminal: when it painted something, when it answered a key, how much memory it took."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import sys
import tempfile
import termios
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

SIZE = (40, 120)
_LIMIT = 60.0
_COMPILED = Path(tempfile.gettempdir()) / "switchroom-benchmarks-compiled"
"""Compiled modules are kept, as they are where a program is installed, and not in the checkout."""


class Terminal:
    """Starts `arguments` with this Python in a process of its own, on a terminal of 120 columns and 40 rows."""

    def __init__(self, arguments: Sequence[str], core: int | None = None) -> None:
        self.begun = perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", PYTHONPYCACHEPREFIX=str(_COMPILED))
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            if core is not None and hasattr(os, "sched_setaffinity"):
                os.sched_setaffinity(0, {core})
            os.execv(sys.executable, [sys.executable, *arguments])
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        self._seen = b""

    def read(self, seconds: float) -> bytes:
        """What was painted within the time; returns as soon as there is something."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return b""
        try:
            return os.read(self._master, 1 << 16)
        except OSError:  # the other end is gone
            return b""

    def wait_for(self, text: str) -> float:
        """Seconds from the start until the text was painted in one piece."""
        wanted = text.encode()
        while wanted not in self._seen:
            if perf_counter() - self.begun > _LIMIT:
                raise SystemExit(f"{text!r} was not painted within {_LIMIT:g} s; the end was {self._seen[-400:]!r}")
            self._seen = self._seen[-65_536:] + self.read(1.0)
        return perf_counter() - self.begun

    def drain(self, seconds: float) -> int:
        """Read for so long; the number of bytes."""
        until = perf_counter() + seconds
        count = 0
        while (left := until - perf_counter()) > 0:
            count += len(self.read(left))
        return count

    def press(self, key: str) -> None:
        os.write(self._master, key.encode())

    def quit(self) -> int:
        """Press q and wait for the end; the peak of its memory in KiB."""
        self.press("q")
        while True:
            self.read(0.05)
            done, _, usage = os.wait4(self.pid, os.WNOHANG)
            if done:
                os.close(self._master)
                return usage.ru_maxrss


def two_cores() -> tuple[int | None, int | None]:
    """One core for the program and one for whoever looks at it, where the machine has two."""
    if not hasattr(os, "sched_getaffinity"):
        return None, None
    cores = sorted(os.sched_getaffinity(0))
    return (cores[0], cores[1]) if len(cores) > 1 else (None, None)
