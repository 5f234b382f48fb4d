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
"""Seconds that a loop may be held without a terminal."""


async def watch_terminal(leave: Callable[[], object]) -> None:
    """Call `leave` once the terminal is gone or the process is told to end.

    Left alone, Textual reads the end of its input again and again for ever, and SIGTERM leaves the terminal as no shell
    can use it.
    """
    loop = asyncio.get_running_loop()
    threading.Thread(target=end_without_terminal, args=(loop,), name="terminal", daemon=True).start()
    over = asyncio.Event()
    for name in ("SIGHUP", "SIGTERM"):
        with contextlib.suppress(NotImplementedError, AttributeError):  # platforms without the one or the other
            loop.add_signal_handler(getattr(signal, name), over.set)
    while not over.is_set() and not _hung_up():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), PERIOD)
    leave()


def end_without_terminal(loop: asyncio.AbstractEventLoop, period: float = PERIOD, grace: float = GRACE) -> None:
    """End the process once its terminal is gone and its loop has been held for `grace` seconds. What is painted for a
    terminal that is gone piles up in Textual's queue of writes, and a full one holds the loop for good. A loop that
    turns may leave in order, however long that takes."""
    while not _hung_up():
        time.sleep(period)
    while _turns(loop, grace):
        time.sleep(period)
    os._exit(1)


def _turns(loop: asyncio.AbstractEventLoop, within: float) -> bool:
    turned = threading.Event()
    try:
        loop.call_soon_threadsafe(turned.set)
    except RuntimeError:  # it is closed, and the process about to end
        time.sleep(within)
        return False
    return turned.wait(within)


def _hung_up() -> bool:
    if not hasattr(select, "poll"):
        return False
    poller = select.poll()
    poller.register(sys.__stdin__ or 0, 0)  # what is asked for is nothing: a hang-up is told in any case
    return any(happened & (select.POLLHUP | select.POLLERR) for _, happened in poller.poll(0))
