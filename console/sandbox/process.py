"""The sandbox as another process: find the one of a home, start it, stop it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from console.errors import SwitchroomError
from console.settings.paths import Home

START_LIMIT = 20.0
STOP_LIMIT = 10.0
CONNECT_LIMIT = 2.0
"""Seconds."""


class SandboxFailed(SwitchroomError):
    kind = "sandbox"


@dataclass(frozen=True, slots=True)
class RunningSandbox:
    """`urls` by the names of the sandbox's first line, None where there is no simulator yet; `accounts` the options,
    secrets among them, by provider. `child` is None where somebody else started it."""

    urls: Mapping[str, str | None]
    accounts: Mapping[str, Mapping[str, str]]
    pid: int
    child: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        """Blocks until it has ended, if it is ours; one that takes too long is killed."""
        if self.child is None or self.child.poll() is not None:
            return
        self.child.terminate()
        try:
            self.child.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()


def attach(home: Home) -> RunningSandbox | None:
    """The sandbox of this home, if one accepts connections where it said it would."""
    try:
        found = _understood(json.loads(home.sandbox_file.read_text(encoding="utf-8")), None)
        url = urlsplit(found.urls["link_smsc"] or "")
        with socket.create_connection((url.hostname or "", url.port or 0), CONNECT_LIMIT):
            return found
    except (OSError, ValueError, KeyError, TypeError):
        return None


async def start(home: Home, *options: str) -> RunningSandbox:
    """Attach to the sandbox of this home, or start one that ends with this process.

    `options` are those of `switchroom sandbox`. Raises SandboxFailed in the child's own words.
    """
    found = await asyncio.to_thread(attach, home)
    if found is not None:
        return found
    # -P: a module.py that happens to lie in the user's folder is not ours to import.
    command = [sys.executable, "-P", "-m", "console", "--home", str(home.root_data), "sandbox", "--json"]
    child = subprocess.Popen(  # noqa: S603, ASYNC220 - our own program; starting it takes a millisecond
        [*command, "--exit-with-parent", str(os.getpid()), *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what it tells would be painted over a screen
        start_new_session=True,  # the terminal's signals are for whoever started it
    )
    starting = asyncio.create_task(asyncio.to_thread(_first_line, child))
    try:
        line = await asyncio.wait_for(asyncio.shield(starting), START_LIMIT)
        return _understood(json.loads(line), child)
    except BaseException as error:
        child.kill()  # which ends the reading of its first line as well
        child.wait()
        await asyncio.gather(starting, return_exceptions=True)
        if isinstance(error, ValueError | KeyError | TypeError | TimeoutError):
            raise SandboxFailed(
                "The sandbox did not start: it said nothing that could be read.",
                hint="Run 'switchroom sandbox' to see why.",
            ) from None
        raise


@contextlib.asynccontextmanager
async def running(home: Home, *options: str) -> AsyncIterator[RunningSandbox]:
    """The sandbox of this home for as long as the block runs; one found running is left running."""
    sandbox = await start(home, *options)
    try:
        yield sandbox
    finally:
        await asyncio.to_thread(sandbox.stop)


def _first_line(child: subprocess.Popen[bytes]) -> bytes:
    assert child.stdout is not None  # noqa: S101 - asked for above
    with child.stdout:
        return child.stdout.readline()


def _understood(document: Any, child: subprocess.Popen[bytes] | None) -> RunningSandbox:
    """What the first line says. Raises SandboxFailed for an error in it; ValueError, KeyError or TypeError for what
    is no such line."""
    if not isinstance(document, dict):
        raise TypeError("the first line is no object")
    failure = document.get("error")
    if failure is not None:
        raise SandboxFailed(f"The sandbox did not start. {failure['message']}", hint=failure["hint"])
    urls = {name: value for name, value in document.items() if name not in {"accounts", "pid"}}
    return RunningSandbox(urls, document["accounts"], document["pid"], child)
