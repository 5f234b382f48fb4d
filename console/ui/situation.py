"""How things stand: what the status line shows on every screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from console.domain.account import Account, Environment
    from console.services.listener_desk import ListenerState


@dataclass(frozen=True, slots=True)
class Work:
    """Something going on in the background."""

    id: str
    text: str
    done: int = 0
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """`listener` is None until it was asked for the first time; `trouble` a sentence about the database, None while
    all is well."""

    listener: ListenerState | None = None
    accounts: tuple[Account, ...] = ()
    works: tuple[Work, ...] = ()
    trouble: str | None = None

    def with_work(self, work: Work) -> Situation:
        return replace(self, works=(*(other for other in self.works if other.id != work.id), work))

    def without_work(self, work_id: str) -> Situation:
        return replace(self, works=tuple(work for work in self.works if work.id != work_id))

    def with_listener(self, seen: ListenerState) -> Situation:
        """Why a listener could not be started stays visible until it is: a look at a stopped one knows no reason."""
        before = self.listener
        if seen.mood.value == "stopped" and seen.problem is None and before is not None and before.problem is not None:
            seen = replace(seen, problem=before.problem)
        return replace(self, listener=seen)


def environment_of(accounts: tuple[Account, ...]) -> Environment | None:
    """The environment to warn about: the most serious one among the accounts."""
    present = {account.environment.value: account.environment for account in accounts}
    return next((present[name] for name in ("production", "test", "sandbox") if name in present), None)
