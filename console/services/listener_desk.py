"""The listener as the user sees it: start it, stop it, see how it does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    async def start(self) -> ListenerState:
        """Attach to the listener of this database, or start one. Raises ListenerError, PortTaken."""
        raise NotImplementedError

    async def stop(self) -> ListenerState:
        """Drain and stop the listener of this database, whoever started it."""
        raise NotImplementedError

    async def state(self) -> ListenerState:
        """Asks `/health`; never raises."""
        raise NotImplementedError

    def callback_url(self, account: str) -> str | None:
        """Where the provider should send this account's callbacks, with the public URL where settings name one.

        A token in the path is masked."""
        raise NotImplementedError

    async def aclose(self) -> None:
        """On leaving: stop the listener if it is ours."""
        raise NotImplementedError
