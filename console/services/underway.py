"""Which sends are still being worked on, by whichever process: a dead console's send must not look busy for ever."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from console.errors import SettingsError
from console.settings.file_lock import try_lock


class Underway:
    """A locked file for each send in progress. The operating system unlocks it when its process ends, however."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextlib.contextmanager
    def hold(self, message_id: str) -> Iterator[None]:
        """Mark a send as in progress. Raises SettingsError where the folder cannot be written."""
        path = self._path(message_id)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise SettingsError(
                f"{path} cannot be written: {error.strerror}. Nothing was sent.",
                hint="Make that folder writable, or name another home with --home.",
            ) from None
        try:
            try_lock(handle)
            yield
        finally:
            with contextlib.suppress(OSError):
                path.unlink()
            os.close(handle)

    def is_held(self, message_id: str) -> bool:
        """Whether a living process still works on it."""
        try:
            handle = os.open(self._path(message_id), os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            return not try_lock(handle)
        finally:
            os.close(handle)

    def forget(self, message_id: str) -> None:
        """Take away what a dead process left."""
        with contextlib.suppress(OSError):
            self._path(message_id).unlink()

    def _path(self, message_id: str) -> Path:
        return self._folder / f"sending-{message_id}.lock"
