"""The listener as another process: start it, find it, ask it, stop it.

A started listener gets a session of its own, so that neither the terminal's signals nor its end reach it, and is told
to end itself when the process that started it is gone: a console that crashed leaves no listener behind, and what the
listener had begun is still stored and answered. `switchroom listen`, started by hand, has no such parent.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from console.errors import ListenerError, PortTaken, SwitchroomError
from console.listener.lock import RunningListener, find_running, is_held
from console.settings.paths import Home

START_LIMIT = 20.0
STOP_LIMIT = 15.0
HEALTH_LIMIT = 2.0
LAST_WORDS_LIMIT = 2.0
"""Seconds."""

_LONGEST_LINE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Health:
    """What `/health` says. `waiting` is the length of the queue; `problem` a sentence, None when all is well."""

    state: str
    received: int
    stored: int
    refused: int
    repeated: int
    unmatched: int
    unrecognised: int
    waiting: int
    problem: str | None


@dataclass(frozen=True, slots=True)
class StartedListener:
    """A listener of ours. `child` belongs to whoever holds this and ends with `stop`."""

    running: RunningListener
    child: subprocess.Popen[bytes]

    @property
    def lives(self) -> bool:
        return self.child.poll() is None


def attach(home: Home) -> RunningListener | None:
    """The listener of this home, whoever started it; None when there is none that accepts."""
    return find_running(home)


def last_words(home: Home) -> str | None:
    """The last line a listener started here wrote about its troubles."""
    try:
        lines = _log_file(home).read_text("utf-8", "replace").strip().splitlines()
    except OSError:
        return None
    return lines[-1] if lines else None


async def start(
    home: Home, arguments: Sequence[str] = (), *, host: str | None = None, port: int | None = None
) -> StartedListener:
    """Start the listener of this home and wait until it accepts.

    `arguments` are the global options that lead to `home` (`--home DIR`, `--sandbox`); `host` and `port` replace
    those of the settings. Raises ListenerError or PortTaken in the child's own words.
    """
    # -P: a module.py that happens to lie in the user's folder is not ours to import.
    command = [sys.executable, "-P", "-m", "console", *arguments, "listen", "--json"]
    command += ["--exit-with-parent", str(os.getpid())]
    if host is not None:
        command += ["--host", host]
    if port is not None:
        command += ["--port", str(port)]
    with _open_log(home) as log:
        child = subprocess.Popen(  # noqa: S603, ASYNC220 - our own program; starting it takes a millisecond
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
    assert child.stdout is not None  # noqa: S101 - asked for above
    try:
        with child.stdout:
            line = await asyncio.to_thread(_first_line, child.stdout, START_LIMIT)
        return StartedListener(_announced(line, home), child)
    except SwitchroomError:
        await asyncio.to_thread(_end, child, LAST_WORDS_LIMIT)
        raise
    except BaseException:
        await asyncio.shield(asyncio.to_thread(_end, child))
        raise


async def stop(listener: StartedListener, *, limit: float = STOP_LIMIT) -> None:
    """Let a listener of ours answer and store what it has begun; one that takes longer than `limit` is killed."""
    child = listener.child
    if child.poll() is None:
        child.send_signal(signal.SIGTERM)
    try:
        await asyncio.to_thread(child.wait, limit)
    except subprocess.TimeoutExpired:
        await asyncio.to_thread(_end, child)


async def stop_running(home: Home, *, limit: float = STOP_LIMIT) -> None:
    """The same for the listener of this home, whoever started it. Raises ListenerError when it may not be ended."""
    running = find_running(home)
    if running is None:
        return
    # While the lock is held the number is that of the listener and of nobody else.
    _signal(running, signal.SIGTERM)
    if not await _released(home, limit):
        _signal(running, signal.SIGKILL)
        await _released(home, limit)


async def health(url: str, *, timeout: float = HEALTH_LIMIT) -> Health:
    """Ask a listener how it does. Raises ListenerError when it does not answer, or answers something else."""
    host, _, port = url.removeprefix("http://").rpartition(":")
    try:
        async with asyncio.timeout(timeout):
            reader, writer = await asyncio.open_connection(host.strip("[]"), int(port))
            try:
                writer.write(f"GET /health HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
                answer = await _read_answer(reader)
            finally:
                writer.close()
                with contextlib.suppress(OSError):
                    await writer.wait_closed()
        return Health(**{name: answer[name] for name in Health.__slots__})
    except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        raise ListenerError(f"The listener at {url} does not answer.", hint="Look whether it still runs.") from None
    except (ValueError, KeyError, TypeError):
        raise ListenerError(
            f"Something answers at {url}, and it is not Switchroom's listener.",
            hint="Stop the other program, or choose another port for the listener.",
        ) from None


async def _read_answer(reader: asyncio.StreamReader) -> dict[str, Any]:
    """The JSON object of a 200 with a content length. Raises ValueError for anything else."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    if head[0].split(" ")[:2] != ["HTTP/1.1", "200"]:
        raise ValueError(head[0])
    headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
    length = int(headers.get("content-length", ""))
    document = json.loads(await reader.readexactly(min(length, _LONGEST_LINE)))
    if not isinstance(document, dict):
        raise ValueError(document)  # noqa: TRY004 - what came over the wire, not a mistake in the program
    return document


def _first_line(stream: IO[bytes], limit: float) -> bytes:
    """The first line of a pipe, or what came of it before it was closed or `limit` seconds had passed."""
    line = b""
    deadline = time.monotonic() + limit
    while not line.endswith(b"\n") and len(line) < _LONGEST_LINE:
        ready, _, _ = select.select([stream], [], [], max(0.0, deadline - time.monotonic()))
        chunk = os.read(stream.fileno(), 4_096) if ready else b""
        if not chunk:
            break
        line += chunk
    return line


def _announced(line: bytes, home: Home) -> RunningListener:
    """What the child's first line says: where it is, or why it is not."""
    try:
        document = json.loads(line)
        failure = document.get("error")
        if failure is None:
            return find_running(home) or RunningListener(document["url"], document["pid"], 0, document["database"])
        error = PortTaken if failure["kind"] == PortTaken.kind else ListenerError
        raise error(failure["message"], hint=failure["hint"])
    except (ValueError, KeyError, TypeError, AttributeError):
        said = last_words(home)
        raise ListenerError(
            "The listener did not start." + (f" It said: {said}" if said else ""),
            hint=f"Run 'switchroom listen' to see why; {_log_file(home)} has what it wrote.",
        ) from None


def _end(child: subprocess.Popen[bytes], patience: float = 0.0) -> None:
    """Wait for a child that may be ending by itself, and kill one that is not."""
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _signal(running: RunningListener, number: int) -> None:
    try:
        os.kill(running.pid, number)
    except ProcessLookupError:
        return
    except PermissionError:
        raise ListenerError(
            f"The listener at {running.url} belongs to another user.",
            hint=f"Ask its owner to end process {running.pid}.",
        ) from None


async def _released(home: Home, limit: float) -> bool:
    deadline = time.monotonic() + limit
    while is_held(home):
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(0.05)
    return True


def _log_file(home: Home) -> Path:
    return home.listener_file.with_suffix(".log")


def _open_log(home: Home) -> IO[bytes]:
    """Where a started listener's stderr goes: nobody reads a pipe for as long as it may live."""
    path = _log_file(home)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
    except OSError as error:
        raise ListenerError(
            f"{path} cannot be written: {error.strerror or error}.",
            hint="Make that folder writable, or name another with --home DIR or SWITCHROOM_HOME.",
        ) from None
