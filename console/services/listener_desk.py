"""The listener as the user sees it: start it, stop it, see how it does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from console.domain.redact import MASK
from console.errors import SwitchroomError

if TYPE_CHECKING:
    from console.listener.process import Health, StartedListener
    from console.settings.model import ListenerSettings
    from console.settings.paths import Home


class ListenerMood(StrEnum):
    STOPPED = "stopped"
    STARTING = "starting"
    ACCEPTING = "accepting"
    REFUSING = "refusing"
    DRAINING = "draining"
    SILENT = "silent"  # the process lives and does not answer


@dataclass(frozen=True, slots=True)
class ListenerState:
    """`url` is where callbacks go, None when stopped; `rate` callbacks a second since the last look; `ours` whether
    this console started it and will stop it on leaving; `problem` a sentence when it cannot run."""

    mood: ListenerMood
    url: str | None = None
    pid: int | None = None
    ours: bool = False
    rate: float = 0.0
    queue: int = 0
    received: int = 0
    stored: int = 0
    refused: int = 0
    repeated: int = 0
    unmatched: int = 0
    unrecognised: int = 0
    problem: str | None = None


class ListenerDesk:
    """Attaches to the listener of the home where one runs, starts one where none does."""

    def __init__(self, home: Home, settings: ListenerSettings, has_token: Callable[[str], bool]) -> None:
        """`has_token` says whether an account's callback URL ends in a secret."""
        self._home = home
        self._settings = settings
        self._has_token = has_token
        self._started: StartedListener | None = None
        self._port = settings.port
        self._changing = asyncio.Lock()
        self._last_look: tuple[int, float, int] | None = None  # pid, when, received

    async def start(self) -> ListenerState:
        """Attach to the listener of this database, or start one. Raises ListenerError, PortTaken."""
        from console.listener import process

        async with self._changing:
            if process.attach(self._home) is None:
                self._started = await process.start(self._home, self._arguments(), port=self._port)
                # Asked for any free port: the one it got stays ours, so that providers need not be told again.
                self._port = int(self._started.running.url.rpartition(":")[2])
        return await self.state()

    async def stop(self) -> ListenerState:
        """Drain and stop the listener of this database, whoever started it."""
        from console.listener import process

        async with self._changing:
            if self._started is not None and self._started.lives:
                await process.stop(self._started)
            else:
                await process.stop_running(self._home)
            self._started = None
        return await self.state()

    async def state(self) -> ListenerState:
        """Asks `/health`; never raises."""
        from console.listener import process

        running = process.attach(self._home)
        if running is None:
            self._last_look = None
            return ListenerState(ListenerMood.STOPPED, problem=self._ended_badly())
        ours = self._started is not None and self._started.running.pid == running.pid
        try:
            health = await process.health(running.url)
        except SwitchroomError as error:
            return ListenerState(
                ListenerMood.SILENT, url=running.url, pid=running.pid, ours=ours, problem=_sentence(error)
            )
        return ListenerState(
            _MOODS.get(health.state, ListenerMood.SILENT),
            url=running.url,
            pid=running.pid,
            ours=ours,
            rate=self._rate(running.pid, health),
            queue=health.waiting,
            received=health.received,
            stored=health.stored,
            refused=health.refused,
            repeated=health.repeated,
            unmatched=health.unmatched,
            unrecognised=health.unrecognised,
            problem=health.problem,
        )

    def callback_url(self, account: str) -> str | None:
        """Where the provider should send this account's callbacks, with the public URL where settings name one.

        A token in the path is masked."""
        from console.listener import process

        running = process.attach(self._home)
        base = self._settings.public_url or (running.url if running is not None else None)
        if base is None and self._port:
            base = f"http://{self._settings.host}:{self._port}"
        if base is None:
            return None
        token = f"/{MASK}" if self._has_token(account) else ""
        return f"{base.rstrip('/')}/callbacks/{account}{token}"

    async def aclose(self) -> None:
        """On leaving: stop the listener if it is ours."""
        from console.listener import process

        async with self._changing:
            started, self._started = self._started, None
            if started is not None and started.lives:
                await process.stop(started)

    def _arguments(self) -> list[str]:
        """The options that lead another process to the same home."""
        home = self._home
        if home.root_config == home.root_data == home.root_state:
            return ["--home", str(home.root_data)]
        return []

    def _rate(self, pid: int, health: Health) -> float:
        now = time.monotonic()
        before, self._last_look = self._last_look, (pid, now, health.received)
        if before is None or before[0] != pid or now <= before[1]:
            return 0.0
        return max(0, health.received - before[2]) / (now - before[1])

    def _ended_badly(self) -> str | None:
        """Why the listener this console started is no more, where nobody asked it to stop."""
        from console.listener import process

        if self._started is None or self._started.lives:
            return None
        said = process.last_words(self._home)
        return "The listener ended by itself." + (f" It said: {said}" if said else "")


_MOODS = {
    "accepting": ListenerMood.ACCEPTING,
    "refusing": ListenerMood.REFUSING,
    "draining": ListenerMood.DRAINING,
}


def _sentence(error: SwitchroomError) -> str:
    return f"{error.message} {error.hint}" if error.hint else error.message
