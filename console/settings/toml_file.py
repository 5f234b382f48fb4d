"""Reading and replacing small TOML files that people edit by hand and two consoles may write at once."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from console.errors import SettingsError
from console.settings.file_lock import try_lock

_LOCK_PATIENCE = 5.0  # seconds; a writer holds the lock for milliseconds


def read(path: Path) -> dict[str, Any]:
    """The file's tables; empty where there is no file. Raises SettingsError naming file and line."""
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"{path} is not valid TOML: {_lower_first(str(error))}.",
            hint="Correct that line, or rename the file to start without it.",
        ) from None


def read_text(path: Path) -> str:
    """The file as it is; empty where there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8 text.", hint="Save it as UTF-8.") from None
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be read: {_reason(error)}.", hint="Check who owns it and its permissions."
        ) from None


def replace(path: Path, text: str) -> None:
    """Write a neighbour and put it in the file's place: whoever reads sees the old text or the new one, never half.

    The file is 0600. A symbolic link stays one: what it points at is replaced.
    """
    target = path.resolve()
    neighbour = ""
    try:
        handle, neighbour = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(neighbour).replace(target)
    except OSError as error:
        if neighbour:
            with contextlib.suppress(OSError):
                Path(neighbour).unlink()
        raise _unwritable(path, error) from None


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the right to read, change and write `path` against other processes; creates its folder (0700).

    Raises SettingsError when another writer does not finish, or the folder cannot be written.
    """
    target = path.resolve()
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(target.with_name(f".{target.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        deadline = time.monotonic() + _LOCK_PATIENCE
        while not try_lock(handle):
            if time.monotonic() > deadline:
                raise SettingsError(
                    f"{path} is being changed by another Switchroom that does not finish.",
                    hint="Close the other one, then try again.",
                )
            time.sleep(0.01)
        yield
    finally:
        os.close(handle)  # which gives the lock back


def _unwritable(path: Path, error: OSError) -> SettingsError:
    return SettingsError(
        f"{path} cannot be written: {_reason(error)}.",
        hint="Make that folder writable, or name another with --home DIR or SWITCHROOM_HOME.",
    )


def _reason(error: OSError) -> str:
    return _lower_first(error.strerror or str(error))


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
