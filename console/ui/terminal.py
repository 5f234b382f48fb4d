"""The terminal may go away: its window is closed, the connection to the machine drops."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Final

PERIOD: Final = 1.0
"""Seconds between two looks at a terminal that may go without a signal: one that does not control this process."""
GRACE: Final = 20.0
"""Seconds to leave in order without a terminal: gates are given back, the listener answers what it has."""


async def watch_terminal(leave: Callable[[], object]) -> None:
    """Call `leave` once the terminal is gone or the process is told to end.

    Left alone, Textual reads the end of its input again and again for ever, and SIGTERM leaves the terminal as no shell
    can use it.
    """
    threading.Thread(target=end_without_terminal, name="terminal", daemon=True).start()
    loop = asyncio.get_running_loop()
    over = asyncio.Event()
    for name in ("SIGHUP", "SIGTERM"):
        with contextlib.suppress(NotImplementedError, AttributeError):  # platforms without the one or the other
            loop.add_signal_handler(getattr(signal, name), over.set)
    while not over.is_set() and not _hung_up():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), PERIOD)
    leave()


def end_without_terminal(period: float = PERIOD, grace: float = GRACE) -> None:
    """End the process, `grace` seconds after its terminal went, if it has not left in order by then. What is painted
    for a terminal that is gone piles up in Textual's queue of writes, and a full one holds the event loop for good."""
    while not _hung_up():
        time.sleep(period)
    time.sleep(grace)
    os._exit(1)


def _hung_up() -> bool:
    if not hasattr(select, "poll"):
        return False
    poller = select.poll()
    poller.register(sys.__stdin__ or 0, 0)  # what is asked for is nothing: a hang-up is told in any case
    return any(happened & (select.POLLHUP | select.POLLERR) for _, happened in poller.poll(0))
