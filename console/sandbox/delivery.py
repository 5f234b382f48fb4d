"""Callbacks on their way to the receiver, repeated until it confirms them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from console.errors import SwitchroomError
from console.sandbox.link_smsc.callbacks import Callback
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

    Asked anew for each callback: the listener may start later than the sandbox, or again on another port.
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


class Deliverer:
    """Sends callbacks and repeats each until the receiver answers 200 (5.2, "Delivery Reports"), with growing pauses.

    The intervals are ours; LINK publishes none. `acknowledge` is the string the body must hold besides, where the
    receiver is configured to return one.
    """

    def __init__(
        self, target: Target, *, attempts: int, pause: float, acknowledge: str | None, tell: Callable[[str], None]
    ) -> None:
        self._target = target
        self._attempts = attempts
        self._pause = pause
        self._acknowledge = acknowledge
        self._tell = tell
        self._client = httpx.AsyncClient(timeout=10.0, trust_env=False, limits=httpx.Limits(max_connections=64))
        self.tally = Tally()

    async def deliver(self, callback: Callback) -> bool:
        """Whether it was confirmed before patience ran out."""
        pause = self._pause
        for attempt in range(1, self._attempts + 1):
            wish, problem = await self._try(callback)
            if problem is None:
                self.tally.confirmed += 1
                return True
            self.tally.unconfirmed += 1
            if attempt == self._attempts:
                break
            await asyncio.sleep(min(max(pause, wish), _LONGEST_PAUSE))
            pause *= 2
        self.tally.given_up += 1
        self._tell(f"callback given up after {self._attempts} attempts: {problem}")
        return False

    async def _try(self, callback: Callback) -> tuple[float, str | None]:
        """How long the receiver asks to wait, and what was wrong with its answer."""
        url = self._target()
        if url is None:
            return 0, "no listener runs on this home"
        if callback.query:
            url = f"{url}{'&' if '?' in url else '?'}{callback.query}"
        headers = {"Content-Type": callback.content_type} if callback.content_type else {}
        try:
            answer = await self._client.request(callback.method, url, content=callback.body, headers=headers)
        except httpx.HTTPError as error:
            return 0, f"the receiver cannot be reached ({type(error).__name__})"
        if answer.status_code != 200:
            wish = answer.headers.get("Retry-After", "")
            return (float(wish) if wish.isdigit() else 0), f"the receiver answered {answer.status_code}"
        if self._acknowledge is not None and answer.text.strip() != self._acknowledge:
            return 0, "the receiver's body is not the one agreed upon"
        return 0, None

    async def aclose(self) -> None:
        await self._client.aclose()
