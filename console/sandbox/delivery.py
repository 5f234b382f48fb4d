"""Callbacks on their way to a receiver, repeated until it confirms them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from console.errors import SwitchroomError
from console.settings.files import load_accounts
from console.settings.paths import Home

Target = Callable[[], str | None]

_LONGEST_PAUSE = 10.0


def fixed_target(url: str, provider: str) -> Target:
    """Always the same URL; `{provider}` in it stands for the provider's name."""
    whole = url.replace("{provider}", provider)
    return lambda: whole


def target_of_home(home: Home, provider: str, own_url: str) -> Target:
    """The listener that runs on this home at the moment, and in its path the account that sends through `own_url`.

    Asked anew each time: the listener may start later than the sandbox, or again on another port.
    """

    def find() -> str | None:
        try:
            listening = json.loads(home.listener_file.read_text(encoding="utf-8"))["url"]
            accounts = [account for account in load_accounts(home).values() if account.provider == provider]
        except (OSError, ValueError, KeyError, TypeError, SwitchroomError):
            return None
        accounts.sort(key=lambda account: account.base_url.rstrip("/") != own_url)
        path = f"/{accounts[0].name}" if accounts else ""
        return f"{str(listening).rstrip('/')}/callbacks{path}"

    return find


@dataclass(slots=True)
class Tally:
    """What became of callbacks: confirmed by the receiver, attempts that were not, and those given up."""

    confirmed: int = 0
    unconfirmed: int = 0
    given_up: int = 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one attempt ended. `problem` None: nothing is left to do. `wish` is how many seconds the receiver asks to
    wait, `reached` whether one was called at all, `hopeless` that no other attempt can end better."""

    problem: str | None = None
    wish: float = 0
    reached: bool = True
    hopeless: bool = False


class Deliverer:
    """Repeats attempts with growing pauses until one succeeds. The intervals are ours; LINK publishes none."""

    def __init__(self, *, attempts: int, pause: float, tell: Callable[[str], None]) -> None:
        self._attempts = attempts
        self._pause = pause
        self._tell = tell
        self.tally = Tally()

    async def deliver(self, attempt: Callable[[], Awaitable[Attempt]], *, within: Callable[[], float]) -> bool:
        """Whether an attempt succeeded before patience ran out. `within` is asked for the seconds there may be from the
        first attempt to the last."""
        clock = asyncio.get_running_loop().time
        begun, pause = clock(), self._pause
        for number in range(1, self._attempts + 1):
            made = await attempt()
            if made.problem is None:
                self.tally.confirmed += made.reached
                return True
            self.tally.unconfirmed += 1
            rest = min(max(pause, made.wish), _LONGEST_PAUSE)
            if made.hopeless or number == self._attempts or clock() - begun + rest > within():
                break
            await asyncio.sleep(rest)
            pause *= 2
        self.give_up(f"after {number} attempt{'s' if number > 1 else ''}: {made.problem}")
        return False

    def give_up(self, why: str) -> None:
        """Count and tell a callback that nobody will get."""
        self.tally.given_up += 1
        self._tell(f"callback given up {why}")
