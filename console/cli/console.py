"""`switchroom` without a command: the screen, on real accounts or on the sandbox."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from console.cli.output import Invocation, exit_with
from console.errors import InvalidInput

if TYPE_CHECKING:
    from console.domain.account import Account
    from console.domain.timestamps import Millis
    from console.sandbox.process import RunningSandbox
    from console.services.desks import Desks
    from console.settings.paths import Home

SANDBOX_ACCOUNT = "sandbox-sms"
SANDBOX_GATES = "sandbox-gates"
SANDBOX_WHATSAPP = "sandbox-whatsapp"
_PROVIDER = "link-smsc"
_GATE_PROVIDER = "link-gate"
_WHATSAPP_PROVIDER = "link-whatsapp"


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
    from console.settings.appearance import theme_at_first_sight
    from console.wiring import run_console

    home = invocation.home()
    if fresh:
        empty(home)
    desks = cache(invocation.desks)
    theme = theme_at_first_sight(home)
    if not invocation.sandbox:
        exit_with(run_console(desks, theme=theme))
    practice = Practice(home, desks)
    try:
        code = run_console(desks, theme=theme, prepare=practice.begin)
    finally:
        practice.end()
    exit_with(code)


class Practice:
    """What the console on the sandbox needs beside its desks: the simulators, and an account with each of them."""

    def __init__(self, home: Home, desks: Callable[[], Desks]) -> None:
        self._home = home
        self._desks = desks
        self._sandbox: RunningSandbox | None = None

    async def begin(self) -> None:
        """Attach to the sandbox of this home or start one, see that its accounts lead there, and on first use lay
        in a week of messages to practise on.

        Raises SandboxFailed, StoreError, and what keeping an account raises.
        """
        from console.domain.callbacks.filter import Filter
        from console.sandbox.process import start

        self._sandbox = sandbox = await start(self._home)
        desks = self._desks()
        account = await _keep_account(desks, sandbox, SANDBOX_ACCOUNT, _PROVIDER)
        await _keep_account(desks, sandbox, SANDBOX_GATES, _GATE_PROVIDER)
        talker = await _keep_account(desks, sandbox, SANDBOX_WHATSAPP, _WHATSAPP_PROVIDER)
        if not await desks.log.events(Filter(), limit=1):
            await asyncio.to_thread(_lay_in_a_week, self._home, account, talker, desks.clock())

    def end(self) -> None:
        """Stop the simulators if this console started them."""
        if self._sandbox is not None:
            self._sandbox.stop()


def _lay_in_a_week(home: Home, account: Account, talker: Account, now: Millis) -> None:
    from console.providers.registry import callback_provider
    from console.sandbox.seed import seed
    from console.wiring import open_database

    database = open_database(home)
    try:
        read, hear = (callback_provider(one).callback_reader().read for one in (_PROVIDER, _WHATSAPP_PROVIDER))
        seed(database, read, now, account, whatsapp=(talker, hear))
    finally:
        database.close()


async def _keep_account(desks: Desks, sandbox: RunningSandbox, name: str, provider: str) -> Account:
    """An account with the sandbox, changed only where the sandbox is elsewhere than last time."""
    from console.domain.account import Account, Environment

    known = next((account for account in desks.accounts.accounts() if account.name == name), None)
    url, options = sandbox.urls[provider.replace("-", "_")] or "", sandbox.accounts[provider]
    wanted = Account(
        name=name,
        provider=provider,
        base_url=url,
        environment=Environment.SANDBOX,
        options={option: value for option, value in options.items() if option != "password"},
    )
    if known is not None:
        wanted = known.model_copy(update={"base_url": url, "options": {**known.options, **wanted.options}})
    if known != wanted or desks.accounts.secret_places(wanted)["password"] is None:
        await desks.accounts.save(
            wanted,
            {"password": options["password"]},
            replacing=None if known is None else name,
            allow_file=True,
        )
    return wanted


def empty(home: Home) -> None:
    """Forget everything in the sandbox's home. Raises InvalidInput while a listener, a console or a command uses it."""
    from console.listener.process import attach
    from console.store.occupancy import is_open

    running = attach(home)
    if running is not None:
        raise InvalidInput(
            f"A listener still runs on the sandbox's home, at {running.url}.",
            hint="Close the other console, or stop that listener, then try again.",
        )
    database = home.database
    if is_open(database):
        raise InvalidInput(
            "Another console or command has the sandbox's database open.",
            hint="Close it, then try again.",
        )
    for path in (
        database,
        database.with_name(database.name + "-wal"),
        database.with_name(database.name + "-shm"),
        home.accounts_file,
        home.secrets_file,
    ):
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
