"""What the listener is given by whoever builds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from console.domain.callbacks.event import Arrival, Event, Recorded
from console.domain.callbacks.request import CallbackRequest
from console.domain.timestamps import Clock
from console.settings.model import ListenerSettings
from console.settings.paths import Home


class CallbackReader(Protocol):
    """Turns a request into events. Never raises: what it cannot understand is an event `unrecognised`."""

    def read(self, request: CallbackRequest) -> tuple[Event, ...]: ...

    def recognises(self, request: CallbackRequest) -> bool: ...


@dataclass(frozen=True, slots=True)
class CallbackAccount:
    """How one account's callbacks come in, below `/callbacks/NAME`.

    `token` is the last segment of the path; `username` and `password` are demanded as Basic auth. None demands
    nothing, an empty secret is refused by the listener. `acknowledge_body` is what the provider wants to read.
    """

    name: str
    provider: str
    reader: CallbackReader
    acknowledge_body: str = "OK"
    token: str | None = field(default=None, repr=False)
    username: str | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def demands_proof(self) -> bool:
        return self.token is not None or self.password is not None


@dataclass(frozen=True, slots=True)
class AccountTable:
    """Accounts by name, and the readers asked in turn, by shape, for callbacks that name no account."""

    accounts: Mapping[str, CallbackAccount]
    readers: Sequence[CallbackReader]


@dataclass(frozen=True, slots=True)
class ListenerConfig:
    """Everything `serve` needs.

    `settings` hold host and port as they are to be bound. `record` stores a batch in one transaction and blocks; it
    runs on a thread of the listener's, one call at a time, and raises StoreError. `accounts` builds the table; it is
    called at the start (its errors end the start) and again when one of `account_files` changed (its errors are
    shown in `/health`, and the table before stays). `check_source` says what is known about a peer's address:
    "known", "loopback" or "unlisted". `parent` is the process that must be alive for the listener to go on.
    """

    home: Home
    settings: ListenerSettings
    record: Callable[[Sequence[Arrival]], Recorded]
    accounts: Callable[[], AccountTable]
    account_files: Sequence[Path]
    check_source: Callable[[str], str]
    clock: Clock
    parent: int | None = None
    batch_limit: int = 1_000
    """Callbacks in one transaction at most, so that the first of a long queue does not wait for the last."""
    body_timeout: float = 30.0
    """Seconds a client may take for the body of a request, all of it."""
    drain_limit: float = 10.0
    """Seconds a stopping listener gives what it has begun."""


@dataclass(frozen=True, slots=True)
class Listening:
    """A listener that accepts. `callback_paths` are by account, tokens masked."""

    url: str
    pid: int
    database: Path
    callback_paths: Mapping[str, str]
