"""The listener as a process lives it: lock, bind, announce, serve, drain."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from console.domain.redact import MASK
from console.errors import ListenerError, SwitchroomError
from console.listener.address import Address, url_of
from console.listener.configuration import AccountTable, ListenerConfig, Listening
from console.listener.intake import Intake
from console.listener.lock import HomeLock, RunningListener
from console.listener.protocol import Limits, ListenerProtocol
from console.listener.receiver import Receiver

LOOK_ROUND: Final = 1.0
"""Seconds between two looks at the account files and the parent process."""

Announce = Callable[[Listening], None]


def serve(config: ListenerConfig, announce: Announce) -> int:
    """Run the listener of a home until SIGTERM or SIGINT, or until the parent is gone; returns the exit code.

    `announce` is called once, when connections are accepted. Raises ListenerError, PortTaken, what `config.accounts`
    raises, and ListenerError when the drain limit passed over callbacks that could not be stored (none of them was
    acknowledged).
    """
    address = Address(config.settings.host, config.settings.port)
    table = config.accounts()
    _check_table(table, exposed=not address.is_loopback)
    lock = HomeLock(config.home)
    lock.acquire()
    try:
        _collect_seldom()
        _make_room(config.settings.connections)
        with address.bind() as bound, asyncio.Runner(loop_factory=_loop_factory()) as runner:
            return runner.run(_Service(config, table, bound, lock, exposed=not address.is_loopback).run(announce))
    finally:
        lock.release()


class _Service:
    """The parts of a running listener and the order in which they start and stop."""

    def __init__(
        self, config: ListenerConfig, table: AccountTable, bound: socket.socket, lock: HomeLock, *, exposed: bool
    ) -> None:
        settings = config.settings
        self._config = config
        self._table = table
        self._bound = bound
        self._lock = lock
        self._exposed = exposed
        self._stop = asyncio.Event()
        self._intake = Intake(config.record, limit=settings.queue, batch_limit=config.batch_limit)
        self._receiver = Receiver(
            self._intake,
            table,
            body_limit=settings.body_limit,
            check_source=config.check_source,
            clock=config.clock,
            # A public URL means that something in front lets strangers through to the loopback.
            nameless=not exposed and not settings.public_url,
        )
        self._connections: set[ListenerProtocol] = set()
        self._account_files = _stamps(config.account_files)

    async def run(self, announce: Announce) -> int:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        self._intake.start()
        server = await loop.create_server(self._protocol_factory(loop), sock=self._bound)
        watch = [loop.create_task(self._cut_the_late()), loop.create_task(self._look_round())]
        try:
            self._announce(announce)
            await self._stop.wait()
        finally:
            server.close()
            for task in watch:
                task.cancel()
            await asyncio.gather(*watch, return_exceptions=True)
            drained = await self._drain()
        if not drained:
            raise ListenerError(
                f"The listener stopped before everything was stored; callbacks still waiting: {self._intake.waiting}.",
                hint="None of them was acknowledged, so their providers send them again.",
            )
        return 0

    def _protocol_factory(self, loop: asyncio.AbstractEventLoop) -> Callable[[], ListenerProtocol]:
        settings = self._config.settings
        limits = Limits(
            connections=settings.connections,
            header_timeout=settings.header_timeout,
            body_timeout=self._config.body_timeout,
            idle_timeout=settings.idle_timeout,
        )
        return partial(ListenerProtocol, self._receiver, self._intake.counters, self._connections, limits, loop)

    def _announce(self, announce: Announce) -> None:
        config = self._config
        url = url_of(self._bound)
        self._lock.publish(RunningListener(url, os.getpid(), config.clock(), str(config.home.database)))
        announce(Listening(url, os.getpid(), config.home.database, _callback_paths(self._table)))

    async def _cut_the_late(self) -> None:
        settings = self._config.settings
        shortest = min(settings.header_timeout, settings.idle_timeout, self._config.body_timeout)
        pause = max(0.05, min(1.0, shortest / 4))
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(pause)
            now = loop.time()
            for connection in list(self._connections):
                connection.cut_if_late(now)

    async def _look_round(self) -> None:
        while True:
            await asyncio.sleep(LOOK_ROUND)
            if self._config.parent is not None and os.getppid() != self._config.parent:
                self._stop.set()
            stamps = _stamps(self._config.account_files)
            if stamps != self._account_files:
                self._account_files = stamps
                await self._reread_accounts()

    async def _reread_accounts(self) -> None:
        """Take the changed table. One that cannot be used leaves the old one in place, and `/health` says why."""
        try:
            table = await asyncio.to_thread(self._config.accounts)
            _check_table(table, exposed=self._exposed)
        except SwitchroomError as error:
            self._receiver.problem = f"The changed accounts are not used yet: {error.message}"
        else:
            self._receiver.problem = None
            self._receiver.use(table)

    async def _drain(self) -> bool:
        """Answer what has begun, commit, and end; whether everything was stored in time."""
        self._receiver.draining = True
        loop = asyncio.get_running_loop()
        end = loop.time() + self._config.drain_limit
        closing = [connection.shutdown() for connection in list(self._connections)]
        if closing:
            await asyncio.wait(closing, timeout=end - loop.time())
        stored = await self._intake.stop(max(0.1, end - loop.time()))
        for connection in list(self._connections):
            connection.abort()
        return stored


def _check_table(table: AccountTable, *, exposed: bool) -> None:
    """Raises ListenerError when an account's callbacks could be sent by anybody who can reach the listener."""
    empty = sorted(name for name, account in table.accounts.items() if account.token == "" or account.password == "")
    if empty:
        raise ListenerError(
            f"The callback token or password of {_listed(empty)} is empty.",
            hint="Give it a value, or remove the option from the account.",
        )
    open_ = sorted(name for name, account in table.accounts.items() if not account.demands_proof)
    if exposed and open_:
        raise ListenerError(
            f"Anybody who reaches this address could send callbacks for {_listed(open_)}.",
            hint="Give each account a callback_token or callback_password, or listen on 127.0.0.1 only.",
        )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _callback_paths(table: AccountTable) -> dict[str, str]:
    return {
        name: f"/callbacks/{name}" + (f"/{MASK}" if account.token is not None else "")
        for name, account in sorted(table.accounts.items())
    }


def _stamps(files: Sequence[Path]) -> list[tuple[int, int, int] | None]:
    """What tells one state of a file from the next, cheaply."""
    stamps: list[tuple[int, int, int] | None] = []
    for file in files:
        try:
            found = file.stat()
        except OSError:
            stamps.append(None)
        else:
            stamps.append((found.st_mtime_ns, found.st_size, found.st_ino))
    return stamps


def _make_room(connections: int) -> None:
    """Let the process open as many files as it may have connections, and some for itself."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + 64
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _collect_seldom() -> None:
    """Callbacks come and go without leaving circles, so looking for those after each few hundred objects is in vain.

    What lives as long as the process is never looked at again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:
        return None
    factory: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return factory
