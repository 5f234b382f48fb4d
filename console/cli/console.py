"""`switchroom` without a command: the screen, on real accounts or on the sandbox."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from console.cli.output import Invocation, exit_with
from console.errors import InvalidInput, SwitchroomError

if TYPE_CHECKING:
    from console.services.desks import Desks
    from console.settings.paths import Home

SANDBOX_ACCOUNT = "sandbox-sms"
_PROVIDER = "link-smsc"
_STOP_LIMIT = 10.0
_CONNECT_LIMIT = 2.0
"""Seconds."""


def open_console(invocation: Invocation, *, fresh: bool) -> None:
    """Show the screen until it is left. Raises InvalidInput where there is no terminal to show it on."""
    if fresh and not invocation.sandbox:
        raise InvalidInput("--fresh empties the sandbox's home.", hint="Give --sandbox with it.", field="fresh")
    if invocation.json:
        raise InvalidInput("The console has no JSON.", hint="Name a command; 'switchroom --help' lists them.")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InvalidInput(
            "The console needs a terminal.",
            hint="Run 'switchroom demo' to see the main job done without one; 'switchroom --help' lists the rest.",
        )
    from console.wiring import run_console

    home = invocation.home()
    if fresh:
        empty(home)
    desks = invocation.desks()
    if not invocation.sandbox:
        exit_with(run_console(desks))
    practice = Practice(home, desks)
    try:
        code = run_console(desks, prepare=practice.begin)
    finally:
        practice.end()
    exit_with(code)


class Practice:
    """What the console on the sandbox needs beside its desks: the simulators, and an account with them."""

    def __init__(self, home: Home, desks: Desks) -> None:
        self._home = home
        self._desks = desks
        self._child: subprocess.Popen[bytes] | None = None

    async def begin(self) -> None:
        """Attach to the sandbox of this home or start one, and see that its account leads there.

        Raises SandboxFailed, and what keeping an account raises.
        """
        sandbox = _running(self._home)
        if sandbox is None:
            sandbox = await asyncio.to_thread(self._start)
        await _keep_account(self._desks, sandbox["link_smsc"], sandbox["accounts"][_PROVIDER])

    def end(self) -> None:
        """Stop the simulators if this console started them."""
        child = self._child
        if child is None or child.poll() is not None:
            return
        child.terminate()
        try:
            child.wait(_STOP_LIMIT)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def _start(self) -> dict[str, Any]:
        """What the simulators say once they accept: the first line of `switchroom sandbox --json`."""
        command = [sys.executable, "-m", "console", "--home", str(self._home.root_data), "sandbox", "--json"]
        self._child = child = subprocess.Popen(  # noqa: S603 - our own program
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what it tells would be painted over the screen
            start_new_session=True,  # the terminal's signals are for the console
        )
        assert child.stdout is not None  # noqa: S101 - asked for above
        try:
            said = json.loads(child.stdout.readline())
        except ValueError:
            said = {}
        if "link_smsc" not in said:
            self.end()
            reason = said.get("error", {}).get("message", "It said nothing that could be read.")
            raise SandboxFailed(f"The sandbox did not start. {reason}", hint="Run 'switchroom sandbox' to see why.")
        return dict(said)


class SandboxFailed(SwitchroomError):
    kind = "sandbox"


def _running(home: Home) -> dict[str, Any] | None:
    """The sandbox of this home, if one accepts connections where it said it would."""
    try:
        said = json.loads(home.sandbox_file.read_text(encoding="utf-8"))
        url = urlsplit(said["link_smsc"])
        with socket.create_connection((url.hostname or "", url.port or 0), _CONNECT_LIMIT):
            return dict(said)
    except (OSError, ValueError, KeyError, TypeError):
        return None


async def _keep_account(desks: Desks, url: str, options: dict[str, str]) -> None:
    """The sandbox's account, changed only where the sandbox is elsewhere than last time."""
    from console.domain.account import Account, Environment

    known = next((account for account in desks.accounts.accounts() if account.name == SANDBOX_ACCOUNT), None)
    wanted = Account(
        name=SANDBOX_ACCOUNT,
        provider=_PROVIDER,
        base_url=url,
        environment=Environment.SANDBOX,
        options={name: value for name, value in options.items() if name != "password"},
    )
    if known is not None:
        wanted = known.model_copy(update={"base_url": url, "options": {**known.options, **wanted.options}})
    if known != wanted or desks.accounts.secret_places(wanted)["password"] is None:
        await desks.accounts.save(
            wanted,
            {"password": options["password"]},
            replacing=None if known is None else SANDBOX_ACCOUNT,
            allow_file=True,
        )


def empty(home: Home) -> None:
    """Forget everything in the sandbox's home. Raises InvalidInput while a listener or sandbox still uses it."""
    from console.listener.process import attach

    running = attach(home)
    if running is not None:
        raise InvalidInput(
            f"A listener still runs on the sandbox's home, at {running.url}.",
            hint="Close the other console, or stop that listener, then try again.",
        )
    database = home.database
    for path in (
        database,
        database.with_name(database.name + "-wal"),
        database.with_name(database.name + "-shm"),
        home.accounts_file,
        home.secrets_file,
    ):
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
