"""Ctrl-C during work that goes step by step."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Iterator

from console.cli.output import remark


@contextlib.contextmanager
def stopped_by_interrupt(stop: asyncio.Event) -> Iterator[None]:
    """The first Ctrl-C finishes the request under way and sends no more; a second one cuts it off."""
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()

    def interrupted() -> None:
        if stop.is_set() and task is not None:
            task.cancel()
        else:
            remark("Stopping after the request under way.")
            stop.set()

    try:
        loop.add_signal_handler(signal.SIGINT, interrupted)
    except (NotImplementedError, RuntimeError):  # a platform, or a thread, without signal handlers in its loop
        yield
        return
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGINT)
