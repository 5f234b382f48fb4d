"""How things stand: what the status line shows on every screen."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.account import Account, Environment
from console.services.listener_desk import ListenerMood, ListenerState


@dataclass(frozen=True, slots=True)
class Work:
    """Something going on in the background."""

    id: str
    text: str
    done: int = 0
    total: int | None = None


_NO_LISTENER = ListenerState(ListenerMood.STOPPED)


@dataclass(frozen=True, slots=True)
class Situation:
    """`trouble` is a sentence about the database or the listener, None while all is well."""

    listener: ListenerState = _NO_LISTENER
    accounts: tuple[Account, ...] = ()
    works: tuple[Work, ...] = ()
    trouble: str | None = None


_DANGER = (Environment.PRODUCTION, Environment.TEST, Environment.SANDBOX)


def environment_of(accounts: tuple[Account, ...]) -> Environment | None:
    """The environment to warn about: the most serious one among the accounts."""
    present = {account.environment for account in accounts}
    return next((environment for environment in _DANGER if environment in present), None)
