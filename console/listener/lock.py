"""One listener at most for each home: the right to be it, and where the one that is can be found.

The right is a lock on a file, which ends with its process however that ends; what the listener wrote about itself
is only believed while the lock is held. So a file left behind by a killed process is never mistaken for a listener.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from console.domain.timestamps import Millis
from console.errors import ListenerError
from console.settings.file_lock import try_lock
from console.settings.paths import Home

_PATIENCE = 1.0
"""Seconds to wait for a lock that somebody who only looks may hold for an instant."""


@dataclass(frozen=True, slots=True)
class RunningListener:
    """What a listener writes about itself once it accepts."""

    url: str
    pid: int
    started_at: Millis
    database: str


class HomeLock:
    """Held by the listener from before it binds until it has stopped."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._handle: int | None = None

    def acquire(self) -> None:
        """Raises ListenerError naming the listener that runs already, or what cannot be written."""
        path = _lock_file(self._home)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise _unwritable(path, error) from None
        deadline = time.monotonic() + _PATIENCE
        while not try_lock(handle):
            if time.monotonic() > deadline:
                os.close(handle)
                raise _taken(self._home)
            time.sleep(0.02)
        self._handle = handle
        self._home.listener_file.unlink(missing_ok=True)

    def publish(self, running: RunningListener) -> None:
        """Say where the listener is. Whoever reads sees all of it or nothing."""
        path = self._home.listener_file
        neighbour = path.with_name(f".{path.name}.new")
        try:
            with os.fdopen(os.open(neighbour, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                json.dump(asdict(running), file)
            neighbour.replace(path)
        except OSError as error:
            raise _unwritable(path, error) from None

    def release(self) -> None:
        if self._handle is None:
            return
        with contextlib.suppress(OSError):
            self._home.listener_file.unlink(missing_ok=True)
        os.close(self._handle)
        self._handle = None


def find_running(home: Home) -> RunningListener | None:
    """The listener of this home, if one lives and accepts."""
    if not is_held(home):
        return None
    try:
        return RunningListener(**json.loads(home.listener_file.read_text()))
    except (OSError, ValueError, TypeError):
        return None


def is_held(home: Home) -> bool:
    """Whether a listener of this home lives, accepting or not."""
    try:
        handle = os.open(_lock_file(home), os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return not try_lock(handle)
    finally:
        os.close(handle)


def _lock_file(home: Home) -> Path:
    return home.listener_file.with_suffix(".lock")


def _taken(home: Home) -> ListenerError:
    running = find_running(home)
    where = f" at {running.url} (process {running.pid})" if running else ""
    return ListenerError(
        f"A listener for this database is already running{where}.",
        hint="Use that one, or stop it first; two would not share the database's callbacks fairly.",
    )


def _unwritable(path: Path, error: OSError) -> ListenerError:
    return ListenerError(
        f"{path} cannot be written: {error.strerror or error}.",
        hint="Make that folder writable, or name another with --home DIR or SWITCHROOM_HOME.",
    )
